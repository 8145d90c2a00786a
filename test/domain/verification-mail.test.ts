import { describe, expect, it } from 'vitest';
import {
  addressOf,
  whyNotTrusted,
  type MailVerdicts,
  type ReceivedMail,
} from '../../lambdas/domain/verification-mail.ts';
import { inEnglish } from '../in-words.ts';

const NOW = new Date('2026-12-01T00:00:00Z');
const MINUTE = 60_000;

const PASSED: MailVerdicts = {
  spam: 'PASS',
  virus: 'PASS',
  spf: 'pass',
  dkim: { result: 'pass', domains: ['mail.vendor.example'] },
  dmarc: { result: 'pass', domain: 'mail.vendor.example' },
};

function aMail(overrides: Partial<ReceivedMail> = {}): ReceivedMail {
  return {
    from: 'no-reply@mail.vendor.example',
    to: ['aaa@in.example.jp'],
    messageId: '<1@mail.vendor.example>',
    sentAt: NOW,
    subject: '検証コード',
    text: '検証コード: UPB 123456',
    verdicts: PASSED,
    ...overrides,
  };
}

describe('whom a verification mail is believed to come from', () => {
  it('trusts a signed mail of a listed domain, and of a domain below it', () => {
    expect(whyNotTrusted(aMail(), ['mail.vendor.example'], NOW)).toBeUndefined();
    expect(whyNotTrusted(aMail(), ['vendor.example'], NOW)).toBeUndefined();
  });

  it('trusts nobody while the list is empty, because no real mail has been seen yet', () => {
    expect(inEnglish(whyNotTrusted(aMail(), [], NOW))).toContain('is not on the list');
  });

  it.each([
    ['another sender', aMail({ from: 'no-reply@evil.example' }), 'domain is not on the list'],
    ['a domain that only ends alike', aMail({ from: 'x@notvendor.example' }), 'domain is not on the list'],
    ['a failed SPF', aMail({ verdicts: { ...PASSED, spf: 'fail' } }), 'SPF fail'],
    ['a failed DMARC', aMail({ verdicts: { ...PASSED, dmarc: { result: 'none', domain: '' } } }), 'DMARC none'],
    ['no signature', aMail({ verdicts: { ...PASSED, dkim: { result: 'none', domains: [] } } }), 'DKIM none'],
    [
      'the valid signature of somebody else',
      aMail({ verdicts: { ...PASSED, dkim: { result: 'pass', domains: ['evil.example'] } } }),
      'no domain on the list signed it',
    ],
    ['no single sender', aMail({ from: '' }), 'does not name one sender'],
    [
      'the signature of another listed domain, which is aligned with nothing',
      aMail({ verdicts: { ...PASSED, dkim: { result: 'pass', domains: ['other.example'] } } }),
      'no domain on the list signed it',
    ],
    [
      'DMARC passed for another domain',
      aMail({ verdicts: { ...PASSED, dmarc: { result: 'pass', domain: 'other.example' } } }),
      'for another domain',
    ],
    ['no Message-ID', aMail({ messageId: undefined }), 'no Message-ID'],
    ['no date', aMail({ sentAt: undefined }), 'when it was sent'],
    ['an older date', aMail({ sentAt: new Date(NOW.getTime() - 16 * MINUTE) }), 'for an earlier request'],
    ['a date to come', aMail({ sentAt: new Date(NOW.getTime() + 6 * MINUTE) }), 'in the future'],
    ['a virus', aMail({ verdicts: { ...PASSED, virus: 'FAIL' } }), 'spam and viruses'],
  ])('does not trust a mail with %s', (_, mail, why) => {
    expect(inEnglish(whyNotTrusted(mail, ['vendor.example', 'other.example'], NOW))).toContain(why);
  });
});

describe('whom a verification mail is for', () => {
  it('is the one address that it names and came to', () => {
    expect(addressOf(aMail())).toBe('aaa@in.example.jp');
    expect(addressOf(aMail({ deliveredTo: 'aaa@in.example.jp' }))).toBe('aaa@in.example.jp');
  });

  it.each([
    ['names two', aMail({ to: ['aaa@in.example.jp', 'bbb@in.example.jp'] })],
    ['names nobody, as a blind copy does', aMail({ to: [] })],
    ['came to another one, as a mail of another tenant that is sent on', aMail({ deliveredTo: 'bbb@in.example.jp' })],
  ])('is nobody where it %s', (_, mail) => {
    expect(addressOf(mail)).toBeUndefined();
  });
});
