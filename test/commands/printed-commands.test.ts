import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batchIdOf } from '../../lambdas/domain/names.ts';
import { commandLine } from '../../terminal/command-line.ts';
import { parsed, wordsInShell, wordsOnWindows } from './printed-commands.ts';

describe('a command to copy into a terminal', () => {
  const names = [
    '移行対象.csv',
    '--help.csv',
    '-a.csv',
    '（第２弾）.csv',
    '_x.csv',
    'C:\\Users\\見本\\対象.csv',
    '.csv',
    '—.txt',
  ];

  it.each(names)('takes the batch of %s for a batch', async (name) => {
    const batchId = batchIdOf({ bucket: 'intake', key: `incoming/${name}`, versionId: 'v1' });
    for (const command of ['watch', 'status', 'report', 'retry', 'release', 'pause', 'resume', 'stop']) {
      const why = /pause|stop/u.test(command) ? ' --why x' : '';
      const { words } = await parsed(wordsInShell(`${command} ${batchId} --stage prod${why}`));
      expect(words).toEqual([batchId]);
    }
  });

  it.each([
    '/tmp/a b',
    '/tmp/見本 太郎',
    "/tmp/it's",
    '/tmp/$HOME/`x`',
    '/tmp/"quoted"',
    '/tmp/a\\b',
    '/tmp/a;b&c|d',
    '/tmp/*',
  ])('says the folder %s in sh as it is', async (folder) => {
    const { options } = await parsed(wordsInShell(`watch b--1 ${commandLine(['--local', '--out', folder], 'linux')}`));
    expect(options).toMatchObject({ local: true, out: folder });
  });

  it.each([
    'C:\\Users\\Taro\\run',
    'C:\\Users\\見本 太郎\\run',
    'C:\\run & more\\a',
    '\\\\server\\share\\移行 一覧',
    "D:\\it's",
  ])('says the folder %s in cmd and PowerShell as it is', async (folder) => {
    const line = commandLine(['--local', '--out', folder], 'win32');
    expect(line).not.toContain("'".repeat(2));
    const { options } = await parsed(wordsOnWindows(`watch b--1 ${line}`));
    expect(options).toMatchObject({ local: true, out: folder });
  });

  it('ends a folder of Windows before its last backslash, which would take the quotation mark with it', () => {
    expect(wordsOnWindows(commandLine(['--out', 'C:\\my run\\'], 'win32'))).toEqual(['--out', 'C:\\my run']);
  });

  it('says any word in sh as it is', () => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => !/[\0\n!]/u.test(text) && text.isWellFormed());
    fc.assert(
      fc.property(word, (text) => {
        expect(wordsInShell(commandLine(['watch', text], 'linux'))).toEqual(['watch', text]);
      }),
      { numRuns: 50 },
    );
  });
});
