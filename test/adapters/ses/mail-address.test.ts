import { describe, expect, it } from 'vitest';
import { mailAddress } from '../../../lambdas/adapters/ses/ses-mailer.ts';

describe('mailAddress', () => {
  it('quotes a name in ASCII, also one with quotes in it', () => {
    expect(mailAddress('Operator, Inc.', 'a@test.com')).toBe('"Operator, Inc." <a@test.com>');
    expect(mailAddress('The "Desk" \\', 'a@test.com')).toBe('"The \\"Desk\\" \\\\" <a@test.com>');
  });

  it('encodes any other name in words of at most 75 characters that decode to the name, whole characters each', () => {
    const name = '株式会社サンプル運用センター 第一サービス部 𠮷田 太郎 Operations';
    const address = mailAddress(name, 'a@test.com');
    const words = address.replace(' <a@test.com>', '').split(' ');
    expect(words.length).toBeGreaterThan(1);
    const parts = words.map((word) => {
      expect(word.length).toBeLessThanOrEqual(75);
      return Buffer.from(/^=\?UTF-8\?B\?(.+)\?=$/u.exec(word)?.[1] ?? '', 'base64').toString();
    });
    expect(parts.join('')).toBe(name);
    expect(address).toMatch(/^[\x20-\x7e]+$/u);
  });

  it('has no way for a name or an address to begin another header', () => {
    expect(mailAddress('Desk\r\nBcc: all@test.com', 'a@test.com\nX: y')).toBe(
      '"Desk Bcc: all@test.com" <a@test.com X: y>',
    );
  });

  it('gives the bare address where there is no name', () => {
    expect(mailAddress(' ', 'a@test.com')).toBe('a@test.com');
  });
});
