import { expect, test } from 'vitest';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';
import { PAUSED } from '../../lambdas/domain/switch.ts';
import { readRunFiles } from '../../local/run/read-files.ts';
import { aJourney, aRow, csvOf, HOUR } from '../journeys/a-journey.ts';
import { turnTo } from '../turn-to.ts';
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

test('a scheduled run may wake each step that a pause held and nobody woke, of a user account as well', async () => {
  const paused = { state: 'paused', by: 'operator', at: '2026-12-01T00:00:00.000Z', why: 'a question' } as const;
  let pausesAtUser = true;
  const journey = aJourney({
    settings: { receivingDomain: 'ours.example.jp' },
    disturb: (ports) => ({
      ...ports,
      apexCentral: overrideMethods(ports.apexCentral, {
        upgradeUserAccount: async (access, user) => {
          if (pausesAtUser) await turnTo(ports.switches, 'everything', paused);
          pausesAtUser = false;
          return ports.apexCentral.upgradeUserAccount(access, user);
        },
      }),
    }),
  });
  const { ports, clock } = journey.stack;
  await turnTo(ports.switches, 'everything', paused);
  await journey.start(csvOf(aRow({ tenant_id: 't-1', user_accounts: 'ccc=ccc@ours.example.jp' })));
  const held: string[] = [];
  for (const step of ['ConfirmLicence', 'UpgradeUserAccount:ccc']) {
    await clock.sleep(5 * HOUR);
    const task = await ports.desk.read('t-1', step);
    expect(task, step).toMatchObject({ ask: PAUSED });
    held.push(String(task?.execution.split(':').at(-2)));
    await turnTo(ports.switches, 'everything', undefined);
    await journey.stack.runScheduledJobs();
    await clock.sleep(HOUR);
    expect((await ports.desk.read('t-1', step))?.closed, step).toBeDefined();
  }

  const role = whatRolesMayDo(resourcesOf(aStack()))['on-schedule'];
  const wakes = held.map((machine) => ({ what: `stateMachine:${machine}`, action: 'states:SendTaskFailure' }));
  expect(wakes.filter((call) => !isAllowed(role, { by: 'on-schedule', ...call }))).toEqual([]);
  expect(held).toEqual(['migrate-tenant', 'hand-over-tenant']);
});
