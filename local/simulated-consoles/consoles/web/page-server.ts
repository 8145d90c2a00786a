import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeServer, listenOnLoopback } from '../../../aws/loopback-server.ts';
import type { ConsoleLanguage } from '../../../../lambdas/simulated-vendor/labels.ts';
import { Refusal } from '../../../../lambdas/simulated-vendor/refusal.ts';
import type { VendorTenant } from '../../../../lambdas/simulated-vendor/vendor-tenant.ts';
import type { Answer } from './answers.ts';
import { BodyTooLargeError, readForm } from './read-form.ts';
import type { PageConsole } from './page-console.ts';
import type { PageRequest } from './page-request.ts';
import { PROBLEMS } from './problems.ts';
import type { SecurityCheck } from './security-check.ts';
import type { Tamper, TamperResponse } from './tamper.ts';
import { type ConsoleClient, ConsoleClients } from './console-clients.ts';

export interface PageServerOptions {
  /** What a person is asked between a sign-in and its console. */
  check: SecurityCheck;
  tamper?: Tamper | undefined;
  /** How long a page takes at a tenant with `SLOW_PAGE`, in milliseconds of real time. */
  slowPageMilliseconds: number;
  /** Told of a mistake in our own pages; the browser gets a 500. */
  onFault: (error: unknown) => void;
}

/** Serves the pages of one console on a port of this computer. */
export class PageServer {
  readonly #console: PageConsole;
  readonly #options: PageServerOptions;
  readonly #clients = new ConsoleClients();
  readonly #server: Server;

  constructor(console: PageConsole, options: PageServerOptions) {
    this.#console = console;
    this.#options = options;
    this.#server = createServer((request, response) => {
      this.#respond(request, response).catch((error: unknown) => {
        response.destroy();
        // A browser that went away in the middle of its form is nobody's mistake.
        if (request.complete) options.onFault(error);
      });
    });
  }

  listen(): Promise<string> {
    return listenOnLoopback(this.#server);
  }

  close(): Promise<void> {
    return closeServer(this.#server);
  }

  async #respond(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await this.#read(incoming);
    if ('status' in request) {
      outgoing.writeHead(request.status, { connection: 'close' }).end();
      return;
    }
    const before = request.client;
    const answer = this.#answer(request, cookieOf(incoming, this.#console.cookie) === before.id);
    const tenant = request.client.session?.tenant ?? before.session?.tenant ?? this.#console.tenantOf(request);
    await this.#takeTime(tenant, answer);
    await this.#send(request, tenant, asResponse(answer, request), outgoing);
  }

  async #read(incoming: IncomingMessage): Promise<PageRequest | { status: number }> {
    const { method = 'GET', url = '/' } = incoming;
    if (method !== 'GET' && method !== 'POST') return { status: 405 };
    const parsed = URL.parse(url, 'http://console');
    if (!parsed) return { status: 400 };
    const parts = parsed.pathname.split('/');
    const baseParts = parts.slice(1, 1 + this.#console.baseDepth);
    try {
      return {
        method,
        path: `/${parts.slice(1 + this.#console.baseDepth).join('/')}`,
        base: baseParts.map((part) => `/${part}`).join(''),
        query: parsed.searchParams,
        form: method === 'POST' ? await readForm(incoming) : new URLSearchParams(),
        client: this.#clients.find(cookieOf(incoming, this.#console.cookie)) ?? this.#clients.begin(),
        language: languageOf(incoming),
      };
    } catch (error) {
      if (error instanceof BodyTooLargeError) return { status: 413 };
      throw error;
    }
  }

  #answer(request: PageRequest, isKnown: boolean): Answer {
    try {
      const isModern = this.#console.modern.faceOf(request) !== undefined;
      const routes = isModern ? this.#console.modern.routes : this.#console.routes;
      const handler = routes[`${request.method} ${request.path}`];
      const asked = isModern ? undefined : this.#options.check.answer(this.#console.name, request, isKnown);
      if (asked) return asked;
      const first = isModern ? undefined : this.#console.before?.(request);
      if (first) return first;
      if (!handler) return this.#withoutHandler(request);
      if (request.method === 'POST') {
        // A form of a session that is over: nobody is signed in.
        if (!isKnown) return { location: this.#console.signInPath };
        if (request.form.get('csrf') !== request.client.csrf) return this.#problem(request, 403, 'foreignForm');
      }
      const { session, wizard } = request.client;
      const answer = handler(request);
      if (request.client.session !== session || request.client.wizard !== wizard) {
        if (!isModern && request.method === 'POST') this.#options.check.begin(this.#console.name, request.client);
        request.client = this.#renew(request.client);
      }
      return answer;
    } catch (error) {
      return this.#refused(request, error);
    }
  }

  /** The address of a form's answer, opened again: shows the page that the form was on. */
  #withoutHandler(request: PageRequest): Answer {
    const { method, path } = request;
    const isAnswer = method === 'GET' && this.#console.routes[`POST ${path}`] !== undefined;
    return isAnswer
      ? { location: path.slice(0, path.lastIndexOf('/')) || '/' }
      : this.#problem(request, 404, 'notFound');
  }

  /** Anyone who signs in gets a cookie that nobody knew before. */
  #renew(client: ConsoleClient): ConsoleClient {
    this.#clients.end(client);
    const { session, wizard, signIn, notice, asked } = client;
    return this.#clients.begin({ session, wizard, signIn, notice, asked });
  }

  #refused(request: PageRequest, error: unknown): Answer {
    if (!(error instanceof Refusal)) {
      this.#options.onFault(error);
      return this.#problem(request, 500, 'serverError');
    }
    switch (error.kind) {
      case 'sessionGone':
        request.client = this.#renew({
          ...request.client,
          session: undefined,
          wizard: undefined,
          notice: 'sessionGone',
        });
        return { location: this.#console.signInPath };
      case 'serverError':
        return this.#problem(request, 500, 'serverError');
      case 'hibernated':
        return { location: '/' };
      case 'notThere':
      case 'signIn':
      case 'code':
      case 'tooLate':
      case 'input':
      case 'challenge':
      case 'secondFactor':
      case 'regionAsked':
        return this.#problem(request, 409, 'notThere');
    }
  }

  #problem(request: PageRequest, status: number, which: keyof (typeof PROBLEMS)['ja']): Answer {
    const language = (request.client.session?.tenant ?? this.#console.tenantOf(request))?.language ?? request.language;
    return this.#console.problem(language, status, PROBLEMS[language][which]);
  }

  async #takeTime(tenant: VendorTenant | undefined, answer: Answer): Promise<void> {
    const ofAnswer = 'data' in answer ? (answer.after ?? 0) : 0;
    const ofPage = !('script' in answer) && tenant?.strikes('SLOW_PAGE') ? this.#options.slowPageMilliseconds : 0;
    if (ofAnswer + ofPage > 0) await sleep(ofAnswer + ofPage, undefined, { ref: false });
  }

  async #send(
    { method, path, base, client }: PageRequest,
    tenant: VendorTenant | undefined,
    response: TamperResponse,
    outgoing: ServerResponse,
  ): Promise<void> {
    const asked = { console: this.#console.name, method, path, tenantId: tenant?.id };
    const sent = (await this.#options.tamper?.(asked, response)) ?? response;
    const { status, html, location, cutOffAfter, type = 'text/html' } = sent;
    outgoing.setHeader(
      'set-cookie',
      `${this.#console.cookie}=${client.id}; Path=${base || '/'}; HttpOnly; SameSite=Lax`,
    );
    outgoing.setHeader('cache-control', 'no-store');
    if (location !== undefined) {
      outgoing.writeHead(status, { location }).end();
      return;
    }
    outgoing.writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-length': Buffer.byteLength(html),
    });
    if (cutOffAfter === undefined) {
      outgoing.end(html);
      return;
    }
    outgoing.write(html.slice(0, cutOffAfter), () => outgoing.destroy());
  }
}

function asResponse(answer: Answer, { base, client: { csrf } }: PageRequest): TamperResponse {
  if ('html' in answer) return { status: answer.status ?? 200, html: answer.html.text };
  if ('script' in answer) return { status: 200, html: answer.script, type: 'text/javascript' };
  if ('data' in answer) {
    const { data, status = 200 } = answer;
    return { status, html: JSON.stringify({ csrf, data }), type: 'application/json' };
  }
  const { location } = answer;
  return { status: 303, html: '', location: location.startsWith('/') ? base + location : location };
}

function cookieOf({ headers }: IncomingMessage, name: string): string | undefined {
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
  return cookies.find(([candidate]) => candidate === name)?.[1];
}

/** The guide's language, unless the browser asks for English first. */
function languageOf({ headers }: IncomingMessage): ConsoleLanguage {
  return /^en\b/iu.test(headers['accept-language'] ?? '') ? 'en' : 'ja';
}
