import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { stepFunctionsClient } from '../../../lambdas/adapters/step-functions/client.ts';
import { isCustomers } from '../../../lambdas/domain/desk-task.ts';
import { executionArn, handOverExecutionName } from '../../../lambdas/domain/names.ts';
import { hasReached, type Tenant } from '../../../lambdas/domain/tenant.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import { executionPage, type Deployment } from '../deployment/deployment.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { isRunning } from '../deployment/is-running.ts';
import { storesOf } from '../deployment/stores.ts';
import { CommandError } from '../shared/command-error.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import type { CommonFlags } from '../shared/with-options.ts';
import { wrap } from '../../../terminal/wrap.ts';

/** The work of `hand-over`. */
export async function startHandOver(tenantId: string, flags: CommonFlags): Promise<void> {
  const deployment = await findDeployment(flags);
  const stores = storesOf(deployment);
  const tenant = await stores.tenants.read(tenantId);
  if (!tenant || !hasReached(tenant, 'told')) throw notMigrated(tenantId, tenant);
  if (hasReached(tenant, 'handedOver')) throw handedOver(tenantId);
  const running = await runningHandOver(deployment, stores, tenant);
  if (running !== undefined) throw stillRuns(tenantId, running);
  const { handOverTenantArn: stateMachineArn } = deployment;
  const name = handOverExecutionName(tenantId, new Date());
  const input = JSON.stringify({ batchId: tenant.batchId, tenantId });
  await stepFunctionsClient().send(new StartExecutionCommand({ stateMachineArn, name, input }));
  const execution = executionArn(stateMachineArn, name);
  const page = executionPage(deployment, execution);
  if (flags.json) printJson({ tenantId, execution, page });
  else process.stdout.write(`${wrap(started(tenantId, flags), screen().width).join('\n')}\n${page ?? execution}\n`);
}

/** The one that was started after the migration, or one that still waits for the customer at the desk. */
async function runningHandOver(
  { handOverTenantArn }: Deployment,
  { batches, desk }: Pick<Ports, 'batches' | 'desk'>,
  { tenantId, batchId }: Tenant,
): Promise<string | undefined> {
  const inBatch = await batches.readTenant(batchId, tenantId);
  const waiting = (await desk.of(tenantId)).filter((task) => !task.closed && isCustomers(task));
  const candidates = new Set(waiting.map(({ execution }) => execution));
  if (inBatch) candidates.add(executionArn(handOverTenantArn, inBatch.execution));
  for (const candidate of candidates) if (await isRunning(candidate)) return candidate;
  return undefined;
}

function started(tenantId: string, { language }: CommonFlags): string {
  return language === 'ja'
    ? `${tenantId}の引き継ぎを開始しました。お客様にあらためてご案内します。`
    : `The hand-over of ${tenantId} has begun; the customer is asked anew.`;
}

function notMigrated(tenantId: string, tenant: Tenant | undefined): CommandError {
  return new CommandError({
    code: 'not-migrated',
    message: tenant ? `${tenantId} is at the stage ${tenant.stage}` : `nothing is known of ${tenantId}`,
    whatToDo: 'only a tenant that is migrated, and whose stakeholders have their mails, can be handed over',
  });
}

function handedOver(tenantId: string): CommandError {
  return new CommandError({
    code: 'handed-over-already',
    message: `${tenantId} is handed over`,
    whatToDo: 'there is nothing to do',
  });
}

function stillRuns(tenantId: string, execution: string): CommandError {
  return new CommandError({
    code: 'hand-over-is-running',
    message: `the hand-over of ${tenantId} is under way: ${execution.slice(execution.lastIndexOf(':') + 1)}`,
    whatToDo: 'the customer was asked and is reminded; start it anew once it has ended',
  });
}
