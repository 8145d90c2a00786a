import type { Flags } from './doctor/examine.ts';
import { Command, Option } from 'commander';
import { withCommonOptions } from './shared/with-options.ts';

/** `doctor`: what an account and a deployment still need before tenants can be migrated with them. */
export function doctor(): Command {
  const command = new Command('doctor')
    .description('look whether an account and a deployment are ready for tenants: each check fine, or what to do')
    .addOption(
      new Option(
        '--write',
        'put the quotas found into stages/NAME.json, and lower its starts a second to what they allow',
      ),
    );
  return withCommonOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  npm run -s visionlift -- doctor --stage prod
  npm run -s visionlift -- doctor --stage prod --write
  npm run -s visionlift -- doctor --local

Looks at quotas, SES (sandbox, identity, DKIM, suppression, receiving), MX, the CDK
bootstrap, keys, dead letters, alarms, the deployed version and this computer's clock,
all at once and within ten seconds. Changes nothing but, with --write, the stage file.
A check that could not be made says so and counts as not fine. Ends with 0 when all is
fine, 4 when something is to be done or could not be looked at, 1 when the command
itself could not run.`,
    )
    .action(async (flags: Flags) => (await import('./doctor/examine.ts')).examine(flags));
}
