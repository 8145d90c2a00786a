import { expect, test } from 'vitest';
import { haltOf, heldBy, PILOT, type Switch } from '../../lambdas/domain/switch.ts';

const set = (state: Switch['state'], more: Partial<Switch> = {}): Switch => ({
  ...{ state, by: 'A', at: '2026-12-05T12:00:00.000Z', why: 'x' },
  ...more,
});

test.each([
  ['everything', set('stopped'), set('paused')],
  ['the batch', set('paused'), set('stopped')],
])('a stop of %s counts before a pause of the other: a tenant that waits for its end must not go on', (_, all, one) => {
  expect(heldBy(all, one, 'tenant-1')?.state).toBe('stopped');
});

test('of two of one kind that of everything is told: who resumes the batch alone has not resumed it', () => {
  expect(heldBy(set('paused', { by: 'all' }), set('paused', { by: 'one' }), 'tenant-1')?.by).toBe('all');
});

test('a pilot is not held by the pause that was set for it, and is by every other', () => {
  const pilot = set('paused', { by: PILOT, spares: ['tenant-1'] });
  expect(heldBy(undefined, pilot, 'tenant-1')).toBeUndefined();
  expect(heldBy(undefined, pilot, 'tenant-2')).toBe(pilot);
  expect(heldBy(set('stopped'), pilot, 'tenant-1')?.state).toBe('stopped');
});

test('a pause leaves a step at the desk, a stop ends it', () => {
  expect(haltOf(set('paused')).name).toBe('PersonNeededError');
  expect(haltOf(set('stopped')).name).toBe('StoppedError');
});
