import type { Flags } from './evidence/write-evidence.ts';
import { Command } from 'commander';
import { withCommonOptions } from './shared/with-options.ts';

/** `evidence`: everything that shows how a tenant was migrated, in one file whose parts can be checked later. */
export function evidence(): Command {
  const command = new Command('evidence')
    .description(
      'one zip of the pictures, the journal and the completion report of a tenant, with the SHA-256 of each part',
    )
    .argument('<tenant>', 'the tenant id')
    .option('--to <file>', 'the zip; evidence-TENANT.zip without it');
  return withCommonOptions(command)
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- evidence t-001 --stage prod

Write down the hash of the manifest that it prints: with it, and the zip, anybody
can see later that nothing was changed.`,
    )
    .action(async (tenantId: string, flags: Flags) =>
      (await import('./evidence/write-evidence.ts')).writeEvidence(tenantId, flags),
    );
}
