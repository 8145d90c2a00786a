import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Clock } from '../../lambdas/ports/clock.ts';
import { AwsError } from './json-protocol-server.ts';
import { closeServer, listenOnLoopback } from './loopback-server.ts';
import { messageOf, rawMessageOf, type Parameters, type SesMessage } from './ses-message.ts';
import { readFile } from 'node:fs/promises';
import { readableHeader } from '../run/readable-header.ts';
import { makeEml, viewerFile, type Email } from './ses-package.ts';

export interface EmbeddedSes {
  url: string;
  /** Shows every mail in a browser. */
  viewerUrl: string;
  /** Every mail sent, oldest first. */
  messages(): readonly SesMessage[];
  /** Shows a mail that somebody else sent to a mailbox of this computer, as MIME, among those of ours. */
  show(raw: Buffer): Promise<void>;
  /** Calls `listener` for every mail sent from now on, before its sender is answered. */
  onMessage(listener: (message: SesMessage) => void): void;
  close(): Promise<void>;
}

/**
 * SES v1 on this computer: takes SendEmail and SendRawEmail, keeps the mails in memory and sends nothing.
 *
 * Every other action is refused with `InvalidAction`, as a query to the wrong service is on AWS.
 */
export async function startSes({ clock }: { clock?: Pick<Clock, 'now'> } = {}): Promise<EmbeddedSes> {
  const messages: SesMessage[] = [];
  const ofOthers: SesMessage[] = [];
  const listeners: ((message: SesMessage) => void)[] = [];
  const clear = (): void => {
    messages.length = 0;
    ofOthers.length = 0;
  };

  const now = (): Date => clock?.now() ?? new Date();
  const shown = (): SesMessage[] => [...messages, ...ofOthers].sort((a, b) => a.at.getTime() - b.at.getTime());

  const act = async (request: IncomingMessage): Promise<Page> => {
    const parameters = new URLSearchParams(await text(request));
    try {
      const action = parameters.get('Action') ?? '';
      const message = await read(action, parameters, now());
      messages.push(message);
      for (const listener of listeners) listener(message);
      return sentXml(action, message.messageId);
    } catch (error) {
      return errorXml(error instanceof AwsError ? error : new AwsError('InternalFailure', String(error), 500));
    }
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const method = request.method ?? 'GET';
    const page = isAction(method, url, request) ? act(request) : viewerPage(method, url, shown(), clear);
    void page.then((found) => {
      const { status, contentType, body } = found ?? { status: 404, contentType: 'text/plain', body: 'Not found' };
      response.writeHead(status, { 'content-type': contentType }).end(body);
    });
  });
  const url = await listenOnLoopback(server);
  return {
    url,
    viewerUrl: `${url}/`,
    messages: () => messages,
    show: async (raw) => {
      ofOthers.push(await rawMessageOf(new URLSearchParams({ 'RawMessage.Data': raw.toString('base64') }), now()));
    },
    onMessage: (listener) => {
      listeners.push(listener);
    },
    close: () => closeServer(server),
  };
}

/** SDK clients sign; a form on some web page cannot, and so sends no mail. */
function isAction(method: string, url: URL, request: IncomingMessage): boolean {
  return method === 'POST' && url.pathname === '/' && request.headers.authorization !== undefined;
}

async function read(action: string, parameters: Parameters, at: Date): Promise<SesMessage> {
  if (action === 'SendEmail') return messageOf(parameters, at);
  if (action === 'SendRawEmail') return rawMessageOf(parameters, at);
  throw new AwsError('InvalidAction', `The embedded SES does not serve ${action}; it takes SendEmail and SendRawEmail`);
}

function sentXml(action: string, messageId: string): Page {
  const result = `<${action}Result><MessageId>${messageId}</MessageId></${action}Result>`;
  return xml(
    200,
    `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${result}<ResponseMetadata><RequestId>${messageId}</RequestId></ResponseMetadata></${action}Response>`,
  );
}

function errorXml({ status, name, message }: AwsError): Page {
  const escaped = message.replace(/[&<>]/g, (character) => `&#${String(character.charCodeAt(0))};`);
  return xml(
    status,
    `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${name}</Code><Message>${escaped}</Message></Error></ErrorResponse>`,
  );
}

function xml(status: number, body: string): Page {
  return { status, contentType: 'text/xml', body: `<?xml version="1.0" encoding="UTF-8"?>${body}` };
}

interface Page {
  status: number;
  contentType: string;
  body: string | Buffer;
}

/**
 * The mail viewer of aws-ses-v2-local over the given messages: its page at `/` and the three calls that page makes.
 * A person opens it in a browser; nothing else depends on it.
 */
async function viewerPage(
  method: string,
  url: URL,
  messages: SesMessage[],
  clear: () => void,
): Promise<Page | undefined> {
  switch (`${method} ${url.pathname}`) {
    case 'GET /':
      return { status: 200, contentType: 'text/html; charset=utf-8', body: await readFile(viewerFile()) };
    case 'GET /store': {
      const since = Number(url.searchParams.get('since') ?? 0);
      const emails = messages.map(asEmail).filter(({ at }) => at >= since);
      // The page shows a sender as it was sent: encoded.
      const readable = emails.map((email) => ({ ...email, from: readableHeader(email.from) }));
      return json({ templates: {}, emails: readable });
    }
    case 'GET /get-emlContent': {
      const message = messages.find(({ messageId }) => messageId === url.searchParams.get('messageId'));
      if (!message) return undefined;
      const made = await makeEml(asEmail(message));
      return json(message.raw === undefined ? made : { ...made, body: Buffer.from(message.raw) });
    }
    case 'POST /clear-store':
      clear();
      return json({ message: 'Store cleared' });
    default:
      return undefined;
  }
}

function asEmail({ messageId, at, from, to, cc, bcc, replyTo, subject, text, html }: SesMessage): Email {
  return {
    messageId,
    from,
    replyTo,
    destination: { to, cc, bcc },
    subject,
    body: { text, html },
    attachments: [],
    at: Math.floor(at.getTime() / 1000),
  };
}

function json(value: unknown): Page {
  return { status: 200, contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}
