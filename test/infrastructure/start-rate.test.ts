import { describe, expect, test } from 'vitest';
import { startsOf, transitionsPerHourOf } from '../../lib/start-rate.ts';
import { parseStageSettings, type StageSettingsInput } from '../../lib/stage-settings.ts';
import { someSettings } from './a-stack.ts';

const startsWith = (others: object) =>
  startsOf(parseStageSettings('test', { ...someSettings(), startsPerSecond: undefined, ...others }));
const rateWith = (others: object): number => startsWith(others).perSecond;
const people = { defaultHands: 'operator', region: 'ap-northeast-1' };

describe('tenants started in a second', () => {
  test('follow from the quotas of the region where the settings do not say', () => {
    expect(rateWith(people)).toBe(13);
    expect(rateWith({ ...people, region: 'us-east-1' })).toBe(41);
  });

  test('are fewer where each step is a browser, which keeps a Lambda for seconds', () => {
    expect(rateWith({ ...people, defaultHands: 'browser' })).toBe(4);
  });

  test('follow a quota that the account was given, and the patience of the vendor', () => {
    expect(rateWith({ ...people, quotas: { stateTransitions: 5_000, taskAnswers: 2_000 } })).toBe(62);
    expect(rateWith({ ...people, quotas: { vendorTenants: 2 } })).toBe(2);
  });

  test('are what the settings say where they say it', () => {
    expect(startsWith({ ...people, startsPerSecond: 80 })).toEqual({
      atFirst: { tenants: 0, perSecond: 80 },
      perSecond: 80,
    });
  });
});

describe('the transitions of an hour from which on somebody is told', () => {
  const most = (others: Partial<StageSettingsInput>) =>
    transitionsPerHourOf(parseStageSettings('test', { ...someSettings(), ...others }));

  test('are half as many again as tenants need that start without a pause', () => {
    expect(most({ startsPerSecond: 1 })).toBe(61.4 * 1.5 * 3600);
  });

  test('stay below what the quota lets happen, or nobody would ever be told', () => {
    expect(most({ startsPerSecond: 12, quotas: { stateTransitions: 800 } })).toBe(800 * 0.95 * 3600);
  });

  test('are what the settings say', () => {
    expect(most({ stateTransitionsPerHour: 5000 })).toBe(5000);
  });
});
