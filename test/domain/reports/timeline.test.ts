import { describe, expect, test } from 'vitest';
import type { JournalEvent } from '../../../lambdas/domain/journal.ts';
import { timelineOf, totalsOf } from '../../../lambdas/domain/reports/timeline.ts';

const NAME = 'tenant-1--0a1b2c3d--1';
const ARN = `arn:aws:states:ap-northeast-1:111122223333:execution:migrate-tenant:${NAME}`;
const at = (minute: number): string => new Date(Date.UTC(2026, 11, 5, 12, minute)).toISOString();
const event = (minute: number, step: string, what = 'done', by = ARN): JournalEvent => ({
  at: at(minute),
  by,
  step,
  what,
});
const LATER = 'looks again at 2026-12-05T13:00:00.000Z';

function phases(events: JournalEvent[], until = 60): [string, number][] {
  return timelineOf(events, NAME, at(until)).map(({ phase, from, to }) => [
    phase,
    (Date.parse(to) - Date.parse(from)) / 60_000,
  ]);
}

describe('the timeline of a run', () => {
  test.each([
    ['at work, between two things done', [event(0, 'ConfirmLicence'), event(5, 'ConfirmUserAccounts')], 'work'],
    [
      'people, at the desk',
      [event(0, 'ConfirmLicence', 'waits at the desk: a CAPTCHA'), event(5, 'ConfirmLicence')],
      'people',
    ],
    ['people, for a consent', [event(0, 'ConfirmUserAccounts'), event(5, 'AskForConsent')], 'people'],
    [
      'the vendor, while the console is provisioned',
      [event(0, 'CheckProvisioning', LATER), event(5, 'CheckProvisioning')],
      'vendor',
    ],
    ['the window', [event(0, 'StartUpdate', `${LATER} (windowClosed)`), event(5, 'StartUpdate', LATER)], 'window'],
    [
      'the vendor, after guide 3-15',
      [event(0, 'StartUpdate', `${LATER} (vendorNotReady)`), event(5, 'CheckConnection')],
      'notReady',
    ],
    ['the update, from the press on', [event(0, 'StartUpdate', LATER), event(5, 'CheckUpdate', LATER)], 'update'],
  ])('says what was waited for: %s', (_, events, phase) => {
    expect(phases(events, 5)).toEqual([[phase, 5]]);
  });

  test('joins looks at the same thing into one stretch', () => {
    const looks = [0, 5, 10, 15].map((minute) => event(minute, 'CheckProvisioning', LATER));

    expect(phases(looks, 20)).toEqual([['vendor', 20]]);
  });

  test('goes on to the outcome, or to the report where there is none yet', () => {
    expect(phases([event(0, 'StartUpdate', `${LATER} (windowClosed)`)], 30)).toEqual([['window', 30]]);
  });

  test('holds what people did in the middle of it', () => {
    const events = [
      event(0, 'ConfirmLicence', 'waits at the desk: a CAPTCHA'),
      event(20, 'ConfirmLicence', 'done', 'operator@msp.example'),
      event(25, 'ConfirmUserAccounts'),
    ];

    expect(phases(events, 25)).toEqual([
      ['people', 20],
      ['work', 5],
    ]);
  });

  test('leaves out other batches of the same tenant, and what came after the outcome', () => {
    const events = [
      event(0, 'ConfirmLicence', 'done', ARN.replace('0a1b2c3d', 'ffffffff')),
      event(10, 'ConfirmLicence'),
      event(20, 'ConfirmUserAccounts'),
      event(50, 'DestroySecrets', 'destroyed 2 secrets', `${ARN}-hand-over`),
    ];

    expect(phases(events, 20)).toEqual([['work', 10]]);
  });

  test('is empty for a tenant that never began', () => {
    expect(phases([])).toEqual([]);
  });

  test('adds up to the time from its first event to its outcome', () => {
    const events = [event(0, 'ConfirmLicence'), event(3, 'StartUpdate', LATER), event(30, 'CheckUpdate')];
    const totals = totalsOf(timelineOf(events, NAME, at(31)));

    expect(Object.values(totals).reduce((sum, part) => sum + part, 0)).toBe(31 * 60_000);
  });
});
