import { Command } from 'commander';
import { withCommonOptions, type CommonFlags } from './shared/with-options.ts';

/** `hand-over`: asks the customer of a migrated tenant anew, whichever batch migrated it. */
export function handOver(): Command {
  const command = new Command('hand-over')
    .description('ask the customer of a migrated tenant, once more, to take it over')
    .argument('<tenant>', 'the tenant id');
  return withCommonOptions(command)
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- hand-over t-001 --stage prod

For a tenant whose hand-over has ended and is still open: the customer let 60 days
pass, or nobody could be asked at the time. Users who have not upgraded are asked
again as well.`,
    )
    .action(async (tenantId: string, flags: CommonFlags) =>
      (await import('./hand-over/start-hand-over.ts')).startHandOver(tenantId, flags),
    );
}
