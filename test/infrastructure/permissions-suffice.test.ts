import { expect, test } from 'vitest';
import { readRunFiles } from '../../local/run/read-files.ts';
import { aStack, resourcesOf, smallest, someSettings } from './a-stack.ts';
import { callsInARun } from './calls-in-a-run.ts';
import { isAllowed } from './is-allowed.ts';
import { whatRolesMayDo } from './what-roles-may-do.ts';

/** An embedded run has one. */
const { desk } = someSettings();

test('each call that the functions make to AWS in a run of the sample is one that their roles allow', async () => {
  const calls = await callsInARun({ ...(await readRunFiles('samples/tenants.csv')), hands: 'scripted' });

  const allowed = whatRolesMayDo(resourcesOf(aStack({ ...smallest, desk })));
  // Scripted hands read at the consoles who is signed in; the hands of such a deployment are people, who do not tell.
  const asked = calls.filter(({ what }) => !what.startsWith('records BUSINESS#'));
  expect(asked.filter((call) => !isAllowed(allowed[call.by], call))).toEqual([]);
  expect(new Set(calls.map(({ by }) => by)).size).toBeGreaterThan(20);
}, 60_000);
