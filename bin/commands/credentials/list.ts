import { Command } from 'commander';
import type { Vault } from '../../../lambdas/ports/vault.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { vaultOf } from '../deployment/stores.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../shared/screen.ts';
import { withCommonOptions, type CommonFlags } from '../shared/with-options.ts';
import { describeSecrets, type TenantSecrets } from './describe-secrets.ts';

/** `credentials list`: which secrets are in the vault and how old they are; never what they are. */
export function listCredentials(): Command {
  const command = new Command('list')
    .description('which secrets are in the vault, and since when; never their values')
    .argument('[tenant]', 'everything of this tenant; without it, what was imported for each tenant');
  return withCommonOptions(command)
    .addHelpText('after', '\nExample:\n  npm run -s visionlift -- credentials list t-001 --stage prod')
    .action(async (tenantId: string | undefined, flags: CommonFlags) => {
      const vault = vaultOf(await findDeployment(flags));
      const tenants = tenantId === undefined ? await ofEachTenant(vault) : [await ofTenant(vault, tenantId)];
      if (flags.json) printJson({ tenants });
      else process.stdout.write(`${describeSecrets(tenants, new Date(), flags.language, screen())}\n`);
    });
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
