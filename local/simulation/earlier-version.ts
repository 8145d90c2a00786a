import { readFileSync } from 'node:fs';
import type { AgentCounts } from '../../lambdas/domain/tenant.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import { instead } from '../../lambdas/adapters/instead.ts';
import { definitionNames } from '../../lib/definition.ts';
import { boundDefinition, machineArn } from '../deployment.ts';
import type { StepFunctionsEngine } from '../states/step-functions-engine.ts';

type Engine = Pick<StepFunctionsEngine, 'describeStateMachine' | 'updateStateMachine'>;

/**
 * What an operator runs when a new version is deployed: the definitions in `earlier/`, as they were on 26 November 2026,
 * before console steps answered when to look again, and records without what was added to them later. On AWS an execution
 * keeps the definition it was started with, while its functions are replaced: all of them must get on with it.
 */
export class EarlierVersion {
  #isDeployed = false;
  #current: { arn: string; definition: string }[] = [];

  /** Executions that start from now on have the earlier definitions. */
  deploy(engine: Engine): void {
    this.#isDeployed = true;
    this.#current = definitionNames.map((name) => {
      const arn = machineArn(name);
      const { definition } = engine.describeStateMachine(arn);
      const earlier = readFileSync(new URL(`./earlier/${name}.asl.json`, import.meta.url), 'utf8');
      engine.updateStateMachine({ stateMachineArn: arn, definition: boundDefinition(earlier) });
      return { arn, definition };
    });
  }

  /** The version of this repository is deployed; what runs goes on as it began. */
  replace(engine: Engine): void {
    this.#isDeployed = false;
    for (const { arn, definition } of this.#current) engine.updateStateMachine({ stateMachineArn: arn, definition });
  }

  /** For the option `disturb`: what the earlier version did not write down is not there. */
  writeAsBefore(ports: Ports): Ports {
    return {
      ...ports,
      tenants: instead(ports.tenants, {
        change: (tenant, execution, { countsBefore, ...change }) =>
          ports.tenants.change(tenant, execution, {
            ...change,
            ...(countsBefore && { countsBefore: this.#isDeployed ? countsAsBefore(countsBefore) : countsBefore }),
          }),
      }),
      batches: instead(ports.batches, {
        change: async (batchId, { countsAgainAt, ...change }) =>
          ports.batches.change(batchId, {
            ...change,
            ...(countsAgainAt !== undefined && !this.#isDeployed && { countsAgainAt }),
          }),
      }),
    };
  }
}

/** The server of the agents and the policies were not looked at before the update. */
function countsAsBefore({ managedAgents, unmanagedEndpoints }: AgentCounts): AgentCounts {
  return { managedAgents, unmanagedEndpoints };
}
