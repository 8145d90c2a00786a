import type { Flags } from './import-secrets.ts';
import { Command } from 'commander';
import { withCommonOptions } from '../shared/with-options.ts';

/** `credentials import`: what customers gave us goes into the vault, sealed on this computer, and nowhere else. */
export function importCredentials(): Command {
  const command = new Command('import')
    .description('seal passwords and seeds on this computer and put them into the vault')
    .argument('[file]', 'CSV with tenant_id, system, account, secret; - for stdin; without it one secret is asked for')
    .option('--tenant <id>', 'without a file: whose secret it is')
    .option('--system <system>', 'without a file: clp, totp or apex-central')
    .option('--account <name>', 'without a file: the user account of Apex Central')
    .option('--replace', 'replace what is in the vault already')
    .option('--delete', 'delete the file afterwards without asking');
  return withCommonOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  npm run -s visionlift -- credentials import passwords.csv --stage prod
  npm run -s visionlift -- credentials import --tenant t-001 --system clp --stage prod

A secret is never an argument: others on this computer could read it.
With a bad line nothing is imported (2).`,
    )
    .action(async (file: string | undefined, flags: Flags) =>
      (await import('./import-secrets.ts')).importSecrets(file, flags),
    );
}
