import type { Flags } from './destroy-secrets.ts';
import { Command } from 'commander';
import { withCommonOptions } from '../shared/with-options.ts';

/** `credentials destroy`: takes a tenant's secrets out of the vault, for good. */
export function destroyCredentials(): Command {
  const command = new Command('destroy')
    .description("destroy a tenant's secrets; nothing brings them back")
    .argument('<tenant>', 'the tenant id')
    .option('--everything', 'also passwords that only we know: without them the customer may be locked out')
    .option('--yes', 'do not ask');
  return withCommonOptions(command)
    .addHelpText('after', '\nExample:\n  npm run -s visionlift -- credentials destroy t-001 --stage prod')
    .action(async (tenantId: string, flags: Flags) =>
      (await import('./destroy-secrets.ts')).destroySecrets(tenantId, flags),
    );
}
