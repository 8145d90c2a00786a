import type { Flags } from './status/show-status.ts';
import { Command, InvalidArgumentError } from 'commander';
import { withCommonOptions } from './shared/with-options.ts';

/** `status`: the latest batches and open tasks, one batch, or one tenant. */
export function status(): Command {
  const command = new Command('status')
    .description('the latest batches and how many tasks wait for a person; or one batch; or one tenant')
    .argument('[id]', 'a batch or a tenant')
    .option('--last <number>', 'how many batches', wholeNumber, 20);
  return withCommonOptions(command)
    .addHelpText(
      'after',
      `
Examples:
  npm run -s visionlift -- status --stage prod
  npm run -s visionlift -- status tenants--0a1b2c3d --stage prod`,
    )
    .action(async (id: string | undefined, flags: Flags) =>
      (await import('./status/show-status.ts')).showStatus(id, flags),
    );
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,4}$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('give a whole number of 1 or more.');
}
