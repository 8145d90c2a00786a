import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { inMemoryStack } from '../../local/in-memory-stack.ts';
import { aJourney, aRow, csvOf, endOf, EACH_ONCE, type Given, scenarioOf } from './a-journey.ts';
import { Crash, type CrashPoint, nameOf } from './crash.ts';

/** One user whose mailbox is ours, so that every function of the hand-over has something to do. */
const CSV = csvOf(aRow({ tenant_id: 't-1', user_accounts: 'bbb=bbb@ours.example.jp' }));
const CLEAN: Given = { settings: { receivingDomain: 'ours.example.jp' } };
const NOT_READY_ONCE: Given = { tenants: { 't-1': { faults: ['TEMPORARY_PROBLEM:1'] } } };

/**
 * The moments that no later look can clear up: the mark of a final press is written, and either the press is not made or
 * the vendor's "not ready yet" is not. The tenant goes to a person, who can see which it was; nothing is pressed again.
 */
const PRESSED_OR_NOT = ['StartUpdate 1, after call 8 (tenants.change)'];
const NOT_READY_OR_NOT = [
  'StartUpdate 1, after call 8 (tenants.change)',
  'StartUpdate 1, after call 5 (visionOne.startUpdate)',
  'StartUpdate 2, after call 8 (tenants.change)',
];

/** The others that write a mark, or seal what belongs to it, before a press: the effect is waited for, then a person looks. */
const MARKS_BEFORE_A_PRESS: ReadonlySet<string> = new Set([
  'ClaimPrimaryAccount',
  'ProvisionConsole',
  'IssueRegistrationToken',
  'UpgradeUserAccount',
]);
const BEHIND_A_MARK = /\((?:tenants\.change|users\.change|vault\.seal)\)$/u;

const clean = (await momentsOf(CLEAN)).filter(({ invocation }) => invocation === 1);
const functions = [...new Set(clean.map(({ functionName }) => functionName))];
const presses = (await momentsOf(NOT_READY_ONCE)).filter(({ functionName }) => functionName === 'StartUpdate');

describe('a function that dies', () => {
  it('is tried at every moment of every function', () => {
    expect(functions).toHaveLength(24);
    expect(clean.length).toBeGreaterThan(140);
    expect(clean.map(nameOf)).toEqual(expect.arrayContaining(PRESSED_OR_NOT));
    expect(presses.map(nameOf)).toEqual(expect.arrayContaining(NOT_READY_OR_NOT));
  });

  it.each(functions)('changes nothing about the end, whenever %s dies: its retry finds what was done', async (name) => {
    const plain = await endWith(new Crash(), CLEAN);
    expect(plain).toMatchObject({ outcome: 'migrated', presses: EACH_ONCE, violations: [], opensTheAccount: true });
    const points = clean.filter((point) => point.functionName === name && !PRESSED_OR_NOT.includes(nameOf(point)));
    await expectSameEnd(points, CLEAN, plain, MARKS_BEFORE_A_PRESS.has(name) ? 2 : 0);
  });

  it('changes nothing either where the vendor was not ready: another press follows its message, and only that', async () => {
    const plain = await endWith(new Crash(), NOT_READY_ONCE);
    expect(plain).toMatchObject({ outcome: 'migrated', presses: { ...EACH_ONCE, updatePressed: 2 }, violations: [] });
    const points = presses.filter((point) => !NOT_READY_OR_NOT.includes(nameOf(point)));
    await expectSameEnd(points, NOT_READY_ONCE, plain);
  });

  it.each([
    ...PRESSED_OR_NOT.map((moment) => [moment, CLEAN, 0] as const),
    ...NOT_READY_OR_NOT.map((moment, index) => [moment, NOT_READY_ONCE, index === 0 ? 0 : 1] as const),
  ])(
    'leaves the state unknown and presses no more at %s, because it may have',
    async (moment, given, updatePressed) => {
      const crash = new Crash([...clean, ...presses].find((point) => nameOf(point) === moment));
      const end = await endWith(crash, given);
      expect(crash.happened).toBe(true);
      expect(end).toMatchObject({
        outcome: 'needsAttention',
        presses: { ...EACH_ONCE, updatePressed },
        violations: [],
        batch: 'SomeTenantsNeedAttention',
      });
      // Nobody came to the desk for a week, where a person could have said that nothing was started.
      expect(end.reason).toMatch(
        /^CheckUpdate had no answer in time: update state unknown: requested at 2026-12-01T.*接続済み · with the button$/u,
      );
    },
  );
});

/** `unknown`: at so many moments the press may have been made, or not: nothing is pressed again, and a person looks. */
async function expectSameEnd(points: readonly CrashPoint[], given: Given, plain: unknown, unknown = 0): Promise<void> {
  const leftToAPerson: string[] = [];
  for (const point of points) {
    const crash = new Crash(point);
    const end = await endWith(crash, given);
    expect(crash.happened).toBe(true);
    if (unknown > 0 && BEHIND_A_MARK.test(nameOf(point)) && !isDeepStrictEqual(end, plain)) {
      leftToAPerson.push(nameOf(point));
      expect(end.violations, nameOf(point)).toEqual([]);
      for (const presses of Object.values(end.presses)) expect(presses, nameOf(point)).toBeLessThanOrEqual(1);
    } else expect(end, nameOf(point)).toEqual(plain);
  }
  expect(leftToAPerson.length, leftToAPerson.join('; ')).toBeLessThanOrEqual(unknown);
}

async function endWith(crash: Crash, given: Given) {
  const journey = aJourney({ ...given, disturb: (ports, running) => crash.disturb(ports, running) });
  await journey.run(CSV);
  return endOf(journey, 't-1');
}

/** Every moment of a run in which nothing dies. */
async function momentsOf({ tenants = {}, ...given }: Given): Promise<CrashPoint[]> {
  const watch = new Crash();
  const disturb: Given['disturb'] = (ports, running) => watch.disturb(ports, running);
  const stack = inMemoryStack({ ...given, scenario: scenarioOf(tenants), disturb });
  await stack.upload('incoming/pilot.csv', CSV);
  await stack.engine.idle();
  stack.close();
  // Right after one call and right before the next is the same moment.
  return watch.passed.filter((point, index) => point.when === 'after' || !isRightAfter(watch.passed[index - 1], point));
}

function isRightAfter(before: CrashPoint | undefined, { functionName, invocation }: CrashPoint): boolean {
  return before?.functionName === functionName && before.invocation === invocation && before.when === 'after';
}
