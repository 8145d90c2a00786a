import type { Purpose, Vault } from '../../../lambdas/ports/vault.ts';
import { isOnlyOurs } from '../../../lambdas/steps/destroy-secrets.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { vaultOf } from '../deployment/vault.ts';
import { confirm } from '../shared/confirm.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import { wrap } from '../../../terminal/wrap.ts';
import type { CommonFlags } from '../shared/with-options.ts';

/** The work of `credentials destroy`. */
export async function destroySecrets(tenantId: string, flags: Flags): Promise<void> {
  const deployment = await findDeployment(flags);
  const vault = vaultOf(deployment);
  const purposes = await vault.purposes(tenantId);
  const kept = flags.everything ? [] : purposes.filter(isOnlyOurs);
  const doomed = purposes.filter((purpose) => !kept.includes(purpose));
  if (doomed.length > 0) await confirm(tenantId, doomed.join(', '), flags);
  await destroyAll(vault, tenantId, doomed);
  if (flags.json) printJson({ tenantId, destroyed: doomed, kept });
  else process.stdout.write(`${wrap(sentence(tenantId, doomed, kept, flags), screen().width).join('\n')}\n`);
}

async function destroyAll(vault: Vault, tenantId: string, doomed: readonly Purpose[]): Promise<void> {
  for (const purpose of doomed) await vault.destroy(tenantId, purpose);
}

function sentence(tenantId: string, doomed: readonly Purpose[], kept: readonly Purpose[], { language }: Flags): string {
  const count = String(doomed.length);
  if (language === 'ja') {
    const rest =
      kept.length === 0
        ? ''
        : ` ${kept.join('、')}は、お客様に引き渡すまで必要なため残しました (--everything で破棄できます)。`;
    return doomed.length === 0
      ? `${tenantId}の破棄する情報はありません。${rest}`
      : `${tenantId}の ${count}件を破棄しました: ${doomed.join('、')}。${rest}`;
  }
  const rest =
    kept.length === 0
      ? ''
      : ` Kept until the customer has the account: ${kept.join(', ')} (--everything destroys them).`;
  return doomed.length === 0
    ? `${tenantId} has nothing to destroy.${rest}`
    : `Destroyed ${count} of ${tenantId}: ${doomed.join(', ')}.${rest}`;
}

export interface Flags extends CommonFlags {
  everything?: true;
  yes?: true;
}
