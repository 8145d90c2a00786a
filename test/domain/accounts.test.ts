import { describe, expect, test } from 'vitest';
import { untouchedAccounts, whyAccountsDoNotMatch } from '../../lambdas/domain/accounts.ts';
import type { ConsoleAccount } from '../../lambdas/domain/tenant.ts';
import { anIntakeRow } from '../builders.ts';
import { inEnglish } from '../in-words.ts';

const anAccount = (name: string, kind: ConsoleAccount['kind'] = 'custom'): ConsoleAccount => ({
  name,
  kind,
  role: '管理者',
});

function aRow(...names: string[]) {
  const accounts = names.map((name) => ({ name, email: `${name}@test.com` }));
  return anIntakeRow({ userAccounts: { kind: 'listed', accounts } });
}

describe('the accounts match', () => {
  test('in any order', () => {
    expect(whyAccountsDoNotMatch(aRow('bbb', 'ccc'), [anAccount('ccc'), anAccount('bbb')])).toBeUndefined();
  });

  test('when neither the row nor the console has one', () => {
    expect(whyAccountsDoNotMatch(aRow(), [])).toBeUndefined();
  });

  test('although accounts of a directory are not in the row: those are left alone', () => {
    expect(whyAccountsDoNotMatch(aRow('bbb'), [anAccount('bbb'), anAccount('ad\\eee', 'directory')])).toBeUndefined();
  });

  test('always, when the row says "ignore"', () => {
    const row = anIntakeRow({ userAccounts: { kind: 'ignore' } });

    expect(whyAccountsDoNotMatch(row, [anAccount('bbb')])).toBeUndefined();
  });
});

describe('the accounts do not match', () => {
  test('when the console has one more, which would be locked out', () => {
    expect(inEnglish(whyAccountsDoNotMatch(aRow(), [anAccount('bbb')]))).toBe(
      'the console has the user account "bbb", the row does not list it',
    );
  });

  test('when the row has one more, as if another tenant was meant', () => {
    expect(inEnglish(whyAccountsDoNotMatch(aRow('bbb'), []))).toBe(
      'the row lists the user account "bbb", the console does not have it',
    );
  });

  test('when an account of the row is one of a directory in the console', () => {
    expect(inEnglish(whyAccountsDoNotMatch(aRow('bbb'), [anAccount('bbb', 'directory')]))).toContain('"bbb"');
  });

  test('when only the case differs: the name is what the user types', () => {
    expect(inEnglish(whyAccountsDoNotMatch(aRow('Bbb'), [anAccount('bbb')]))).toContain('"Bbb"');
  });

  test('with every difference at once', () => {
    const why = inEnglish(whyAccountsDoNotMatch(aRow('bbb', 'ccc'), [anAccount('ddd'), anAccount('eee')]));

    expect(['bbb', 'ccc', 'ddd', 'eee'].filter((name) => !why?.includes(`"${name}"`))).toEqual([]);
  });
});

describe('accounts that nobody upgrades for their users', () => {
  const accounts = [anAccount('bbb'), anAccount('ad\\eee', 'directory')];

  test('are those of a directory', () => {
    expect(untouchedAccounts({ row: aRow('bbb'), accounts })).toMatchObject([{ name: 'ad\\eee', why: 'directory' }]);
  });

  test('and all of a row that leaves them alone: nobody knows an address of theirs', () => {
    const row = anIntakeRow({ userAccounts: { kind: 'ignore' } });
    expect(untouchedAccounts({ row, accounts }).map(({ name, why }) => [name, why])).toEqual([
      ['bbb', 'noAddress'],
      ['ad\\eee', 'directory'],
    ]);
  });
});
