import { Command } from 'commander';
import { withCommonOptions, type CommonFlags } from './shared/with-options.ts';

/** `journal`: who did what with a tenant, when, and what was seen, in the order in which it happened. */
export function journal(): Command {
  const command = new Command('journal')
    .description('everything that was done with a tenant: who, what, when, and what was seen')
    .argument('<tenant>', 'the tenant id');
  return withCommonOptions(command)
    .addHelpText('after', '\nExample:\n  npm run -s visionlift -- journal t-001 --stage prod')
    .action(async (tenantId: string, flags: CommonFlags) =>
      (await import('./journal/show-journal.ts')).showJournal(tenantId, flags),
    );
}
