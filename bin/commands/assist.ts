import { Command, InvalidArgumentError } from 'commander';
import type { AssistFlags } from './assist/run-assist.ts';
import { withCommonOptions } from './shared/with-options.ts';

/** `assist`: open console tasks, done by browser hands in a window before the person who passes what only a person may. */
export function assist(): Command {
  const command = new Command('assist')
    .description('do open console tasks in a browser window: you pass CAPTCHA and codes, the hands do the rest')
    .option('--batch <batch>', 'tasks of this batch alone')
    .option('--step <step>', 'tasks of this step alone, such as ConfirmLicence')
    .option('--tenant <tenant>', 'tasks of this tenant alone')
    .option('--as <name>', 'who you are, for the record; only with --local')
    .option('--browser <browser>', 'chrome, msedge, or the path of a Chromium', 'chrome')
    .option('--windows <number>', 'so many tenants side by side, a window each', fewWindows, 1)
    .option('--confirm-presses', 'ask before each press that cannot be undone')
    .option('--once', 'end when no task is open, instead of waiting for the next one');
  return withCommonOptions(command)
    .addHelpText(
      'after',
      `
Example:
  npm run -s visionlift -- assist --stage prod --browser msedge

Keys, while you are asked: d leaves the task to the desk, n leaves it for later.
Ctrl-C ends. The task then stands as it was; so it does when you close the window.`,
    )
    .action(async (flags: AssistFlags) => (await import('./assist/run-assist.ts')).runAssist(flags));
}

function fewWindows(text: string): number {
  if (/^[1-8]$/u.test(text)) return Number(text);
  throw new InvalidArgumentError('give a whole number from 1 to 8.');
}
