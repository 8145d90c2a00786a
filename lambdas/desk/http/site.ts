import { LINKS, type LinkRead } from '../../adapters/signed-links.ts';
import { html, type Html } from '../../domain/html.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import { SignInFailedError } from '../../ports/identity-provider.ts';
import type { Ports } from '../../ports/index.ts';
import { log } from '../../runtime/logger.ts';
import { PlainPageError, type DeskDoors, type TaskRequestContext, type RequestContext } from './desk-site.ts';
import { document } from './document.ts';
import { showIndex } from './operator-routes.ts';
import { operatorName, type Session } from './sessions.ts';
import type { Visitor } from '../desk-page.ts';
import { showBatch, showManual, showTenant } from './record-routes.ts';
import { indexLink, PLAIN_PAGES, plainPage } from './pages/plain-pages.ts';
import {
  showReport,
  answerTask,
  closedPage,
  closedSays,
  showPicture,
  showTask,
  answerMany,
  showReceipt,
  type RouteAnswer,
} from './task-routes.ts';
import { showSwitches, turnSwitch } from './switch-routes.ts';
import type { WebAnswer } from './web-answer.ts';
import type { WebRequest } from './web-request.ts';

/** Answers in a minute; more are no person's. */
const POSTS_PER_LINK = 10;
const POSTS_PER_ADDRESS = 60;

const LANGUAGE_COOKIE = 'visionlift-language';

/** Answers one request to the desk, whatever comes. */
export async function respond(ports: Ports, doors: DeskDoors, request: WebRequest): Promise<WebAnswer> {
  const found = await doors.sessions.find(request.cookies);
  const link = request.path.startsWith(LINKS)
    ? await doors.links.read(request.parts[1] ?? '', ports.clock.now())
    : undefined;
  const language = await languageOf(ports, request, link);
  const context: RequestContext = { ports, doors, request, link, language, session: found?.session };
  const cookies = [...(found?.renewed === undefined ? [] : [found.renewed]), ...chosenLanguage(request)];
  const answer = await route(context).catch((error: unknown) => problem(error, context));
  return asWebAnswer(answer, context, cookies);
}

type Routed = RouteAnswer & { cookies?: readonly string[] };

async function route(context: RequestContext): Promise<Routed> {
  const { request, session } = context;
  const { method, parts } = request;
  if (method !== 'GET' && method !== 'POST') throw new PlainPageError('wrongMethod');
  if (method === 'POST') await admit(context);
  if (request.tooLong) throw new PlainPageError('tooLong');
  const [first = '', second = '', third = '', ...more] = parts;
  if (first === 'l' && second !== '' && third === '') return atLink(context);
  if (first === 'tasks' && third !== '' && more.length <= 1)
    return atTask(context, { subject: second, step: third }, more[0]);
  if ((first === 'tenants' || first === 'batches') && second !== '' && third === '') {
    if (method !== 'GET') throw new PlainPageError('wrongMethod');
    if (!session) return { plain: 'notSignedIn', more: signInLink(context, request.path) };
    return first === 'tenants' ? showTenant(context, second) : showBatch(context, second);
  }
  if (first === 'runbook' && third === '') {
    if (method !== 'GET') throw new PlainPageError('wrongMethod');
    if (!session) return { plain: 'notSignedIn', more: signInLink(context, request.path) };
    return showManual(context, second === '' ? undefined : second);
  }
  if (second !== '') throw new PlainPageError('notFound');
  switch (`${method} /${first}`) {
    case 'GET /':
      return session ? showIndex(context) : { plain: 'notSignedIn', more: signInLink(context, '/') };
    case 'POST /tasks':
      return answerMany(context, visitorOf(requireOwnForm(context)));
    case 'GET /sign-in':
      return signIn(context);
    case 'GET /callback':
      return callback(context);
    case 'GET /signed-out':
      return { plain: 'signedOut' };
    case 'GET /switches':
      return session ? showSwitches(context) : { plain: 'notSignedIn', more: signInLink(context, '/switches') };
    case 'POST /switches':
      return turnSwitch(context, visitorOf(requireOwnForm(context)));
    case 'POST /sign-out':
      requireOwnForm(context);
      return { location: '/signed-out', cookies: [context.doors.sessions.end()] };
    default:
      throw new PlainPageError('notFound');
  }
}

/** Counted before anything is looked at, so that no answer of ours helps anybody to guess. */
async function admit({ doors, request, link }: RequestContext): Promise<void> {
  const { throttle } = doors;
  const sources: [string, number][] = [[`address ${request.address}`, POSTS_PER_ADDRESS]];
  // By what the link says, not by how it was written. One that is none of ours lets nobody answer anything.
  if (link?.kind === 'good') sources.unshift([`link ${JSON.stringify(link.link)}`, POSTS_PER_LINK]);
  for (const [source, most] of sources) {
    if (!(await throttle.admit(source, most))) throw new PlainPageError('tooMany');
  }
}

async function atLink(context: RequestContext): Promise<Routed> {
  const { ports, request, link: read } = context;
  if (!read || read.kind === 'wrong') throw new PlainPageError('wrongLink');
  if (read.kind === 'expired') throw new PlainPageError('expiredLink');
  if (request.method === 'POST') refuseOtherSites(request);
  const { task: located, purpose, recipient } = read.link;
  if (purpose === 'report') return showReport(context, read.link);
  const task = await ports.desk.read(located.subject, located.step);
  // The task of a link was there when the link was made.
  if (!task) throw new PlainPageError('usedLink');
  // Anyone who came by a link is nobody else at this page, also where an operator is signed in in the same browser.
  const visitor = { kind: 'outside', purpose, address: recipient } as const;
  return atOpenTask({ ...context, session: undefined, task, visitor });
}

async function atTask(
  context: RequestContext,
  located: { subject: string; step: string },
  more: string | undefined,
): Promise<Routed> {
  const { ports, session, request } = context;
  if (!session) {
    if (request.method === 'POST') throw new PlainPageError('foreignForm');
    return { plain: 'notSignedIn', more: signInLink(context, request.path) };
  }
  if (request.method === 'POST') requireOwnForm(context);
  const task = await ports.desk.read(located.subject, located.step);
  if (!task) throw new PlainPageError('notFound');
  const visitor = visitorOf(session);
  if (more === undefined) return atOpenTask({ ...context, task, visitor });
  if (more !== 'picture' || request.method !== 'GET') throw new PlainPageError('notFound');
  return showPicture({ ...context, task, visitor });
}

/** Who is signed in, as the journal and the operators' rules know them. */
function visitorOf(session: Session): Extract<Visitor, { kind: 'operator' }> {
  const { issuer, subject, name } = session;
  const proof = { kind: 'oidc', issuer, subject } as const;
  return { kind: 'operator', name: operatorName(session), proof, ...(name.includes('@') && { address: name }) };
}

async function atOpenTask(context: TaskRequestContext): Promise<Routed> {
  const { task, request } = context;
  const operatorsWay = context.visitor.kind === 'operator' && { more: indexLink(context.language) };
  if (task.closed) {
    // An answer that comes too late is told so; an answer that comes twice finds its own.
    if (request.method === 'POST' && task.closed.as !== 'done') return { plain: 'over', ...operatorsWay };
    const receipt = await showReceipt(context);
    if (receipt) return receipt;
    const says = closedSays(context);
    return { plain: closedPage(context), ...(says !== undefined && { says }), ...operatorsWay };
  }
  return request.method === 'POST' ? answerTask(context) : showTask(context);
}

async function signIn({ doors, request }: RequestContext): Promise<Routed> {
  const to = ownPath(request.query.get('to'));
  const { address, attempt } = await doors.identityProvider.begin().catch((error: unknown) => {
    throw signInFailedOnTheWayTo(to, error);
  });
  return { location: address.href, cookies: await doors.sessions.rememberAttempt(attempt, to, request.cookies) };
}

/** Comes once for each sign-in, and again where somebody loads its address anew or goes back to it. */
async function callback({ doors, request, session }: RequestContext): Promise<Routed> {
  const { sessions, identityProvider, origin } = doors;
  const remembered = await sessions.attemptIn(request.cookies, request.query.get('state') ?? '');
  if (!remembered) {
    if (session) return { location: '/' };
    throw new SignInFailedError('there is no sign-in under way in this browser, or it took too long');
  }
  const { attempt, to, isDone } = remembered;
  if (isDone) return { location: session ? to : `/sign-in?to=${encodeURIComponent(to)}` };
  try {
    const identity = await identityProvider.finish(new URL(`${origin}/callback?${request.query.toString()}`), attempt);
    return { location: to, cookies: [await sessions.begin(identity), await sessions.closeAttempt(attempt, to)] };
  } catch (error) {
    throw signInFailedOnTheWayTo(to, error);
  }
}

/** A sign-in that failed, and where it was to lead: the next try goes on from there. */
class FailedOnTheWayError extends Error {
  readonly to: string;

  constructor(to: string, cause: SignInFailedError) {
    super(cause.message, { cause });
    this.to = to;
  }
}

function signInFailedOnTheWayTo(to: string, error: unknown): unknown {
  return error instanceof SignInFailedError ? new FailedOnTheWayError(to, error) : error;
}

/** A path of ours and of nobody else: `//elsewhere.example` would leave the desk. */
function ownPath(to: string | null): string {
  return to !== null && /^\/(?![/\\])[^\s\\]*$/u.test(to) ? to : '/';
}

/** A form of this session: its page knew what no other site can read. */
function requireOwnForm({ session, request }: RequestContext): Session {
  refuseOtherSites(request);
  if (!session || request.form.get('csrf') !== session.csrf) throw new PlainPageError('foreignForm');
  return session;
}

/** Browsers say where a form was; `Origin` they do not, because we ask them to tell nobody where they are. */
function refuseOtherSites({ headers }: WebRequest): void {
  const from = headers['sec-fetch-site'];
  if (from !== undefined && from !== 'same-origin' && from !== 'none') throw new PlainPageError('foreignForm');
}

function problem(error: unknown, { request, language }: RequestContext): Routed {
  if (error instanceof PlainPageError) {
    // Nothing was done: anyone who waited a minute sends it again from the page itself.
    return error.page === 'tooMany'
      ? { plain: 'tooMany', more: backTo(request.path, language) }
      : { plain: error.page };
  }
  if (error instanceof SignInFailedError || error instanceof FailedOnTheWayError) {
    log.warn('SIGN_IN_FAILED', 'Somebody could not sign in to the desk.', { because: error.message });
    const again = error instanceof FailedOnTheWayError ? `/sign-in?to=${encodeURIComponent(error.to)}` : '/sign-in';
    return {
      plain: 'signInFailed',
      more: html`<p>
        <a class="button" href="${again}">${sayingIn(language)('もう一度サインイン', 'Sign in again')}</a>
      </p>`,
    };
  }
  log.error('DESK_FAILED', 'A request to the desk failed.', {
    error: error instanceof Error ? error.name : 'unknown',
    because: error instanceof Error ? error.message : String(error),
  });
  return { plain: 'fault' };
}

function signInLink({ language }: RequestContext, to: string): Html {
  const address = `/sign-in?to=${encodeURIComponent(to)}`;
  return html`<p><a class="button" href="${address}">${sayingIn(language)('サインイン', 'Sign in')}</a></p>`;
}

function backTo(path: string, language: Language): Html {
  return html`<p><a class="button" href="${path}">${sayingIn(language)('ページに戻る', 'Back to the page')}</a></p>`;
}

/** What the address asks for, else what was chosen before, else what the tenant or the operator reads. */
async function languageOf(ports: Ports, { query, cookies }: WebRequest, link: LinkRead | undefined): Promise<Language> {
  for (const chosen of [query.get('lang'), cookies.get(LANGUAGE_COOKIE)]) {
    if (chosen === 'ja' || chosen === 'en') return chosen;
  }
  const tenant = link?.kind === 'good' ? await ports.tenants.read(link.link.task.subject) : undefined;
  return tenant?.row.language ?? ports.settings.operatorLanguage;
}

function chosenLanguage({ query }: WebRequest): string[] {
  const chosen = query.get('lang');
  if (chosen !== 'ja' && chosen !== 'en') return [];
  return [`${LANGUAGE_COOKIE}=${chosen}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000`];
}

function asWebAnswer(answer: Routed, context: RequestContext, more: readonly string[]): WebAnswer {
  const cookies = [...more, ...(answer.cookies ?? [])];
  if ('location' in answer) return { location: answer.location, cookies };
  if ('picture' in answer) return { picture: answer.picture, cookies };
  if ('report' in answer) return { report: answer.report, cookies };
  if ('plain' in answer) {
    const { status, tone, title, says } = PLAIN_PAGES[answer.plain];
    const words = { tone, title: title[context.language], says: answer.says ?? says[context.language] };
    return { status, html: framed(context, words.title, plainPage(words, answer.more)), cookies };
  }
  return { status: answer.status, html: framed(context, answer.title, answer.body), cookies };
}

function contactOf({ operatorTelephone, replyTo }: Ports['settings']): { telephone: string; address: string } {
  return { telephone: operatorTelephone, address: replyTo };
}

function framed({ ports, request, language, session }: RequestContext, title: string, body: Html): Html {
  const isOutside = request.path.startsWith(LINKS);
  return document({
    language,
    title,
    operatorName: ports.settings.operatorName,
    // A page that answers a form has no address of its own to come back to in the other language.
    switchTo: request.method === 'GET' ? `${request.path}?lang=${language === 'ja' ? 'en' : 'ja'}` : undefined,
    operator: isOutside ? undefined : session,
    contact: isOutside ? contactOf(ports.settings) : undefined,
    body,
  });
}
