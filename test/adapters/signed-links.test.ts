import { describe, expect, test } from 'vitest';
import { SignedLinks } from '../../lambdas/adapters/signed-links.ts';
import type { SignedLink } from '../../lambdas/ports/links.ts';
import { MemorySigner } from '../../local/memory/memory-signer.ts';
import { DAY, fromNow, NOW } from '../steps/kit.ts';

const link: SignedLink = {
  task: { subject: 'tenant-1', step: 'UpgradeUserAccount:経理 太郎' },
  purpose: 'mailbox',
  recipient: 'keiri@tenant-1.example.jp',
  expiresAt: new Date(fromNow(30 * DAY)),
};
const now = new Date(NOW);
const signer = new MemorySigner();
const links = new SignedLinks({ signer, origin: 'https://desk.msp.example' });
const tokenOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

describe('a link for somebody outside', () => {
  test('leads back to the task, the purpose and the address it was made for', async () => {
    const url = await links.linkTo(link);

    expect(url).toMatch(/^https:\/\/desk\.msp\.example\/l\/[\w-]+\.[\w-]+$/u);
    expect(await links.read(tokenOf(url), now)).toEqual({ kind: 'good', link });
    expect(await links.linkTo(link)).toBe(url);
  });

  test('is wrong when anything in it was changed: the signature is over all of it', async () => {
    const token = tokenOf(await links.linkTo(link));
    const [text = '', signature = ''] = token.split('.');
    const [other = ''] = tokenOf(await links.linkTo({ ...link, task: { ...link.task, subject: 'tenant-2' } })).split(
      '.',
    );

    for (const wrong of [
      `${other}.${signature}`,
      `${text}.`,
      text,
      '',
      '.',
      `${text}.${signature}.x`,
      'x'.repeat(9000),
    ])
      expect(await links.read(wrong, now)).toEqual({ kind: 'wrong' });
  });

  test('is not the key of a session: what is signed for one use opens no other', async () => {
    const [text = ''] = tokenOf(await links.linkTo(link)).split('.');

    expect(await links.read(`${text}.${await signer.sign('session', text)}`, now)).toEqual({ kind: 'wrong' });
  });

  test('of another version is wrong, not a fault', async () => {
    const text = Buffer.from('[2,"tenant-1"]').toString('base64url');

    expect(await links.read(`${text}.${await signer.sign('link', text)}`, now)).toEqual({ kind: 'wrong' });
  });

  test('expires', async () => {
    const token = tokenOf(await links.linkTo(link));

    expect(await links.read(token, link.expiresAt)).toEqual({ kind: 'expired' });
  });

  test('cannot be made without a desk; the error says what to set', async () => {
    await expect(new SignedLinks({ signer, origin: undefined }).linkTo(link)).rejects.toThrow('DESK_ORIGIN is not set');
  });
});

test("an operator's address has no signature, and names with slashes stay in their place", () => {
  expect(links.pageOf({ subject: 'tenant-1', step: 'UpgradeUserAccount:a/b 経理' })).toBe(
    'https://desk.msp.example/tasks/tenant-1/UpgradeUserAccount%3Aa%2Fb%20%E7%B5%8C%E7%90%86',
  );
});
