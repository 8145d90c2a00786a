import { describe, expect, it } from 'vitest';
import { unpackCode } from '../../lambdas/domain/verification-code.ts';
import type { ReceivedMail } from '../../lambdas/domain/verification-mail.ts';
import { createHandler } from '../../lambdas/triggers/receive-mail.ts';
import { NOW, portsWith, someSettings } from '../steps/kit.ts';

const EVENT = { detail: { bucket: { name: 'mails' }, object: { key: 'raw/abc' } } };
const CONTEXT = { awsRequestId: 'request', getRemainingTimeInMillis: () => 60_000 };
const MAIL: ReceivedMail = {
  from: 'no-reply@mail.vendor.example',
  to: ['aaa@in.example.jp'],
  subject: 'code',
  text: 'UPB 123456',
  verdicts: {
    spam: 'PASS',
    virus: 'PASS',
    spf: 'pass',
    dkim: { result: 'pass', domain: 'mail.vendor.example' },
    dmarc: 'pass',
  },
};

function aDeployment(mail: ReceivedMail = MAIL) {
  const ports = { ...portsWith(), settings: someSettings({ codeSenderDomains: ['vendor.example'] }) };
  const receive = createHandler({ read: async () => mail })(ports);
  const expectCode = (tenantId: string, until = new Date(Date.parse(NOW) + 60_000)) =>
    ports.mailboxOpenings.open({ tenantId, address: 'aaa@in.example.jp', until });
  return { ports, expectCode, receive: () => receive(EVENT, CONTEXT) };
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
    expect(await receive()).toEqual({ kept: 'nobody waits for a code at its address' });
  });

  it('keeps a mail that comes after its time, because the wizard is closed', async () => {
    const { expectCode, receive } = aDeployment();
    await expectCode('tenant-1', new Date(NOW));
    expect(await receive()).toEqual({ kept: 'nobody waits for a code at its address' });
  });

  it('keeps a mail that two tenants wait for, because nobody can say whose it is', async () => {
    const { ports, expectCode, receive } = aDeployment();
    await expectCode('tenant-1');
    await expectCode('tenant-2');
    expect(await receive()).toEqual({ kept: 'more than one tenant waits for a code at its address' });
    expect(await ports.vault.open('tenant-2', 'verification-code:UPB')).toBeUndefined();
  });

  it('keeps a mail from anybody but the vendor, also when it holds a code', async () => {
    const { expectCode, receive } = aDeployment({ ...MAIL, from: 'no-reply@evil.example' });
    await expectCode('tenant-1');
    expect(await receive()).toEqual({ kept: "its sender's domain evil.example is not on the list" });
  });
});
