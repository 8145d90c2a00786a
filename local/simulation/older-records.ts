import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';
import type { AgentCounts } from '../../lambdas/domain/tenant.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import { batchArn } from './judge.ts';

/**
 * What a deployment mixes. An execution keeps the definition and the functions it began with (decision 5), so one that
 * began before goes on writing records without what was added to them since. Triggers, and executions that it starts, are
 * the newest, and read them.
 */
export class OlderRecords {
  /** Executions that began before this instant are of the earlier version; none, while no deployment is drawn. */
  #deployedAt = -Infinity;

  /** The earlier version runs, until `deploy`. */
  begin(): void {
    this.#deployedAt = Infinity;
  }

  deploy(now: Date): void {
    this.#deployedAt = now.getTime();
  }

  /** For the option `disturb`: what the earlier version did not write down is not there. */
  writeAsBefore(ports: Ports, startOf: (executionArn: string) => Date): Ports {
    const isOlder = (execution: string | null): boolean =>
      execution !== null && this.#deployedAt > -Infinity && startOf(execution).getTime() < this.#deployedAt;
    return {
      ...ports,
      tenants: overrideMethods(ports.tenants, {
        change: (tenant, execution, { countsBefore, ...change }) =>
          ports.tenants.change(tenant, execution, {
            ...change,
            ...(countsBefore && { countsBefore: isOlder(execution) ? countsAsBefore(countsBefore) : countsBefore }),
          }),
      }),
      batches: overrideMethods(ports.batches, {
        change: async (batch, { countsAgainAt, ...change }) =>
          ports.batches.change(batch, {
            ...change,
            ...(countsAgainAt !== undefined && !isOlder(batchArn(batch.batchId)) && { countsAgainAt }),
          }),
      }),
    };
  }
}

/** The server of the agents and the policies were not looked at before the update. */
function countsAsBefore({ managedAgents, unmanagedEndpoints }: AgentCounts): AgentCounts {
  return { managedAgents, unmanagedEndpoints };
}
