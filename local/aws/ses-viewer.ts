import { readFile } from 'node:fs/promises';
import type { SesMessage } from './ses-message.ts';
import { readableHeader } from '../run/readable-header.ts';
import { makeEml, viewerFile, type Email } from './ses-package.ts';

export interface Page {
  status: number;
  contentType: string;
  body: string | Buffer;
}

/**
 * The mail viewer of aws-ses-v2-local over the given messages: its page at `/` and the three calls that page makes.
 * A person opens it in a browser; nothing else depends on it.
 */
export async function viewerPage(
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
