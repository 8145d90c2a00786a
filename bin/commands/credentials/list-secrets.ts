import type { Vault } from '../../../lambdas/ports/vault.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { vaultOf } from '../deployment/vault.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import type { CommonFlags } from '../shared/with-options.ts';
import { describeSecrets, type TenantSecrets } from './describe-secrets.ts';

/** The work of `credentials list`. */
export async function listSecrets(tenantId: string | undefined, flags: CommonFlags): Promise<void> {
  const vault = vaultOf(await findDeployment(flags));
  const tenants = tenantId === undefined ? await ofEachTenant(vault) : [await ofTenant(vault, tenantId)];
  if (flags.json) printJson({ tenants });
  else process.stdout.write(`${describeSecrets(tenants, new Date(), flags.language, screen())}\n`);
}

async function ofTenant(vault: Vault, tenantId: string): Promise<TenantSecrets> {
  return { tenantId, secrets: await vault.list(tenantId) };
}

async function ofEachTenant(vault: Vault): Promise<TenantSecrets[]> {
  const tenants: TenantSecrets[] = [];
  for await (const { tenantId, ...secret } of vault.given()) {
    const last = tenants.at(-1);
    if (last?.tenantId === tenantId) last.secrets.push(secret);
    else tenants.push({ tenantId, secrets: [secret] });
  }
  return tenants;
}
