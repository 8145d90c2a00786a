import { describe, expect, test } from 'vitest';
import { isAtLeast, mayMove, STAGES, type Stage } from '../../lambdas/domain/stage.ts';

const pairs = STAGES.flatMap((from) => STAGES.map((to) => [from, to] as const));
const legal = pairs.filter(([from, to]) => mayMove(from, to));

/** Every stage that can be reached from `from` in any number of moves. */
function reachable(from: Stage): Set<Stage> {
  const found = new Set<Stage>([from]);
  for (const stage of found) for (const next of STAGES) if (mayMove(stage, next)) found.add(next);
  return found;
}

describe('a tenant moves', () => {
  test('onward only: what has happened at the vendor does not un-happen', () => {
    expect(legal.filter(([from, to]) => STAGES.indexOf(to) <= STAGES.indexOf(from))).toEqual([]);
  });

  test('from the first stage to every other', () => {
    expect([...reachable('accepted')].sort()).toEqual([...STAGES].sort());
  });

  test('from every stage to the last', () => {
    expect(STAGES.filter((stage) => !reachable(stage).has('handedOver'))).toEqual([]);
  });

  test('past a stage only where somebody else may have done it before us', () => {
    const skips = legal.filter(([from, to]) => STAGES.indexOf(to) > STAGES.indexOf(from) + 1);

    expect(skips).toEqual([
      ['consented', 'consoleProvisioned'],
      ['primaryAccountClaimed', 'consoleProvisioned'],
      ['consoleProvisioned', 'connected'],
    ]);
  });

  test.each([
    ['the consent', 'consented'],
    ['the connection', 'connected'],
    ['the start of the update', 'updateStarted'],
    ['the verification', 'verified'],
    ['the mail to the stakeholders', 'told'],
  ] as const)('never past %s', (_, stage) => {
    const around = legal.filter(([from, to]) => !isAtLeast(from, stage) && to !== stage && isAtLeast(to, stage));

    expect(around).toEqual([]);
  });
});

test.each([
  ['told', 'verified', true],
  ['verified', 'verified', true],
  ['updated', 'verified', false],
] as const)('%s is at least %s: %s', (stage, reached, answer) => {
  expect(isAtLeast(stage, reached)).toBe(answer);
});
