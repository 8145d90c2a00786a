import { randomUUID } from 'node:crypto';
import { SendEmailCommand, type SESClient } from '@aws-sdk/client-ses';
import type { Clock } from '../../ports/clock.ts';
import { MailRefusedError } from '../../domain/errors.ts';
import { oneLine } from '../../domain/one-line.ts';
import type { Mail, Mailer } from '../../ports/mailer.ts';
import type { Settings } from '../../ports/settings.ts';
import { any, is, isAbsent } from '../dynamo/expression.ts';
import { mailKey } from '../dynamo/keys.ts';
import type { Table } from '../dynamo/table.ts';
import * as z from '../../domain/zod.ts';

interface MailerAccess {
  /** Where the marks of sent mails lie. */
  table: Table;
  ses: SESClient;
  settings: Pick<Settings, 'sender' | 'operatorName' | 'replyTo'>;
  clock: Pick<Clock, 'now'>;
}

/**
 * Mails through SES, each behind a mark `MAIL#<key> / SENT` in the main table that is written before it is sent.
 *
 * The mark says `sending`, then `sent`, `refused` or `unknown`; only `refused` lets another call try again. A mail that
 * was refused, or whose fate is unknown, is an error for the call that tried; for every later call an unknown one is
 * `false`, like one that was sent. A crash between mark and SES loses that mail: the wrong way round would send it
 * twice.
 */
export class SesMailer implements Mailer {
  readonly #table: Table;
  readonly #ses: SESClient;
  readonly #settings: MailerAccess['settings'];
  readonly #clock: MailerAccess['clock'];

  constructor({ table, ses, settings, clock }: MailerAccess) {
    this.#table = table;
    this.#ses = ses;
    this.#settings = settings;
    this.#clock = clock;
  }

  async sendOnce(key: string, mail: Mail): Promise<boolean> {
    const call = randomUUID();
    if (!(await this.#reserve(key, call))) return false;
    const messageId = await this.#send(key, call, mail);
    await this.#mark(key, call, { state: 'sent', messageId });
    return true;
  }

  async #send(key: string, call: string, mail: Mail): Promise<string | undefined> {
    try {
      return (await this.#ses.send(this.#command(key, mail))).MessageId;
    } catch (error) {
      const fate = fateOf(error);
      await this.#mark(key, call, { state: fate });
      if (fate === 'unknown') throw error;
      throw new MailRefusedError({ code: 'mailRefused', mail: key, error: errorName(error) }, { cause: error });
    }
  }

  /** Of many calls one gets the mark; asked twice for the same call (the SDK repeats lost requests), it still has it. */
  async #reserve(key: string, call: string): Promise<boolean> {
    const mark = { state: 'sending', at: this.#clock.now().toISOString(), call };
    if (await this.#table.put(mailKey(key), mark, any(isAbsent('pk'), is('state', 'refused')))) return true;
    return (await this.#table.get(mailKey(key)))?.['call'] === call;
  }

  async #mark(
    key: string,
    call: string,
    set: { state: 'sent' | 'refused' | 'unknown'; messageId?: string | undefined },
  ) {
    await this.#table.update(mailKey(key), { set, when: is('call', call) });
  }

  #command(key: string, { to, subject, text, html, tenantId }: Mail): SendEmailCommand {
    const { sender, operatorName, replyTo } = this.#settings;
    return new SendEmailCommand({
      Source: mailAddress(operatorName, sender),
      ReplyToAddresses: [oneLine(replyTo)],
      Destination: { ToAddresses: [oneLine(to)] },
      // What SES says of the mail later names them; letters, digits, `_` and `-` only.
      ...(tenantId !== undefined && { Tags: tagsOf({ tenant: tenantId, kind: key.split('#')[0] ?? '' }) }),
      Message: {
        Subject: { Data: oneLine(subject), Charset: 'UTF-8' },
        Body: { Text: { Data: text, Charset: 'UTF-8' }, Html: { Data: html, Charset: 'UTF-8' } },
      },
    });
  }
}

function tagsOf(tags: Record<string, string>) {
  return Object.entries(tags).map(([Name, Value]) => ({ Name, Value: Value.replace(/[^\w-]/gu, '_') }));
}

/** The name only: the message of a refusal repeats addresses. */
function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

/** What an error of SendEmail says about the mail: it was certainly not taken, or nobody knows. */
type Fate = 'refused' | 'unknown';

const errorSchema = z.object({
  name: z.string(),
  code: z.optional(z.string()),
  $metadata: z.optional(z.object({ httpStatusCode: z.optional(z.number()) })),
});

/** No connection stood, so no mail left. */
const NEVER_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);

/**
 * A typed refusal (MessageRejected, Throttling, AccountSendingPausedException, MailFromDomainNotVerifiedException: all
 * 4xx) means that the mail did not leave. A time-out, a broken connection or a 5xx means that it may have.
 */
export function fateOf(error: unknown): Fate {
  const parsed = errorSchema.safeParse(error);
  if (!parsed.success) return 'unknown';
  const { name, code, $metadata } = parsed.data;
  if (name === 'CredentialsProviderError' || (code !== undefined && NEVER_REACHED.has(code))) return 'refused';
  const status = $metadata?.httpStatusCode ?? 0;
  // 408: the service gave up waiting for a request it had part of.
  return status >= 400 && status < 500 && status !== 408 ? 'refused' : 'unknown';
}

/** Bytes of UTF-8 in one encoded-word: 60 characters of base64 and its frame stay below the 75 of RFC 2047. */
const WORD_BYTES = 45;

/** `"Name" <address>`, the name as encoded-words (RFC 2047) where it is not ASCII: SES takes no other in an address. */
export function mailAddress(name: string, address: string): string {
  const display = oneLine(name);
  const bare = oneLine(address);
  if (display === '') return bare;
  return `${/^[\x20-\x7e]*$/u.test(display) ? quoted(display) : encoded(display)} <${bare}>`;
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/gu, '\\$&')}"`;
}

function encoded(text: string): string {
  const words = [''];
  for (const character of text) {
    const word = words.at(-1) ?? '';
    if (Buffer.byteLength(word + character) > WORD_BYTES) words.push(character);
    else words[words.length - 1] = word + character;
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join(' ');
}
