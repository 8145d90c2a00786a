import { describe, expect, test } from 'vitest';
import { whyLicenceNotReady, type Licence } from '../../lambdas/domain/licence.ts';
import { inEnglish } from '../in-words.ts';
import { anIntakeRow } from '../builders.ts';

const NOW = new Date('2026-12-05T12:00:00Z');

function aLicence(overrides: Partial<Licence> = {}): Licence {
  return {
    product: 'Apex One SaaS',
    seats: 100,
    kind: '製品版',
    expiresOn: '2027-03-31',
    status: 'valid',
    ...overrides,
  };
}

function whyNot(licence: Partial<Licence>, row = anIntakeRow(), now = NOW) {
  return inEnglish(whyLicenceNotReady(aLicence(licence), row, now));
}

describe('a licence is ready', () => {
  test.each([
    ['that is valid', {}],
    ['that expires soon, if that is a week after the press', { expiresOn: '2026-12-13', status: 'expiringSoon' }],
    ['whose date is written with slashes', { expiresOn: '2027/3/31' }],
    ['that expires on a leap day', { expiresOn: '2028-02-29' }],
  ] as const)('%s', (_, licence) => {
    expect(whyNot(licence)).toBeUndefined();
  });
});

describe('a licence is not ready', () => {
  test.each(['TMOL', 'MSPL'] as const)(
    'of the channel %s, before a person has recorded the vendor’s answer',
    (channel) => {
      expect(whyNot({}, anIntakeRow({ licenceChannel: channel }))).toContain(channel);
    },
  );

  test('that has expired, with its date', () => {
    expect(whyNot({ expiresOn: '2026-05-30', status: 'expired' })).toBe('its licence expired on 2026-05-30');
  });

  test('that the portal still calls valid although its day is over', () => {
    expect(whyNot({ expiresOn: '2026-12-04' })).toBe('its licence expired on 2026-12-04');
  });

  test('that the portal calls expired although its day has not come: the vendor’s word counts', () => {
    expect(whyNot({ expiresOn: '2027-03-31', status: 'expired' })).toBe('its licence expired on 2027-03-31');
  });

  test('that expires less than a week after today', () => {
    expect(whyNot({ expiresOn: '2026-12-12' })).toContain('expires on 2026-12-12, less than 7 days after');
  });

  test('that expires less than a week after the planned press, though it is long until then', () => {
    const row = anIntakeRow({ notBefore: '2027-03-26T00:00:00.000Z' });

    expect(whyNot({}, row)).toContain('2027-03-31');
    expect(whyNot({ expiresOn: '2027-04-02' }, row)).toBeUndefined();
  });

  test('a plan in the past does not make it shorter', () => {
    expect(whyNot({ expiresOn: '2026-12-13' }, anIntakeRow({ notBefore: '2020-01-01T00:00:00.000Z' }))).toBeUndefined();
  });

  test.each(['2024/06/31', '2027-02-29', '2027-13-01', '2027-00-10', '31.03.2027', '', '無期限'])(
    'with a date that cannot be one, which a person must look at: "%s"',
    (expiresOn) => {
      expect(whyNot({ expiresOn })).toBe(`its licence shows an expiry date that does not exist: "${expiresOn}"`);
    },
  );
});
