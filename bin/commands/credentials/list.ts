import { Command } from 'commander';
import { withCommonOptions, type CommonFlags } from '../shared/with-options.ts';

/** `credentials list`: which secrets are in the vault and how old they are; never what they are. */
export function listCredentials(): Command {
  const command = new Command('list')
    .description('which secrets are in the vault, and since when; never their values')
    .argument('[tenant]', 'everything of this tenant; without it, what was imported for each tenant');
  return withCommonOptions(command)
    .addHelpText('after', '\nExample:\n  npm run -s visionlift -- credentials list t-001 --stage prod')
    .action(async (tenantId: string | undefined, flags: CommonFlags) =>
      (await import('./list-secrets.ts')).listSecrets(tenantId, flags),
    );
}
