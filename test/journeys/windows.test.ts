import { expect, it } from 'vitest';
import { aRow, EACH_ONCE, walk, type Journey } from './a-journey.ts';

it('presses only within the hours that the customer allows, however early it is prepared', async () => {
  // 09:00 in Tokyo.
  const journey = await walk([aRow({ tenant_id: 't-1', window: '22:00-05:00 Asia/Tokyo' })]);
  expect(pressedAt(journey)).toMatch(firstMinutesOf('2026-12-01'));
  expect(journey.presses('t-1')).toEqual(EACH_ONCE);
});

it('presses at once when it comes within the window', async () => {
  const start = new Date('2026-12-01T14:00:00.000Z');
  const journey = await walk([aRow({ tenant_id: 't-1', window: '22:00-05:00 Asia/Tokyo' })], { start });
  expect((await journey.tenant('t-1')).states).not.toContain('WaitForWindow');
});

it('leaves the last 45 minutes of a window alone, because the update would run beyond it', async () => {
  const start = new Date('2026-12-01T19:20:00.000Z');
  const journey = await walk([aRow({ tenant_id: 't-1', window: '22:00-05:00 Asia/Tokyo' })], { start });
  expect(pressedAt(journey)).toMatch(firstMinutesOf('2026-12-02'));
});

it('does not press before not_before, and then only within the window', async () => {
  const journey = await walk([
    aRow({ tenant_id: 't-1', not_before: '2026-12-05T12:00+09:00', window: '22:00-05:00 Asia/Tokyo' }),
  ]);
  expect(pressedAt(journey)).toMatch(firstMinutesOf('2026-12-05'));
});

it('keeps to the window also for a further press: half an hour after the message it is too late for tonight', async () => {
  const given = {
    start: new Date('2026-12-01T14:30:00.000Z'),
    tenants: { 't-1': { faults: ['TEMPORARY_PROBLEM:1'] } },
  };
  const journey = await walk([aRow({ tenant_id: 't-1', window: '22:00-00:30 Asia/Tokyo' })], given);
  expect(pressedAt(journey)).toMatch(firstMinutesOf('2026-12-02'));
  expect(journey.presses('t-1')).toEqual({ ...EACH_ONCE, updatePressed: 2 });
  expect(journey.violations()).toEqual([]);
});

it('tries a narrow window for several nights, because a day holds only a press or two of it', async () => {
  const given = { tenants: { 't-1': { faults: ['TEMPORARY_PROBLEM:3'] } } };
  const journey = await walk([aRow({ tenant_id: 't-1', window: '22:00-23:00 Asia/Tokyo' })], given);
  expect(pressedAt(journey)).toMatch(firstMinutesOf('2026-12-04'));
  expect(journey.presses('t-1').updatePressed).toBe(4);
  expect(journey.violations()).toEqual([]);
});

function pressedAt({ stack }: Journey): string | undefined {
  return stack.vendor.tenant('t-1').state.updateStartedAt;
}

/** 22:00 in Tokyo and the quarter of an hour after it, over which the tenants of a window are spread. */
function firstMinutesOf(day: string): RegExp {
  return new RegExp(`^${day}T13:(0\\d|1[0-4]):`, 'u');
}
