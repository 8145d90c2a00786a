import { intakePages } from './intake-pages.ts';
import { journeyPages } from './journey/page.ts';
import { manual } from './manual.ts';
import { japaneseStateMachinePages } from './state-machines-in-japanese.ts';
import { stateMachinePages } from './state-machines.ts';

/** The pages that are made from the code, or for it, by their names below `docs/`; `npm run docs` writes them. */
export async function pages(): Promise<Map<string, string>> {
  return new Map([
    ...(await intakePages()),
    ...(await stateMachinePages()),
    ...(await japaneseStateMachinePages()),
    ...(await journeyPages()),
    ['../lambdas/desk/http/pages/manual.json', await manual()],
  ]);
}
