import { describe, expect, test } from 'vitest';
import { readableHeader } from '../../../local/run/readable-header.ts';

const word = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;

describe('a header of a saved mail', () => {
  test('says the name of its sender as a mail program does', () => {
    expect(readableHeader(`${word('サンプル運用株式会社')} <ops@example.jp>`)).toBe(
      'サンプル運用株式会社 <ops@example.jp>',
    );
  });

  test('has no gaps in a name that was too long for one word', () => {
    expect(readableHeader(`${word('サンプル運用')} ${word('サービス')} <ops@example.jp>`)).toBe(
      'サンプル運用サービス <ops@example.jp>',
    );
  });

  test('stays as it is where nothing is encoded', () => {
    expect(readableHeader('Example Ops <ops@example.com>')).toBe('Example Ops <ops@example.com>');
  });
});
