import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { html, type Html } from '../../lambdas/domain/html.ts';
import { sayingIn, type Language, type LocalizedText } from '../../lambdas/domain/language.ts';
import { completionReportKey, rejectedKey, reportPrefix } from '../../lambdas/domain/report-keys.ts';
import { closeServer, listenOnLoopback } from '../aws/loopback-server.ts';
import { INTAKE_BUCKET, REPORTS_BUCKET } from '../deployment.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';
import { readObject, writeObject } from '../objects.ts';
import { readRunFiles } from '../run/read-files.ts';
import { askedBy, besideThePage, indexPage } from './index-page.ts';
import { CONTENT_SECURITY_POLICY, liveDocument } from './live-document.ts';
import { liveHead } from './live-head.ts';
import { Onlookers } from './onlookers.ts';
import { tenantPage } from './tenant-page.ts';
import { executionsOf, findTenant } from './tenants-of.ts';

/** Where the live view of a command is, so that a bookmark finds it again. */
export const LIVE_PORT = 4870;

/** What is said beside the address, where it is not the usual one. */
export function whyAnotherPort(origin: string): string {
  return origin.endsWith(`:${String(LIVE_PORT)}`) ? '' : ` (${String(LIVE_PORT)} is taken)`;
}

/** The tenants of the samples, whose vendor has something in store for them. */
export const SAMPLE = new URL('../../samples/tenants.csv', import.meta.url).pathname;

export interface LiveView {
  /** `http://127.0.0.1:<port>`. */
  origin: string;
  /** Until a page that is being looked at has asked once more, and so shows how it ended; at once where none is. */
  shown(): Promise<void>;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  type: string;
  body: string | Uint8Array;
  headers?: Readonly<Record<string, string>>;
}

interface Shown {
  stack: EmbeddedStack;
  whenGone: LocalizedText;
}

const TEXT = 'text/plain; charset=utf-8';
const HTML = 'text/html; charset=utf-8';
/** What was written for other readers is shown as it is, and can reach nothing of this page. */
const SANDBOX = {
  'content-security-policy':
    "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:",
};

/**
 * The live view of the embedded mode: every tenant's way as it is walked, on this computer only. Pages that are still
 * open when it is over say `whenGone`. It is at `port`, or at the next one that is free; at any where none is given.
 */
export async function startLiveView(
  stack: EmbeddedStack,
  whenGone: LocalizedText,
  { port = 0 } = {},
): Promise<LiveView> {
  const onlookers = new Onlookers();
  const server = createServer((request, response) => {
    if (/[?&]part$/u.test(request.url ?? '')) response.once('finish', onlookers.looks());
    answer({ stack, whenGone }, request)
      .catch((error: unknown): Answer => ({ status: 500, type: TEXT, body: String(error) }))
      .then((answered) => {
        send(response, answered);
      })
      // The one who asked has gone.
      .catch(() => response.destroy());
  });
  return {
    origin: await listenOnLoopback(server, port),
    shown: () => onlookers.lookOnceMore(),
    close: () => closeServer(server),
  };
}

function send(response: ServerResponse, { status, type, body, headers }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    // With none at all a form of this page would come from nowhere.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    ...headers,
  });
  response.end(body);
}

/** A page elsewhere may make a browser ask for this one: by another name, or with a form. Neither is answered. */
function isFromElsewhere({ headers }: IncomingMessage): boolean {
  const { host = '', origin } = headers;
  return !host.startsWith('127.0.0.1:') || (origin !== undefined && origin !== `http://${host}`);
}

async function answer({ stack, whenGone }: Shown, request: IncomingMessage): Promise<Answer> {
  if (isFromElsewhere(request))
    return { status: 403, type: TEXT, body: 'Open this page by the address that was printed.' };
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (request.method === 'POST') return take(stack, url, request);
  if (request.method !== 'GET')
    return { status: 405, type: TEXT, body: 'GET shows, POST uploads.', headers: { allow: 'GET, POST' } };
  const language = languageOf(request);
  return (await show({ stack, whenGone }, url, language)) ?? nothingThere({ stack, whenGone }, language);
}

/** As the browser says that its user reads. */
function languageOf({ headers }: IncomingMessage): Language {
  return /^ja\b/iu.test(headers['accept-language'] ?? '') ? 'ja' : 'en';
}

async function show({ stack, whenGone }: Shown, url: URL, language: Language): Promise<Answer | undefined> {
  const [place = '', id = '', file = ''] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  const pageOf = (title: string, live: Html, aside?: Html): Answer => ({
    status: 200,
    type: HTML,
    body: (url.searchParams.has('part')
      ? live
      : liveDocument({ language, title, live, aside, whenGone: whenGone[language] })
    ).text,
  });
  switch (place) {
    case '': {
      const [asked, title] = [
        askedBy(url.searchParams),
        sayingIn(language)('visionlift ライブビュー', 'visionlift, live'),
      ];
      return pageOf(title, await indexPage(stack, asked, language), besideThePage(asked, language));
    }
    case 'tenants': {
      const tenant = await findTenant(stack, executionsOf(stack), id);
      if (file === 'completion-report') return object(completionReportKey(id, tenant?.inBatch?.row.language ?? 'ja'));
      return tenant && pageOf(`${id}, live`, await tenantPage(stack, tenant, language));
    }
    case 'batches':
      if (file === 'rejected') return rejectedRows(stack, id, language, pageOf);
      return object(reportPrefix(id) + file);
    case 'mails': {
      const mail = stack.aws.ses.messages().find(({ messageId }) => messageId === id);
      return (
        mail && { status: 200, type: mail.html ? HTML : TEXT, body: mail.html ?? mail.text ?? '', headers: SANDBOX }
      );
    }
    case 'evidence': {
      const key = url.searchParams.get('key');
      const picture = key ? await stack.ports.keptEvidence.read(key) : undefined;
      return picture && { status: 200, type: 'image/jpeg', body: picture };
    }
    default:
      return undefined;
  }
}

async function object(key: string): Promise<Answer | undefined> {
  const body = await readObject(REPORTS_BUCKET, key).catch(() => undefined);
  const type = key.endsWith('.html') ? HTML : 'application/octet-stream';
  return body && { status: 200, type, body, headers: SANDBOX };
}

/** The rejected rows as they came, with what is wrong with each, as a table: the file itself is for a spreadsheet. */
async function rejectedRows(
  stack: EmbeddedStack,
  batchId: string,
  language: Language,
  pageOf: (title: string, live: Html) => Answer,
): Promise<Answer | undefined> {
  const csv = await readObject(REPORTS_BUCKET, rejectedKey(batchId)).catch(() => undefined);
  if (!csv) return undefined;
  const say = sayingIn(language);
  const [header = [], ...rows] = parse(Buffer.from(csv), { bom: true, relax_column_count: true });
  const title = say(`${batchId}の不備のある行`, `Rejected rows of ${batchId}`);
  const live = html`${liveHead(stack, language)}
    <main class="whole">
      <section>
        <h1>${title}</h1>
        <p>
          <a href="/batches/${batchId}/rejected.csv">${say('CSVで保存', 'As a CSV')}</a>
          <a href="/">${say('すべてのテナント', 'All tenants')}</a>
        </p>
        <div class="wide" tabindex="0">
          <table>
            <thead>
              <tr>
                ${header.map((name) => html`<th scope="col">${name}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${rows.map(
                (row) =>
                  html`<tr>
                    ${row.map((cell) => html`<td>${cell}</td>`)}
                  </tr>`,
              )}
            </tbody>
          </table>
        </div>
      </section>
    </main>`;
  return pageOf(title, live);
}

function nothingThere({ stack, whenGone }: Shown, language: Language): Answer {
  const say = sayingIn(language);
  const live = html`${liveHead(stack, language)}
    <main>
      <section>
        <h1>${say('ここには何もありません', 'Nothing is here')}</h1>
        <p>
          ${say('以前の実行のものかもしれません。', 'It may be of an earlier run.')}
          <a href="/">${say('すべてのテナント', 'All tenants')}</a>
        </p>
      </section>
    </main>`;
  const title = say('ここには何もありません', 'Nothing is here');
  return { status: 404, type: HTML, body: liveDocument({ language, title, live, whenGone: whenGone[language] }).text };
}

/** A CSV goes the way of every CSV: into the intake bucket, whose event starts the batch. */
async function take(stack: EmbeddedStack, url: URL, request: IncomingMessage): Promise<Answer> {
  if (url.pathname === '/sample') {
    const { name, csv, scenario } = await readRunFiles(SAMPLE);
    if (scenario) stack.addScenario(scenario);
    await writeObject(INTAKE_BUCKET, `incoming/${name}`, csv);
    return { status: 303, type: TEXT, body: '', headers: { location: '/' } };
  }
  if (url.pathname === '/again') {
    const [latest] = await stack.ports.batches.latest(1);
    if (!latest) return { status: 409, type: TEXT, body: 'No file has come in yet: run the sample, or drop a CSV.' };
    const { bucket, key } = latest.object;
    await writeObject(bucket, key, await readObject(bucket, key));
    return { status: 303, type: TEXT, body: '', headers: { location: '/' } };
  }
  const name = url.searchParams.get('name') ?? '';
  if (url.pathname !== '/csv') return { status: 404, type: TEXT, body: 'Nothing takes this.' };
  if (!/^[^/\\]+\.(?:csv|txt)$/iu.test(name)) {
    return { status: 400, type: TEXT, body: `"${name}" is not taken: give a file whose name ends in .csv or .txt.` };
  }
  await writeObject(INTAKE_BUCKET, `incoming/${name}`, await buffer(request));
  return { status: 200, type: TEXT, body: `${name} lies in the intake bucket; its batch starts.` };
}
