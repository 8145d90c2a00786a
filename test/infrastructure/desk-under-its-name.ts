import { deskDoorsOnAws } from '../../lambdas/runtime/desk-doors-on-aws.ts';
import { createHandler } from '../../lambdas/triggers/desk.ts';
import type { LambdaAnswer } from '../../lambdas/desk/http/web-answer.ts';
import type { EmbeddedStack } from '../../local/embedded-stack.ts';
import { believesTheCode } from '../desk/http/a-desk.ts';
import { as, type Call } from './calls-in-a-run.ts';

export interface DeskUnderItsName {
  get(path: string, cookies?: readonly string[]): Promise<LambdaAnswer>;
  /** Sends a form with what the page at `from` has hidden in it. */
  post(path: string, form: Record<string, string>, from?: string): Promise<LambdaAnswer>;
  /** From here on everything is asked by this operator. */
  signIn(name: string): Promise<void>;
}

/**
 * The desk's function as API Gateway calls it, over the services of a stack; what it asks of AWS is heard under its name.
 * Objects it reads by requests of its own, which no client hears: `heard` is told of these.
 */
export function deskUnderItsName({ ports }: EmbeddedStack, heard: (call: Call) => void): DeskUnderItsName {
  const doors = deskDoorsOnAws(ports);
  const reading = (
    bucket: 'evidence' | 'reports',
    { read }: { read(key: string): Promise<Uint8Array | undefined> },
  ) => ({
    read: (key: string) => {
      heard({ by: 'desk', what: `${bucket}/${key} of ours`, action: 's3:GetObject' });
      return read(key);
    },
  });
  const { pictures, reports } = doors;
  const handler = createHandler(() => ({
    ...doors,
    identityProvider: believesTheCode,
    pictures: reading('evidence', { read: (key) => pictures.read(key) }),
    reports: reading('reports', { read: (key) => reports.read(key) }),
  }))(ports);
  let session: readonly string[] = [];
  const ask = (method: string, path: string, { cookies = session, body = '' } = {}): Promise<LambdaAnswer> => {
    const [rawPath, rawQueryString = ''] = path.replace(doors.origin, '').split('?');
    const requestContext = { http: { method, sourceIp: '192.0.2.1' } };
    const event = { version: '2.0', rawPath, rawQueryString, cookies, headers: {}, requestContext, body };
    const context = { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 29_000 };
    return as('desk', () => handler(event, context) as Promise<LambdaAnswer>);
  };
  const get: DeskUnderItsName['get'] = (path, cookies) => ask('GET', path, cookies && { cookies });
  return {
    get,
    post: async (path, form, from = path) => {
      const { body } = await get(from);
      const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`, 'u').exec(body)?.[1] ?? '';
      const sent = { csrf: hidden('csrf'), revision: hidden('revision'), ...form };
      return ask('POST', path, { body: new URLSearchParams(sent).toString() });
    },
    signIn: async (name) => {
      const begun = await get('/sign-in?to=%2F');
      const callback = await get(`/callback?code=${encodeURIComponent(name)}&state=s`, begun.cookies.map(bare));
      session = callback.cookies.map(bare);
    },
  };
}

/** `name=value`, without what a browser does with it. */
function bare(cookie: string): string {
  return cookie.split(';')[0] ?? '';
}
