import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextOpening, nextTurn } from '../../lambdas/domain/window.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `undefined` when it may be pressed at `now`, else the next instant. */
function openingAt(now: string, from: string, to: string, zone = 'Asia/Tokyo', notBefore?: string) {
  return nextOpening({ window: { from, to, zone }, notBefore }, new Date(now));
}

const utc = (instant: string): string => new Date(instant).toISOString();

describe('without a window', () => {
  test('the press may be made at any time', () => {
    expect(nextOpening({}, new Date('2026-12-05T12:00:00Z'))).toBeUndefined();
  });

  test('not_before is the next opening, and the press may be made at that very instant', () => {
    const notBefore = '2026-12-05T13:00:00.000Z';

    expect(nextOpening({ notBefore }, new Date('2026-12-05T12:59:59.999Z'))).toBe(notBefore);
    expect(nextOpening({ notBefore }, new Date(notBefore))).toBeUndefined();
  });
});

describe('a window within a day', () => {
  test.each([
    ['before it opens', '2026-12-05T08:00+09:00', '2026-12-05T09:00+09:00'],
    ['at its opening', '2026-12-05T09:00+09:00', undefined],
    ['inside', '2026-12-05T12:00+09:00', undefined],
    ['when 45 minutes are left', '2026-12-05T16:15+09:00', undefined],
    ['when less is left than an update takes', '2026-12-05T16:16+09:00', '2026-12-06T09:00+09:00'],
    ['after it has closed', '2026-12-05T20:00+09:00', '2026-12-06T09:00+09:00'],
  ])('%s', (_, now, opens) => {
    expect(openingAt(now, '09:00', '17:00')).toBe(opens && utc(opens));
  });

  test('is read in its own zone, not in that of the machine', () => {
    expect(openingAt('2026-12-05T09:00+09:00', '09:00', '17:00', 'Europe/Berlin')).toBe('2026-12-05T08:00:00.000Z');
  });

  test('is that of the calendar day there, which may be another than here', () => {
    // Already Sunday in Auckland.
    expect(openingAt('2026-12-05T12:00:00Z', '09:00', '17:00', 'Pacific/Auckland')).toBe('2026-12-05T20:00:00.000Z');
  });

  test('in a zone with a half hour of its own', () => {
    expect(openingAt('2026-12-05T00:00:00Z', '09:00', '17:00', 'Asia/Kolkata')).toBe('2026-12-05T03:30:00.000Z');
  });

  test('of the first day after not_before that has one', () => {
    const notBefore = utc('2026-12-05T18:00+09:00');

    expect(openingAt('2026-12-01T12:00+09:00', '09:00', '17:00', 'Asia/Tokyo', notBefore)).toBe(
      utc('2026-12-06T09:00+09:00'),
    );
  });

  test('opens at not_before when that lies inside', () => {
    const notBefore = utc('2026-12-05T11:00+09:00');

    expect(openingAt('2026-12-01T12:00+09:00', '09:00', '17:00', 'Asia/Tokyo', notBefore)).toBe(notBefore);
  });

  test('that is shorter than 45 minutes can be used when it opens, or the tenant would wait for ever', () => {
    // The machine waits for the opening; the press comes a few seconds later.
    expect(openingAt('2026-12-05T22:00:05+09:00', '22:00', '22:30')).toBeUndefined();
  });
});

describe('a window across midnight', () => {
  test.each([
    ['in the evening', '2026-12-05T21:00+09:00', '2026-12-05T22:00+09:00'],
    ['before midnight', '2026-12-05T23:30+09:00', undefined],
    ['at midnight', '2026-12-06T00:00+09:00', undefined],
    ['after midnight, in the window of the day before', '2026-12-06T04:15+09:00', undefined],
    ['when it is about to close', '2026-12-06T04:16+09:00', '2026-12-06T22:00+09:00'],
    ['in the morning', '2026-12-06T06:00+09:00', '2026-12-06T22:00+09:00'],
    ['at the end of a month', '2026-12-31T23:59+09:00', undefined],
    ['on the first of January', '2027-01-01T01:00+09:00', undefined],
  ])('%s', (_, now, opens) => {
    expect(openingAt(now, '22:00', '05:00')).toBe(opens && utc(opens));
  });

  test('from a time to the same time is the whole day', () => {
    expect(openingAt('2026-12-05T12:00:00Z', '00:00', '00:00')).toBeUndefined();
  });
});

describe('where the clocks change', () => {
  const berlin = 'Europe/Berlin';

  test.each([
    ['Saturday before, winter time', '2026-03-28T00:00Z', '2026-03-28T09:00:00.000Z'],
    ['Sunday, when the clocks have gone forward', '2026-03-29T02:00Z', '2026-03-29T08:00:00.000Z'],
    ['Monday, summer time', '2026-03-30T00:00Z', '2026-03-30T08:00:00.000Z'],
    ['Sunday in autumn, when they have gone back', '2026-10-25T02:00Z', '2026-10-25T09:00:00.000Z'],
  ])('a window opens by the clocks on the wall: %s', (_, now, opens) => {
    expect(openingAt(now, '10:00', '18:00', berlin)).toBe(opens);
  });

  test('a window over the night of the change closes by the new clocks', () => {
    // 22:00 to 05:00, an hour shorter: it closes at 03:00 UTC.
    expect(openingAt('2026-03-29T02:15Z', '22:00', '05:00', berlin)).toBeUndefined();
    expect(openingAt('2026-03-29T02:16Z', '22:00', '05:00', berlin)).toBe('2026-03-29T20:00:00.000Z');
    // In autumn an hour longer: it closes at 04:00 UTC.
    expect(openingAt('2026-10-25T03:15Z', '22:00', '05:00', berlin)).toBeUndefined();
    expect(openingAt('2026-10-25T03:16Z', '22:00', '05:00', berlin)).toBe('2026-10-25T21:00:00.000Z');
  });

  test('an opening that the clocks skip is the hour after', () => {
    expect(openingAt('2026-03-28T12:00Z', '02:30', '06:00', berlin)).toBe('2026-03-29T01:30:00.000Z');
  });

  test('an opening that the clocks skip is the hour after west of Greenwich, too', () => {
    // 02:30 does not exist in New York on 8 March 2026; at 01:30 the window is still closed.
    expect(openingAt('2026-03-07T20:00Z', '02:30', '06:00', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
  });

  test('no day is left out: late on Saturday the next window is that of Sunday, which has 23 hours', () => {
    expect(openingAt('2026-03-28T23:30+01:00', '10:00', '20:00', berlin)).toBe('2026-03-29T08:00:00.000Z');
  });
});

const zone = {
  still: fc.constantFrom('Asia/Tokyo', 'UTC', 'Asia/Kolkata', 'America/Phoenix', 'Pacific/Kiritimati'),
  changing: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'America/Santiago'),
};

describe('in every zone whose clocks stand still, at any minute', () => {
  const minuteOfDay = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const minutesOpen = fc.integer({ min: 2, max: 24 * 60 - 1 });
  const instant = fc.integer({ min: Date.UTC(2026, 0, 1) / MINUTE, max: Date.UTC(2028, 11, 31) / MINUTE });

  test('the answer is the first minute of the window with 45 minutes left, or half of a shorter one', () => {
    fc.assert(
      fc.property(minuteOfDay, minutesOpen, zone.still, instant, (from, open, inZone, minute) => {
        const now = new Date(minute * MINUTE);
        const sinceOpening = (minuteThere(now, inZone) - from + 24 * 60) % (24 * 60);
        const left = open > 45 ? 45 : open / 2;
        const wait = sinceOpening <= open - left ? 0 : 24 * 60 - sinceOpening;

        const opening = nextOpening({ window: aWindow(from, open, inZone) }, now);

        expect(opening).toBe(wait === 0 ? undefined : new Date((minute + wait) * MINUTE).toISOString());
      }),
      // 58 minutes, of which half are left: fewer than 45.
      { numRuns: 200, examples: [[511, 58, 'Asia/Tokyo', 29_453_760]] },
    );
  });
});

describe('the turn of a tenant', () => {
  const tenantId = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/u);
  const nights = { from: '22:00', to: '05:00', zone: 'Asia/Tokyo' };
  const evening = new Date('2026-12-05T21:00+09:00');
  const ten = Date.parse('2026-12-05T22:00+09:00');

  test('is now where the window is open: only those who wait for its opening come together', () => {
    expect(nextTurn({ tenantId: 't-1', window: nights }, new Date(ten))).toBeUndefined();
    expect(nextTurn({ tenantId: 't-1' }, evening)).toBeUndefined();
  });

  test('lies in the first quarter of an hour, and the press may be made when it comes', () => {
    fc.assert(
      fc.property(tenantId, (tenant) => {
        const turn = nextTurn({ tenantId: tenant, window: nights }, evening) ?? '';

        expect(Date.parse(turn)).toBeGreaterThanOrEqual(ten);
        expect(Date.parse(turn)).toBeLessThan(ten + 15 * MINUTE);
        expect(nextTurn({ tenantId: tenant, window: nights }, new Date(turn))).toBeUndefined();
      }),
    );
  });

  test('is never later than the latest press, however short the window, and the same each time', () => {
    const minuteOfDay = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const minutesOpen = fc.integer({ min: 2, max: 24 * 60 - 1 });
    const instant = fc.integer({ min: Date.UTC(2026, 0, 1) / MINUTE, max: Date.UTC(2028, 11, 31) / MINUTE });
    fc.assert(
      fc.property(tenantId, minuteOfDay, minutesOpen, instant, (tenant, from, open, minute) => {
        const now = new Date(minute * MINUTE);
        const window = aWindow(from, open, 'Asia/Tokyo');
        const opening = nextOpening({ window }, now);
        const turn = nextTurn({ tenantId: tenant, window }, now);
        fc.pre(opening !== undefined);

        expect(turn).toBe(nextTurn({ tenantId: tenant, window }, now));
        const latestPress = Date.parse(opening) + Math.max(open - 45, open / 2) * MINUTE;
        expect(Date.parse(turn ?? '')).toBeGreaterThanOrEqual(Date.parse(opening));
        expect(Date.parse(turn ?? '')).toBeLessThanOrEqual(latestPress);
        expect(nextOpening({ window }, new Date(turn ?? ''))).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test('of a thousand tenants whose window opens at 22:00 is spread over those minutes, one or two a second', () => {
    const perSecond = new Map<number, number>();
    for (let i = 0; i < 1_000; i++) {
      const turn = nextTurn({ tenantId: `tenant-${String(i)}`, window: nights }, evening) ?? '';
      const second = Math.floor(Date.parse(turn) / 1000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }

    expect(perSecond.size).toBeGreaterThan(500);
    expect(Math.max(...perSecond.values())).toBeLessThan(10);
  });
});

describe('in every zone whose clocks change, around the change', () => {
  // From four in the morning on no time of day is skipped or shown twice.
  const minuteOfDay = fc.integer({ min: 4 * 60, max: 24 * 60 - 1 });
  const changes = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-09-06', '2026-09-27', '2026-10-25', '2026-11-01'];
  const instant = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -2 * 24 * 60, max: 3 * 24 * 60 }))
    .map(([day, minutes]) => new Date(Date.parse(day) + minutes * MINUTE));
  const anywhere = fc.tuple(minuteOfDay, minuteOfDay, zone.changing, instant).map(([from, to, inZone, now]) => {
    const open = (to - from + 24 * 60) % (24 * 60) || 24 * 60;
    return { from, open, inZone, now, window: aWindow(from, open, inZone) };
  });
  const sinceOpening = (from: number, at: Date, inZone: string): number =>
    (minuteThere(at, inZone) - from + 24 * 60) % (24 * 60);

  test('nothing is ever pressed at an hour that the customer has not allowed', () => {
    fc.assert(
      fc.property(anywhere, ({ from, open, inZone, now, window }) => {
        const at = new Date(nextOpening({ window }, now) ?? now);

        expect(sinceOpening(from, at, inZone)).toBeLessThan(open);
      }),
      { numRuns: 300 },
    );
  });

  test('no hour is lost: with two hours left by the clocks on the wall the press may be made', () => {
    fc.assert(
      fc.property(anywhere, ({ from, open, inZone, now, window }) => {
        fc.pre(sinceOpening(from, now, inZone) <= open - 120);

        expect(nextOpening({ window }, now)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  test('waiting for the answer is enough: a few seconds after it the press may be made, within a day', () => {
    fc.assert(
      fc.property(anywhere, ({ open, now, window }) => {
        fc.pre(open >= 2);
        const opening = Date.parse(nextOpening({ window }, now) ?? now.toISOString());

        expect(opening - now.getTime()).toBeLessThanOrEqual(25 * HOUR);
        expect(nextOpening({ window }, new Date(opening))).toBeUndefined();
        if (opening > now.getTime()) expect(nextOpening({ window }, new Date(opening + 30_000))).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});

function aWindow(from: number, open: number, inZone: string) {
  return { from: clock(from), to: clock((from + open) % (24 * 60)), zone: inZone };
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function minuteThere(at: Date, inZone: string): number {
  const shown = at.toLocaleTimeString('en-GB', { timeZone: inZone, hour: '2-digit', minute: '2-digit' });
  const [hour = 0, minute = 0] = shown.split(':').map(Number);
  return hour * 60 + minute;
}
