import { SESClient, SendEmailCommand, SendRawEmailCommand, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SesMessage } from '../../../local/aws/ses-message.ts';
import { startSes, type EmbeddedSes } from '../../../local/aws/ses.ts';
import { aClientOf } from './a-client-of.ts';

const NOON = new Date('2026-12-05T03:00:00Z');

let ses: EmbeddedSes;
let client: SESClient;

beforeEach(async () => {
  ses = await startSes({ clock: { now: () => NOON } });
  client = new SESClient({ ...aClientOf(ses.url), maxAttempts: 1 });
});

afterEach(() => ses.close());

function aMail() {
  return {
    Source: '移行センター <desk@example.com>',
    Destination: {
      ToAddresses: ['a@example.jp', 'b@example.jp', 'c@example.jp'],
      CcAddresses: ['d@example.jp', 'e@example.jp'],
      BccAddresses: ['f@example.jp'],
    },
    ReplyToAddresses: ['help@example.com'],
    Message: {
      Subject: { Data: '移行が完了しました & <確認>', Charset: 'UTF-8' },
      Body: {
        Text: { Data: '株式会社テスト 御中\n1 + 1 = 100%', Charset: 'UTF-8' },
        Html: { Data: '<p>株式会社テスト 御中</p>', Charset: 'UTF-8' },
      },
    },
  };
}

const RAW = [
  'From: Desk <desk@example.com>',
  'To: "Yamada, Taro" <a@example.jp>, b@example.jp',
  'Cc: c@example.jp',
  'Reply-To: help@example.com',
  `Subject: =?UTF-8?B?${Buffer.from('報告書').toString('base64')}?=`,
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  '全件完了',
].join('\r\n');

describe('SendEmail', () => {
  test('keeps every recipient and every character of a mail', async () => {
    const { MessageId } = await client.send(new SendEmailCommand(aMail()));

    expect(ses.messages()).toEqual<SesMessage[]>([
      {
        messageId: MessageId!,
        at: NOON,
        from: '移行センター <desk@example.com>',
        to: ['a@example.jp', 'b@example.jp', 'c@example.jp'],
        cc: ['d@example.jp', 'e@example.jp'],
        bcc: ['f@example.jp'],
        replyTo: ['help@example.com'],
        subject: '移行が完了しました & <確認>',
        text: '株式会社テスト 御中\n1 + 1 = 100%',
        html: '<p>株式会社テスト 御中</p>',
      },
    ]);
  });

  test('tells listeners of a mail before its sender goes on', async () => {
    const heard: string[] = [];
    ses.onMessage(({ subject }) => heard.push(subject));

    await client.send(new SendEmailCommand(aMail()));

    expect(heard).toEqual(['移行が完了しました & <確認>']);
  });

  test('refuses a mail to nobody with a typed error, as SES does', async () => {
    const send = new SendEmailCommand({ ...aMail(), Destination: {} });

    await expect(client.send(send)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    expect(ses.messages()).toEqual([]);
  });
});

describe('SendRawEmail', () => {
  test('reads the headers and the body of a MIME mail, and keeps its source', async () => {
    const { MessageId } = await client.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(RAW) } }));

    expect(ses.messages()).toEqual([
      expect.objectContaining({
        messageId: MessageId,
        at: NOON,
        to: ['"Yamada, Taro" <a@example.jp>', 'b@example.jp'],
        cc: ['c@example.jp'],
        replyTo: ['help@example.com'],
        subject: '報告書',
        raw: RAW,
      }),
    ]);
    expect(ses.messages()[0]?.text?.trim()).toBe('全件完了');
  });

  test('refuses what has no sender', async () => {
    const send = new SendRawEmailCommand({ RawMessage: { Data: Buffer.from('Subject: x\r\n\r\ny') } });

    await expect(client.send(send)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });
});

test('refuses every other action at once, since an unanswered request would hang its caller', async () => {
  await expect(client.send(new VerifyEmailIdentityCommand({ EmailAddress: 'a@example.jp' }))).rejects.toMatchObject({
    name: 'InvalidAction',
  });
});

test('takes no mail from an unsigned form, which any web page could send', async () => {
  const form = new URLSearchParams({ Action: 'SendEmail', Source: 'a@example.jp' });

  expect((await fetch(ses.url, { method: 'POST', body: form })).status).toBe(404);
  expect(ses.messages()).toEqual([]);
});

describe('the viewer', () => {
  test('shows a page, and the page finds every mail', async () => {
    await client.send(new SendEmailCommand(aMail()));

    const page = await fetch(ses.viewerUrl);
    const store = (await (await fetch(`${ses.viewerUrl}store?since=0`)).json()) as { emails: { subject: string }[] };

    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('/store?since=');
    expect(store.emails.map(({ subject }) => subject)).toEqual(['移行が完了しました & <確認>']);
  });

  test('gives a mail as a file for a mail program: the source of a raw one, a made one of the others', async () => {
    const { MessageId: simple } = await client.send(new SendEmailCommand(aMail()));
    const { MessageId: raw } = await client.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from(RAW) } }));

    expect(await emlOf(simple)).toContain('To: a@example.jp, b@example.jp, c@example.jp');
    expect(await emlOf(raw)).toBe(RAW);
  });

  test('shows mails of others between ours, which count as sent by nobody here', async () => {
    await ses.show(Buffer.from(RAW));
    await client.send(new SendEmailCommand(aMail()));
    const store = (await (await fetch(`${ses.viewerUrl}store?since=0`)).json()) as { emails: { subject: string }[] };

    expect(store.emails.map(({ subject }) => subject)).toEqual(['移行が完了しました & <確認>', '報告書']);
    expect(ses.messages()).toHaveLength(1);
  });

  async function emlOf(messageId: string | undefined): Promise<string> {
    const answer = await fetch(`${ses.viewerUrl}get-emlContent?messageId=${String(messageId)}`);
    const { body } = (await answer.json()) as { body: { data: number[] } };
    return Buffer.from(body.data).toString();
  }
});
