import { expect, test } from 'vitest';
import { readRunFiles } from '../../local/run/read-files.ts';
import { aStack, resourcesOf } from './a-stack.ts';
import { callsInARun } from './calls-in-a-run.ts';
import { isAllowed } from './is-allowed.ts';
import { whatRolesMayDo } from './what-roles-may-do.ts';

test('a browser asks AWS for nothing that the roles of the console functions do not allow', async () => {
  const { csv } = await readRunFiles('samples/tenants.csv');
  const firstTenant = Buffer.from(Buffer.from(csv).toString().split('\n').slice(0, 2).join('\n'));
  const calls = await callsInARun({ csv: firstTenant, scenario: undefined, hands: 'browser' });

  const allowed = whatRolesMayDo(resourcesOf(aStack()));
  expect(calls.filter((call) => !isAllowed(allowed[call.by], call))).toEqual([]);
  expect(calls.filter(({ what }) => what.startsWith('evidence/'))).not.toEqual([]);
}, 120_000);
