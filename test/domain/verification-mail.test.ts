import { describe, expect, it } from 'vitest';
import {
  findCode,
  whyNotTrusted,
  type MailVerdicts,
  type ReceivedMail,
} from '../../lambdas/domain/verification-mail.ts';

const PASSED: MailVerdicts = {
  spam: 'PASS',
  virus: 'PASS',
  spf: 'pass',
  dkim: { result: 'pass', domain: 'mail.vendor.example' },
  dmarc: 'pass',
};

function aMail(overrides: Partial<ReceivedMail> = {}): ReceivedMail {
  return {
    from: 'no-reply@mail.vendor.example',
    to: ['aaa@in.example.jp'],
    subject: '検証コード',
    text: '検証コード: UPB 123456',
    verdicts: PASSED,
    ...overrides,
  };
}

describe('whom a verification mail is believed to come from', () => {
  it('trusts a signed mail of a listed domain, and of a domain below it', () => {
    expect(whyNotTrusted(aMail(), ['mail.vendor.example'])).toBeUndefined();
    expect(whyNotTrusted(aMail(), ['vendor.example'])).toBeUndefined();
  });

  it('trusts nobody while the list is empty, because no real mail has been seen yet', () => {
    expect(whyNotTrusted(aMail(), [])).toContain('is not on the list');
  });

  it.each([
    ['another sender', aMail({ from: 'no-reply@evil.example' }), 'evil.example is not on the list'],
    ['a domain that only ends alike', aMail({ from: 'x@notvendor.example' }), 'notvendor.example is not on the list'],
    ['a failed SPF', aMail({ verdicts: { ...PASSED, spf: 'fail' } }), 'SPF fail'],
    ['a failed DMARC', aMail({ verdicts: { ...PASSED, dmarc: 'none' } }), 'DMARC none'],
    ['no signature', aMail({ verdicts: { ...PASSED, dkim: { result: 'none', domain: '' } } }), 'DKIM none'],
    [
      'the valid signature of somebody else',
      aMail({ verdicts: { ...PASSED, dkim: { result: 'pass', domain: 'evil.example' } } }),
      'no domain on the list signed it',
    ],
    ['a virus', aMail({ verdicts: { ...PASSED, virus: 'FAIL' } }), 'spam and viruses'],
  ])('does not trust a mail with %s', (_, mail, why) => {
    expect(whyNotTrusted(mail, ['vendor.example'])).toContain(why);
  });
});

describe('the verification code in a mail', () => {
  it.each([
    ['as the screen shows it', '検証コード: UPB 123456'],
    ['joined', 'Your code is UPB-123456.'],
    ['in full width', '検証コード：ＵＰＢ　１２３４５６'],
    ['twice the same', 'UPB 123456 ... UPB 123456'],
  ])('is found %s', (_, text) => {
    expect(findCode({ text })).toEqual({ prefix: 'UPB', code: '123456' });
  });

  it.each([
    ['there is none', 'こんにちは'],
    ['two differ, because nobody can say which is meant', 'UPB 123456 or UPC 654321'],
    ['the digits go on', 'UPB 1234567890123'],
    ['the letters are part of a word', 'XUPB 123456'],
  ])('is not guessed when %s', (_, text) => {
    expect(findCode({ text })).toBeUndefined();
  });
});
