import { createRequire } from 'node:module';

/**
 * What the embedded SES uses of aws-ses-v2-local 2.10.2: its MIME reader, its .eml writer and its viewer page.
 *
 * Not its server: SendEmail there keeps the first recipient of each kind only, other v1 actions hang their caller, and
 * all servers of a process share one store. Loaded at first use, since it would double the start-up time of the
 * embedded services.
 */
const load = createRequire(import.meta.url);

/** A mail as the package's viewer reads it; `at` in seconds since 1970. */
export interface Email {
  messageId: string;
  from: string;
  replyTo: string[];
  destination: { to: string[]; cc: string[]; bcc: string[] };
  subject: string;
  body: { html?: string | undefined; text?: string | undefined };
  attachments: { content: string; contentType: string; filename?: string | undefined; size: number }[];
  at: number;
}

interface Reply {
  status(code: number): Reply;
  send(body: unknown): void;
}

interface SendRawEmail {
  default(request: { body: Record<string, string> }, reply: Reply): Promise<void>;
}

interface Store {
  getStoreReadonly: () => { emails: Email[] };
}

interface EmlFile {
  createEmlContent(email: Email): Promise<{ messageId: string; fileName: string; body: Buffer }>;
}

/** Reads a MIME mail (base64); `undefined` when it names no sender and `source` does not either. */
export async function readMime(data: string, source: string | undefined): Promise<Email | undefined> {
  const sendRawEmail = load('aws-ses-v2-local/dist/v1/sendRawEmail.js') as SendRawEmail;
  const { getStoreReadonly } = load('aws-ses-v2-local/dist/store.js') as Store;
  const parameters = { Action: 'SendRawEmail', 'RawMessage.Data': data };
  let answer: unknown;
  const reply: Reply = {
    status: () => reply,
    send: (body) => {
      answer = body;
    },
  };
  await sendRawEmail.default({ body: source === undefined ? parameters : { ...parameters, Source: source } }, reply);
  const { emails } = getStoreReadonly();
  const place = emails.findIndex(({ messageId }) => String(answer).includes(`<MessageId>${messageId}<`));
  return place === -1 ? undefined : emails.splice(place, 1)[0];
}

export function makeEml(email: Email): ReturnType<EmlFile['createEmlContent']> {
  return (load('aws-ses-v2-local/dist/emlFile.js') as EmlFile).createEmlContent(email);
}

export function viewerFile(): string {
  return load.resolve('aws-ses-v2-local/static/index.html');
}
