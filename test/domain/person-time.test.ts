import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../bench/report.ts';
import {
  actionsAtDesk,
  actionsOfGuide,
  CAPTCHA,
  CAPTCHAS,
  DESK_PAGES,
  GUIDE_BY_HAND,
  hoursOfPeople,
  hoursWithCaptchas,
  secondsOfPerson,
  sumOfActions,
} from '../../lambdas/domain/estimate/person-time.ts';
import { effortsInTheDocs } from '../docs/efforts-at-the-desk.ts';

const nothing = sumOfActions([]);

describe('seconds of a person', () => {
  test.each([
    ['nothing', nothing, 0],
    ['a press: thought of, pointed at, pressed and released', { ...nothing, clicks: 1 }, 1.35 + 1.1 + 0.1 + 0.1],
    ['another window, which is a press', { ...nothing, switches: 1 }, 2.65],
    [
      'a code of six digits, the hand there and back',
      { ...nothing, clicks: 1, keys: 6, homings: 2 },
      2.65 + 1.68 + 0.8,
    ],
    ['a value that is read', { ...nothing, looks: 1 }, 1.35],
    ['a CAPTCHA: noticed, read, and three presses', CAPTCHA, 2.7 + 0.4 + 7.95],
  ])('of %s are the sum of its operators', (_, actions, seconds) => {
    expect(secondsOfPerson(actions)).toBeCloseTo(seconds, 9);
  });
});

describe('the guide by hand', () => {
  test('has every step that one clean tenant takes, so that none is forgotten or counted twice', () => {
    const steps = (part: number, last: number, without: readonly number[] = []) =>
      Array.from({ length: last }, (_, index) => index + 1)
        .filter((step) => !without.includes(step))
        .map((step) => `${String(part)}-${String(step)}`);

    expect(Object.keys(GUIDE_BY_HAND)).toEqual([...steps(1, 2), ...steps(2, 12), ...steps(3, 18, [15])]);
  });

  test('counts a value by its keys and by the hand that goes to the keyboard and back', () => {
    // Ten values: two sign-ins, an address and a password twice each, the code, the token.
    expect(actionsOfGuide()).toMatchObject({
      clicks: 49,
      keys: 8 + 12 + 24 * 2 + 6 + 12 * 2 + 24 + 12 + 2,
      homings: 20,
    });
  });
});

describe('the desk by hand', () => {
  test('has the pages, presses and keys of the table in docs/desk.md, which a run with real browsers counts', async () => {
    const efforts = [...(await effortsInTheDocs()).values()];
    const { clicks, keys } = sumOfActions(efforts);

    expect(DESK_PAGES).toEqual({ pages: efforts.length, clicks, keys });
  });

  test("adds the guide's presses at the consoles, where values are pasted instead of typed", () => {
    const [desk, guide] = [actionsAtDesk(), actionsOfGuide()];

    expect(desk.clicks).toBe(DESK_PAGES.clicks + guide.clicks + 7);
    expect(desk.keys).toBe(DESK_PAGES.keys + 9 * 2 + 6);
  });
});

describe('hours of people', () => {
  test('of no row are none: no batch is released', () => {
    expect(hoursOfPeople({ browser: 0, operator: 0 })).toEqual({
      planned: 0,
      withOneCaptcha: 0,
      withCaptchaAtEachConsole: 0,
      guideByHand: 0,
    });
  });

  test('count the desk for rows by a person, CAPTCHAs for rows by browsers, and the batch once', () => {
    const batch = hoursWithCaptchas({ browser: 1, operator: 0 }, 0);
    const assist = (2 * 0.4 + 40 * 0.28 + 1.35 + 2.65) / 3600;
    const { planned, withOneCaptcha, withCaptchaAtEachConsole } = hoursOfPeople({ browser: 10, operator: 2 });

    expect(planned).toBeCloseTo(batch + (2 * secondsOfPerson(actionsAtDesk())) / 3600, 9);
    expect(withOneCaptcha - planned).toBeCloseTo((10 * 11.05) / 3600 + assist, 9);
    expect(withCaptchaAtEachConsole - withOneCaptcha).toBeCloseTo(
      (10 * (CAPTCHAS.eachConsoleOnce - 1) * 11.05) / 3600,
      9,
    );
  });

  test('start no attended hands where no row is done by browsers', () => {
    const { planned, withOneCaptcha } = hoursOfPeople({ browser: 0, operator: 3 });

    expect(withOneCaptcha).toBe(planned);
  });

  test('stand on as many CAPTCHAs as docs/benchmarks.json counted last', () => {
    const report = JSON.parse(readFileSync(new URL('../../docs/benchmarks.json', import.meta.url), 'utf8')) as Report;
    const { figures = {} } = report['costOfPeople'] ?? {};

    expect(CAPTCHAS).toEqual({
      eachConsoleOnce: figures['once.captchas']?.value,
      everySignIn: figures['always.captchas']?.value,
    });
    expect(figures['guide.seconds']?.value).toBeCloseTo(secondsOfPerson(actionsOfGuide()), 6);
    expect(figures['desk.seconds']?.value).toBeCloseTo(secondsOfPerson(actionsAtDesk()), 6);
    expect(figures['captcha.seconds']?.value).toBeCloseTo(secondsOfPerson(CAPTCHA), 6);
  });
});
