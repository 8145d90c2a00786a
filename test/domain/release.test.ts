import { describe, expect, test } from 'vitest';
import { areTwoPersons, type Operator, type Proof } from '../../lambdas/domain/person.ts';
import { isReleased } from '../../lambdas/domain/release.ts';

const ISSUER = 'https://login.msp.example.jp/';
const desk = (subject: string, issuer = ISSUER): Proof => ({ kind: 'oidc', issuer, subject });
const iam = (name: string): Proof => ({ kind: 'iam', arn: `arn:aws:iam::111122223333:user/${name}` });
const confirmed = (...proofs: readonly Proof[]) =>
  proofs.map((proof) => ({ by: 'Hanako', at: '2026-06-01T00:00:00.000Z', planHash: 'abc', proof }));
const operators: Operator[] = [
  { name: 'hanako', subjects: ['s-hanako', 's-hanako-admin'], iam: ['arn:aws:iam::111122223333:user/hanako'] },
  { name: 'taro', subjects: ['s-taro'], iam: ['arn:aws:iam::111122223333:user/taro'] },
];

describe('two confirmations', () => {
  test.each([
    ['one subject, whatever its names: a provider lets people edit them', desk('s-1'), desk('s-1')],
    ['subjects of two issuers', desk('s-1'), desk('s-2', 'https://other.example/')],
    ['two subjects that the settings give to one operator', desk('s-hanako'), desk('s-hanako-admin')],
    [
      'two terminals, also of different operators: anyone who may assume two roles has both',
      iam('hanako'),
      iam('taro'),
    ],
    ['a terminal of which the settings say nothing', desk('s-taro'), iam('nobody')],
    ['a subject of which the settings say nothing', desk('s-1'), iam('hanako')],
    ['the terminal and the subject of one operator', desk('s-hanako'), iam('hanako')],
  ])('are not proven to be of two persons: %s', (_, one, other) => {
    expect([areTwoPersons(one, other, operators), areTwoPersons(other, one, operators)]).toEqual([false, false]);
    expect(isReleased(confirmed(one, other), { releaseBy: 'two', operators })).toBe(false);
    expect(isReleased(confirmed(one), { releaseBy: 'one', operators })).toBe(true);
  });

  test.each([
    ['two subjects of one issuer, also with one name', desk('s-1'), desk('s-2')],
    ['a subject and a terminal that the settings give to different operators', desk('s-hanako'), iam('taro')],
  ])('are of two persons: %s', (_, one, other) => {
    expect([areTwoPersons(one, other, operators), areTwoPersons(other, one, operators)]).toEqual([true, true]);
    expect(isReleased(confirmed(one, other), { releaseBy: 'two', operators })).toBe(true);
  });

  test('are enough where any two of them are', () => {
    const three = confirmed(iam('hanako'), desk('s-hanako'), desk('s-taro'));
    expect(isReleased(three.slice(0, 2), { releaseBy: 'two', operators })).toBe(false);
    expect(isReleased(three, { releaseBy: 'two', operators })).toBe(true);
  });

  test('of an earlier version, which wrote down no proof, have to be given anew', () => {
    const unproven = ['A', 'B'].map((by) => ({ by, at: '2026-06-01T00:00:00.000Z', planHash: 'abc' }));
    expect(isReleased(unproven, { releaseBy: 'two', operators })).toBe(false);
    expect(isReleased(unproven, { releaseBy: 'one', operators })).toBe(false);
  });
});
