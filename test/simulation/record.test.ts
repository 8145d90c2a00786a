import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withFigures } from '../../local/simulation/as-page.ts';
import { totalOf, withPart, type Part, type SimulationRecord } from '../../local/simulation/record.ts';

const documentOf = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

function aPart(overrides: Partial<Part>): Part {
  const figures = { virtualDays: 60, longestHistory: 900, seconds: 5, machine: 'a machine', date: '2026-11-26' };
  return { seed: 1, runs: 10, tenants: 200, faults: { throttled: 3 }, breaches: [], ...figures, ...overrides };
}

it('adds up parts, whichever process was done first', () => {
  const second = withPart(
    undefined,
    'code',
    aPart({ seed: 11, faults: { throttled: 1, slowCall: 2 }, longestHistory: 950 }),
  );
  const both = withPart(second, 'code', aPart({ seed: 1 }));
  expect(both.parts.map(({ seed }) => seed)).toEqual([1, 11]);
  expect(totalOf(both)).toMatchObject({
    runs: 20,
    tenants: 400,
    faults: { throttled: 4, slowCall: 2 },
    virtualDays: 120,
    longestHistory: 950,
    seconds: 10,
  });
});

it('counts no seed twice, and nothing of other code', () => {
  const first = withPart(undefined, 'code', aPart({ seed: 1 }));
  expect(withPart(first, 'code', aPart({ seed: 6 })).parts).toHaveLength(1);
  expect(withPart(first, 'other code', aPart({ seed: 11 })).parts.map(({ seed }) => seed)).toEqual([11]);
});

it('names each breach on the page', () => {
  const breaches = [{ seed: 4, invariant: 'one-update' as const }];
  const page = withFigures(documentOf('simulation.md'), withPart(undefined, 'code', aPart({ breaches })));
  expect(page).toContain('1: one-update at seed 4');
});

it('is what docs/simulation.md shows: anyone who measures again has both written by --write', () => {
  const page = documentOf('simulation.md');
  expect(withFigures(page, JSON.parse(documentOf('simulation.json')) as SimulationRecord)).toBe(page);
});
