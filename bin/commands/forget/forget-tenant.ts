import { userInfo } from 'node:os';
import { DynamoForgetting, type Forgotten } from '../../../lambdas/adapters/dynamo/dynamo-forgetting.ts';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { completionPrefix } from '../../../lambdas/domain/report-keys.ts';
import { isOnlyOurs } from '../../../lambdas/steps/destroy-secrets.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { deleteAll } from '../deployment/objects.ts';
import { storesOf } from '../deployment/stores.ts';
import { vaultOf } from '../deployment/vault.ts';
import { allOf } from '../../../lambdas/domain/all-of.ts';
import { CommandError } from '../shared/command-error.ts';
import { confirm } from '../shared/confirm.ts';
import { printJson } from '../shared/json.ts';
import { pairs } from '../../../terminal/pairs.ts';
import { screen } from '../../../terminal/screen.ts';
import { wrap } from '../../../terminal/wrap.ts';
import type { CommonFlags } from '../shared/with-options.ts';
import type { Tenant } from '../../../lambdas/domain/tenant.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import { isRunning } from '../deployment/is-running.ts';

/** The work of `forget`. */
export async function forgetTenant(tenantId: string, flags: Flags): Promise<void> {
  const deployment = await findDeployment(flags);
  const stores = storesOf(deployment);
  const forgetting = new DynamoForgetting(new DynamoTable(deployment.recordsTable));
  const tenant = await stores.tenants.read(tenantId);
  await refuseWhileAtWork(tenant, stores, tenantId);
  const vault = vaultOf(deployment);
  const purposes = await vault.purposes(tenantId);
  if (purposes.some(isOnlyOurs) && !flags.everything) throw onlyOurs(tenantId);
  await confirm(tenantId, flags.language === 'ja' ? `${tenantId}の記録と証跡` : `what is known of ${tenantId}`, flags);

  for (const purpose of purposes) await vault.destroy(tenantId, purpose);
  const [pictures, completionReports, batches, users] = await Promise.all([
    deleteAll(deployment.evidenceBucket, `${tenantId}/`),
    deleteAll(deployment.reportsBucket, completionPrefix(tenantId)),
    allOf(stores.batches.list()),
    stores.users.list(tenantId),
  ]);
  const batchIds = batches.map(({ batchId }) => batchId);
  const records = await forgetting.forget(tenantId, { tenant, users, batchIds });
  const deleted = { secrets: purposes.length, pictures, completionReports, ...records };
  const found = Object.values(deleted).some((count) => count > 0);
  const proof: Forgotten = { tenantId, at: new Date().toISOString(), by: userInfo().username, deleted };
  // Of a tenant that was forgotten before, that proof stands.
  if (found) await forgetting.prove(proof);
  print(await forgetting.proofs(tenantId), tenantId, flags);
}

function onlyOurs(tenantId: string): CommandError {
  return new CommandError({
    code: 'not-handed-over',
    message: `the vault holds a password of ${tenantId} that nobody else has`,
    whatToDo: 'hand the account over first; --everything destroys it all the same, and may lock the customer out',
  });
}

function print(proofs: readonly Forgotten[], tenantId: string, { json, language }: Flags): void {
  const proof = proofs.at(-1);
  if (json) {
    printJson({ tenantId, forgotten: proofs });
    return;
  }
  const width = screen().width;
  if (!proof) {
    const nothing = language === 'ja' ? `${tenantId}の記録はありません。` : `Nothing is known of ${tenantId}.`;
    process.stdout.write(`${wrap(nothing, width).join('\n')}\n`);
    return;
  }
  const done =
    language === 'ja' ? `${tenantId}の個人データを削除しました。` : `The personal data of ${tenantId} is deleted.`;
  const counts = Object.entries(proof.deleted).map(([what, count]) => [what, String(count)] as const);
  process.stdout.write(
    `${[...wrap(done, width), ...pairs([['at', proof.at], ['by', proof.by], ...counts], width)].join('\n')}\n`,
  );
}

export type Flags = CommonFlags & { everything?: true; yes?: true };

/** An execution that goes on would write everything anew, and could press what nobody remembers any more. */
export async function refuseWhileAtWork(
  tenant: Tenant | undefined,
  { batches }: Pick<Ports, 'batches'>,
  tenantId: string,
) {
  const holder = tenant?.lease?.execution;
  if (holder !== undefined && (await isRunning(holder))) throw atWork(tenantId, holder);
  for await (const { batchId, ending } of batches.list()) {
    if (ending) continue;
    const inBatch = await batches.readTenant(batchId, tenantId);
    const execution = inBatch && !inBatch.outcome ? (await batches.read(batchId))?.execution : undefined;
    if (execution !== undefined && (await isRunning(execution))) throw atWork(tenantId, execution);
  }
}

function atWork(tenantId: string, execution: string): CommandError {
  return new CommandError({
    code: 'tenant-is-at-work',
    message: `${execution.slice(execution.lastIndexOf(':') + 1)} still works on ${tenantId}`,
    whatToDo: 'wait for its end, or stop that execution, and run the command again',
  });
}
