import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  codePurpose,
  unconfirmedPurpose,
  unpackCode,
  unpackUnreadMail,
  unreadPurpose,
} from '../../lambdas/domain/verification-code.ts';
import type { ReceivedMail } from '../../lambdas/domain/verification-mail.ts';
import { createHandler } from '../../lambdas/triggers/receive-mail.ts';
import { MINUTE, NOW, portsWith, someSettings } from '../steps/kit.ts';
import { inEnglish } from '../in-words.ts';

const EVENT = { detail: { bucket: { name: 'mails' }, object: { key: 'raw/abc' } } };
const CONTEXT = { awsRequestId: 'request', getRemainingTimeInMillis: () => 60_000 };
const MAIL: ReceivedMail = {
  from: 'no-reply@mail.vendor.example',
  to: ['aaa@in.example.jp'],
  deliveredTo: 'aaa@in.example.jp',
  messageId: '<1@mail.vendor.example>',
  sentAt: new Date(NOW),
  subject: 'code',
  text: 'UPB 123456',
  verdicts: {
    spam: 'PASS',
    virus: 'PASS',
    spf: 'pass',
    dkim: { result: 'pass', domains: ['mail.vendor.example'] },
    dmarc: { result: 'pass', domain: 'mail.vendor.example' },
  },
};

beforeAll(() => {
  vi.stubEnv('LOG_LEVEL', 'silent');
});

afterAll(() => {
  vi.unstubAllEnvs();
});

function aDeployment(mail: ReceivedMail = MAIL, codeSenderDomains = ['vendor.example']) {
  const ports = { ...portsWith(), settings: someSettings({ codeSenderDomains }) };
  const receive = createHandler({ read: async () => mail })(ports);
  const journal = async (tenantId = 'tenant-1') =>
    (await ports.tenants.events(tenantId)).map(({ what }) => inEnglish(what));
  const sealed = async (prefix = 'UPB') => ports.vault.open('tenant-1', codePurpose(prefix));
  const expectCode = (tenantId: string, until = new Date(Date.parse(NOW) + 60_000)) =>
    ports.mailboxOpenings.open({ tenantId, address: 'aaa@in.example.jp', until });
  return { ports, expectCode, journal, sealed, receive: () => receive(EVENT, CONTEXT) };
}

describe('receiving a mail', () => {
  it('puts the code into the vault of the tenant that waits for it, and notes that it came, not the code', async () => {
    const { ports, expectCode, receive } = aDeployment();
    await expectCode('tenant-1');
    expect(await receive()).toEqual({ tenantId: 'tenant-1' });
    const sealed = await ports.vault.open('tenant-1', 'verification-code:UPB');
    expect(sealed && unpackCode(sealed).code.reveal()).toBe('123456');
    const journal = JSON.stringify(await ports.tenants.events('tenant-1'));
    expect(journal).toContain('UPB');
    expect(journal).not.toContain('123456');
  });

  it('keeps a mail that nobody waits for, because it may be a replay', async () => {
    const { receive } = aDeployment();
    expect(await receive()).toEqual({ kept: 'nobodyAwaitsCode {}' });
  });

  it('keeps a mail that comes after its time, because the wizard is closed', async () => {
    const { expectCode, receive, journal } = aDeployment();
    await expectCode('tenant-1', new Date(NOW));
    expect(await receive()).toEqual({ kept: 'nobodyAwaitsCodeAnyMore {}' });
    expect(await journal()).toEqual([expect.stringContaining('nobody waits any more')]);
  });

  it('keeps a mail that two tenants wait for, because nobody can say whose it is', async () => {
    const { ports, expectCode, receive, journal } = aDeployment();
    await expectCode('tenant-1');
    await expectCode('tenant-2');
    expect(await receive()).toEqual({ kept: 'severalAwaitCode {}' });
    expect(await ports.vault.open('tenant-2', 'verification-code:UPB')).toBeUndefined();
    for (const tenantId of ['tenant-1', 'tenant-2'])
      expect(await journal(tenantId)).toEqual([expect.stringContaining('more than one tenant waits')]);
  });

  it('keeps a mail from anybody but the vendor, also when it holds a code', async () => {
    const { expectCode, receive } = aDeployment({ ...MAIL, from: 'no-reply@evil.example' });
    await expectCode('tenant-1');
    expect(await receive()).toEqual({ kept: 'senderNotListed {}' });
  });

  it.each([
    [
      'forged',
      { from: 'no-reply@mail.vendor.example', verdicts: { ...MAIL.verdicts, dkim: { result: 'none', domains: [] } } },
    ],
    ['of an earlier request', { sentAt: new Date(Date.parse(NOW) - 20 * MINUTE) }],
    ['in another language and without a code', { text: 'Ваш код подтверждения' }],
    ['with two codes for one prefix', { text: 'UPB-123456 UPB-654321' }],
    ['with twenty prefixes', { text: Array.from('ABCDEFGHIJKLMNOPQRST', (each) => `UP${each}-123456`).join(' ') }],
    ['malformed', { from: '', messageId: undefined, sentAt: undefined, subject: '', text: 'UPB-123456' }],
    ['for somebody else, and only delivered here', { to: ['bbb@in.example.jp'] }],
    ['to two at once', { to: ['aaa@in.example.jp', 'bbb@in.example.jp'] }],
  ] satisfies [string, Partial<ReceivedMail>][])(
    'refuses a mail %s, and says so in the journal of the one who waits, without its code',
    async (_, change) => {
      const { expectCode, receive, journal, sealed } = aDeployment({ ...MAIL, ...change });
      await expectCode('tenant-1');
      expect(await receive()).toHaveProperty('kept');
      expect(await sealed()).toBeUndefined();
      expect(await journal()).toEqual([expect.stringContaining('was not taken')]);
      expect((await journal()).join()).not.toMatch(/123456|654321/u);
    },
  );

  it('keeps each code under its prefix, because the wizard asks by prefix and a footer has numbers behind capitals, too', async () => {
    const text = 'UPB-123456\nTEL: 0120-123-456\nISO 27001\n送信日時 JST 2026/12/05 21:00';
    const { ports, expectCode, receive } = aDeployment({ ...MAIL, text });
    await expectCode('tenant-1');
    expect(await receive()).toEqual({ tenantId: 'tenant-1' });
    const sealed = await ports.vault.open('tenant-1', codePurpose('UPB'));
    expect(sealed && unpackCode(sealed).code.reveal()).toBe('123456');
    expect(await ports.vault.open('tenant-1', codePurpose('JST'))).toBeUndefined();
  });

  it('reads a code that stands in the subject alone', async () => {
    const { expectCode, receive, sealed } = aDeployment({
      ...MAIL,
      subject: '【UPB-123456】',
      text: '件名をご確認ください',
    });
    await expectCode('tenant-1');
    await receive();
    expect(await sealed()).toBeDefined();
  });

  it.each([
    ['believed', ['vendor.example'], {}],
    ['of a deployment that believes nobody yet', [], {}],
    ['of a deployment that believes nobody yet, sent on to another address', [], { to: ['old@customer.example.jp'] }],
  ])('lays a mail %s before a person when no code can be read in it', async (_, senders, change) => {
    const mail = { ...MAIL, subject: 'your code', text: 'UPB-123456 or UPB-654321', ...change };
    const { ports, expectCode, receive, sealed, journal } = aDeployment(mail, senders);
    await expectCode('tenant-1');
    expect(await receive()).toHaveProperty('kept');
    expect(await sealed()).toBeUndefined();

    const unread = await ports.vault.open('tenant-1', unreadPurpose(1));
    expect(unread && unpackUnreadMail(unread)).toMatchObject({ subject: 'your code', text: mail.text });
    expect((await journal()).join()).not.toContain('654321');
  });

  it('takes the code of a mail once, however often its event or the mail itself comes', async () => {
    const { ports, expectCode, receive, journal, sealed } = aDeployment();
    await expectCode('tenant-1');
    await receive();
    await ports.vault.destroy('tenant-1', codePurpose('UPB'));
    expect(await receive()).toEqual({ kept: 'mailSeenBefore {}' });
    expect(await sealed()).toBeUndefined();
    expect(await journal()).toHaveLength(2);
  });

  it('notes the same refusal once, so that a flood of mails does not become a flood of records', async () => {
    const { expectCode, receive, journal } = aDeployment({ ...MAIL, from: 'no-reply@evil.example' });
    await expectCode('tenant-1');
    for (let mail = 0; mail < 20; mail++) await receive();
    expect(await journal()).toHaveLength(1);
  });

  it('lays a code aside for a person while no sender is believed yet, and no more than five', async () => {
    const mail = { ...MAIL };
    const { ports, expectCode, receive, sealed } = aDeployment(mail, []);
    await expectCode('tenant-1');
    for (const letter of 'BCDEFGH') {
      mail.text = `UP${letter} 123456`;
      await receive();
    }
    expect(await sealed()).toBeUndefined();
    const held = (await ports.vault.purposes('tenant-1')).filter((purpose) => purpose.endsWith(':unconfirmed'));
    expect(held).toHaveLength(5);
    const first = await ports.vault.open('tenant-1', unconfirmedPurpose('UPB'));
    expect(first && unpackCode(first).findings).toContain('DKIM pass (mail.vendor.example)');
  });
});
