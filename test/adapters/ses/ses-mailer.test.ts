import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SESClient } from '@aws-sdk/client-ses';
import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoTable } from '../../../lambdas/adapters/dynamo/dynamo-table.ts';
import { mailKey } from '../../../lambdas/adapters/dynamo/keys.ts';
import { sesClient } from '../../../lambdas/adapters/ses/client.ts';
import { SesMailer } from '../../../lambdas/adapters/ses/ses-mailer.ts';
import { MailRefusedError } from '../../../lambdas/domain/errors.ts';
import type { Mail } from '../../../lambdas/ports/mailer.ts';
import { aMail, mailerContract } from '../../contracts/mailer-contract.ts';
import { clientThatRepeats, embeddedAws, MAIN_TABLE } from '../embedded.ts';

const NOW = new Date('2026-12-01T00:00:00.000Z');

const aws = await embeddedAws();
const table = new DynamoTable(MAIN_TABLE);
const settings = {
  sender: 'no-reply@operator.example',
  operatorName: '運用センター',
  replyTo: 'desk@operator.example',
};
const clock = { now: () => NOW };

let fault: 'refused' | 'lost' | undefined;
const mailer = new SesMailer({ table, ses: faultyClient(), settings, clock });

beforeEach(() => {
  fault = undefined;
});

describe('SesMailer', () => {
  mailerContract(() => ({
    mailer,
    sent: () => aws.ses.messages().map(asMail),
    refuseNext: () => {
      fault = 'refused';
    },
    loseNextAnswer: () => {
      fault = 'lost';
    },
  }));

  it('signs with the name of the operator, and has answers go to a person', async () => {
    const mail = aMail();
    await new SesMailer({ table, ses: sesClient(), settings, clock }).sendOnce(mail.subject, mail);
    const message = aws.ses.messages().at(-1);
    expect(message).toMatchObject({
      from: `=?UTF-8?B?${Buffer.from('運用センター').toString('base64')}?= <no-reply@operator.example>`,
      replyTo: ['desk@operator.example'],
    });
  });

  it('puts no line break of a tenant into a header, where it would begin another one', async () => {
    const mail = aMail({ to: 'it@test.com\r\nBcc: all@test.com', subject: '完了\r\nBcc: all@test.com' });
    await mailer.sendOnce('line-breaks', mail);
    const message = aws.ses.messages().at(-1);
    expect(JSON.stringify([message?.to, message?.subject])).not.toMatch(/\\r|\\n/u);
  });

  it.each([
    ['sent', undefined],
    ['refused', 'refused'],
    ['unknown', 'lost'],
  ] as const)('leaves a mark that says %s', async (state, faultOfService) => {
    fault = faultOfService;
    const error = await mailer.sendOnce(`mark-${state}`, aMail()).catch((thrown: unknown) => thrown);
    // The machines try a refused mail again, and this one may lie in its mailbox.
    expect(error instanceof MailRefusedError).toBe(state === 'refused');
    const mark = await table.get(mailKey(`mark-${state}`));
    expect(mark).toMatchObject({ state, at: NOW.toISOString() });
    expect(mark?.['messageId']).toBe(state === 'sent' ? aws.ses.messages().at(-1)?.messageId : undefined);
  });

  it('sends although its mark was written twice, because the SDK repeats a write whose answer was lost', async () => {
    const client = clientThatRepeats('PutItemCommand');
    const repeating = new SesMailer({ table: new DynamoTable(MAIN_TABLE, client), ses: sesClient(), settings, clock });
    expect(await repeating.sendOnce('repeated', aMail())).toBe(true);
    expect(await repeating.sendOnce('repeated', aMail())).toBe(false);
  });

  it('does not call a sent mail refused when the mark cannot be written, because it would be sent again', async () => {
    const client = new DynamoDBClient({});
    client.middlewareStack.add(
      (next, context) => (args) => {
        if (context.commandName === 'UpdateItemCommand') throw Object.assign(new Error('throttled'), REFUSED);
        return next(args);
      },
      { step: 'initialize' },
    );
    const unmarked = new SesMailer({ table: new DynamoTable(MAIN_TABLE, client), ses: sesClient(), settings, clock });
    await expect(unmarked.sendOnce('unmarked', aMail())).rejects.toThrow('throttled');
    expect(await mailer.sendOnce('unmarked', aMail())).toBe(false);
  });

  it('never repeats a request by itself: a second one after a lost answer would be a second mail', async () => {
    expect(await sesClient().config.maxAttempts()).toBe(1);
  });
});

/** A client of the embedded SES whose next request meets the fault that is set. */
function faultyClient(): SESClient {
  const client = new SESClient({});
  client.middlewareStack.add(
    (next) => async (args) => {
      const met = fault;
      fault = undefined;
      if (met === 'refused') throw Object.assign(new Error('Email address is not verified'), REFUSED);
      const answer = await next(args);
      if (met === 'lost') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      return answer;
    },
    { step: 'initialize' },
  );
  return client;
}

const REFUSED = { name: 'MessageRejected', $metadata: { httpStatusCode: 400 } };

function asMail({ to, subject, text, html }: ReturnType<typeof aws.ses.messages>[number]): Mail {
  return { to: to.join(), subject, text: text ?? '', html: html ?? '' };
}
