import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { html, type Html } from '../../lambdas/domain/html.ts';
import { completionReportKey, reportPrefix } from '../../lambdas/domain/report-keys.ts';
import { closeServer, listenOnLoopback } from '../aws/loopback-server.ts';
import { INTAKE_BUCKET, REPORTS_BUCKET } from '../deployment.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';
import { readObject, writeObject } from '../objects.ts';
import { readRunFiles } from '../run/read-files.ts';
import { dropZone, indexPage } from './index-page.ts';
import { CONTENT_SECURITY_POLICY, liveDocument } from './live-document.ts';
import { liveHead } from './live-head.ts';
import { Onlookers } from './onlookers.ts';
import { tenantPage } from './tenant-page.ts';
import { executionsOf, findTenant } from './tenants-of.ts';

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
  whenGone: string;
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
 * open when it is over say `whenGone`.
 */
export async function startLiveView(stack: EmbeddedStack, whenGone: string): Promise<LiveView> {
  const onlookers = new Onlookers();
  const server = createServer((request, response) => {
    if (request.url?.endsWith('?part')) response.once('finish', onlookers.looks());
    answer({ stack, whenGone }, request)
      .catch((error: unknown): Answer => ({ status: 500, type: TEXT, body: String(error) }))
      .then((answered) => {
        send(response, answered);
      })
      // The one who asked has gone.
      .catch(() => response.destroy());
  });
  return {
    origin: await listenOnLoopback(server),
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
  return (await show({ stack, whenGone }, url)) ?? nothingThere({ stack, whenGone });
}

async function show({ stack, whenGone }: Shown, url: URL): Promise<Answer | undefined> {
  const [place = '', id = '', file = ''] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  const pageOf = (title: string, live: Html, aside?: Html): Answer => ({
    status: 200,
    type: HTML,
    body: (url.searchParams.has('part') ? live : liveDocument({ title, live, aside, whenGone })).text,
  });
  switch (place) {
    case '':
      return pageOf('visionlift, live', await indexPage(stack), dropZone);
    case 'tenants': {
      const tenant = await findTenant(stack, executionsOf(stack), id);
      if (file === 'completion-report') return object(completionReportKey(id, tenant?.inBatch?.row.language ?? 'ja'));
      return tenant && pageOf(`${id}, live`, await tenantPage(stack, tenant));
    }
    case 'batches':
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

function nothingThere({ stack, whenGone }: Shown): Answer {
  const live = html`${liveHead(stack)}
    <main>
      <section>
        <h1>Nothing is here</h1>
        <p>It may be of an earlier run. <a href="/">All tenants</a></p>
      </section>
    </main>`;
  return { status: 404, type: HTML, body: liveDocument({ title: 'Nothing is here', live, whenGone }).text };
}

/** A CSV goes the way of every CSV: into the intake bucket, whose event starts the batch. */
async function take(stack: EmbeddedStack, url: URL, request: IncomingMessage): Promise<Answer> {
  if (url.pathname === '/sample') {
    const { name, csv, scenario } = await readRunFiles(SAMPLE);
    if (scenario) stack.addScenario(scenario);
    await writeObject(INTAKE_BUCKET, `incoming/${name}`, csv);
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
