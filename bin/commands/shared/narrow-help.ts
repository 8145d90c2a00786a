import { Help, type HelpConfiguration } from 'commander';
import { wrap } from '../../../terminal/wrap.ts';

/** Beside the words of its longest option a description has less than half of such a terminal. */
const NARROW = 60;
const INDENT = '  ';

/** Help on a narrow terminal: what an option means stands below it, in whole words. */
export const narrowHelp: HelpConfiguration = {
  formatItem(term, termWidth, description, helper) {
    const width = helper.helpWidth ?? 80;
    if (width >= NARROW) return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    const below = wrap(description, width - 2 * INDENT.length).map((line) => `${INDENT}${INDENT}${line}`);
    return [`${INDENT}${term}`, ...below].join('\n');
  },
};
