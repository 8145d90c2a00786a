import { intakePages } from './intake-pages.ts';
import { journeyPages } from './journey/page.ts';
import { japaneseStateMachinePages } from './state-machines-in-japanese.ts';
import { stateMachinePages } from './state-machines.ts';

/** The pages of `docs/` that are made from the code, by name; `npm run docs` writes them. */
export async function pages(): Promise<Map<string, string>> {
  return new Map([
    ...(await intakePages()),
    ...(await stateMachinePages()),
    ...(await japaneseStateMachinePages()),
    ...(await journeyPages()),
  ]);
}
