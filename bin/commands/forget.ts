import type { Flags } from './forget/forget-tenant.ts';
import { Command } from 'commander';
import { withCommonOptions } from './shared/with-options.ts';

/** `forget`: deletes the personal data of a tenant for good, and leaves a proof that it did. */
export function forget(): Command {
  const command = new Command('forget')
    .description('delete the personal data of a tenant for good; leaves a proof without any of it')
    .argument('<tenant>', 'the tenant id')
    .option('--everything', 'also passwords that only we know: without them the customer may be locked out')
    .option('--yes', 'do not ask');
  return withCommonOptions(command)
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- forget t-001 --stage prod

Only while nothing works on the tenant. Uploaded files and reports hold other
tenants as well and go at the end of their retention; docs/security.md lists
what remains, and until when.`,
    )
    .action(async (tenantId: string, flags: Flags) =>
      (await import('./forget/forget-tenant.ts')).forgetTenant(tenantId, flags),
    );
}
