import { describe, expect, test } from 'vitest';
import { reminderDue, type BusinessHours } from '../../lambdas/domain/business-hours.ts';

const TOKYO: BusinessHours = { from: '09:00', to: '18:00', days: [1, 2, 3, 4, 5], zone: 'Asia/Tokyo' };
const NEW_YORK: BusinessHours = { ...TOKYO, zone: 'America/New_York' };

const at = (text: string): string => new Date(text).toISOString();
const due = (filed: string, now: string, hours = TOKYO): string | undefined =>
  reminderDue(at(filed), hours, new Date(now));

describe('something that was filed on a Tuesday morning', () => {
  const FILED = '2026-12-01T09:30+09:00';

  test.each([
    ['not before four hours have passed', '2026-12-01T13:29+09:00', undefined],
    ['after four hours', '2026-12-01T13:30+09:00', '2026-12-01T13:30+09:00'],
    [
      'by the same name until the next one, so that it is sent once',
      '2026-12-01T17:59+09:00',
      '2026-12-01T13:30+09:00',
    ],
    ['not at the minute at which work ends', '2026-12-01T18:00+09:00', undefined],
    ['not before work begins', '2026-12-02T08:59+09:00', undefined],
    ['again a day later', '2026-12-02T13:30+09:00', '2026-12-02T13:30+09:00'],
    ['not on the weekend', '2026-12-05T14:00+09:00', undefined],
    ['once on Monday for the two days of the weekend', '2026-12-07T09:00+09:00', '2026-12-07T09:00+09:00'],
    ['and again on Monday at its own time', '2026-12-07T13:30+09:00', '2026-12-07T13:30+09:00'],
  ])('reminds %s', (_, now, expected) => {
    expect(due(FILED, now)).toBe(expected && at(expected));
  });
});

describe('something that was filed at night', () => {
  test('waits for the morning, and for the morning only', () => {
    expect(due('2026-12-01T22:00+09:00', '2026-12-02T02:00+09:00')).toBeUndefined();
    expect(due('2026-12-01T22:00+09:00', '2026-12-02T09:00+09:00')).toBe(at('2026-12-02T09:00+09:00'));
    expect(due('2026-12-01T22:00+09:00', '2026-12-02T17:00+09:00')).toBe(at('2026-12-02T09:00+09:00'));
  });

  test('waits for Monday when the night is that of a Friday', () => {
    expect(due('2026-12-04T20:00+09:00', '2026-12-05T09:00+09:00')).toBeUndefined();
    expect(due('2026-12-04T20:00+09:00', '2026-12-07T09:15+09:00')).toBe(at('2026-12-07T09:00+09:00'));
  });
});

test('keeps to the clocks of the zone when they change: work begins at nine before and after', () => {
  // 8 March 2026, 02:00: from -05:00 to -04:00.
  expect(due('2026-03-06T16:00-05:00', '2026-03-09T08:59-04:00', NEW_YORK)).toBeUndefined();
  expect(due('2026-03-06T16:00-05:00', '2026-03-09T09:00-04:00', NEW_YORK)).toBe(at('2026-03-09T09:00-04:00'));
  // 1 November 2026, 02:00: back again.
  expect(due('2026-10-30T16:00-04:00', '2026-11-02T08:59-05:00', NEW_YORK)).toBeUndefined();
  expect(due('2026-10-30T16:00-04:00', '2026-11-02T09:00-05:00', NEW_YORK)).toBe(at('2026-11-02T09:00-05:00'));
});

test('says so when there is no day of work: it would wait for ever', () => {
  expect(() => due('2026-12-01T09:00+09:00', '2026-12-02T09:00+09:00', { ...TOKYO, days: [] })).toThrow('never begin');
});

test('asked every quarter of an hour for two weeks, gives one reminder a day of work', () => {
  const filed = Date.parse('2026-12-01T23:10+09:00');
  const given = new Set<string>();
  for (let now = filed; now < filed + 14 * 86_400_000; now += 15 * 60_000) {
    const reminder = reminderDue(new Date(filed).toISOString(), TOKYO, new Date(now));
    if (reminder) given.add(reminder);
  }
  expect(given.size).toBe(10);
});
