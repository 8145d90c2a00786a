import { DynamoThrottle } from '../../../lambdas/adapters/dynamo/dynamo-throttle.ts';
import { SignedLinks } from '../../../lambdas/adapters/signed-links.ts';
import type { DeskTask, Filing } from '../../../lambdas/domain/desk-task.ts';
import type { Answered, TaskView } from '../../../lambdas/desk/task-view.ts';
import { SignInFailedError, type IdentityProvider } from '../../../lambdas/ports/identity-provider.ts';
import type { SignedLink } from '../../../lambdas/ports/links.ts';
import type { DeskPage, Submission } from '../../../lambdas/desk/desk-page.ts';
import { createHandler } from '../../../lambdas/triggers/desk.ts';
import type { DeskDoors } from '../../../lambdas/desk/http/desk-site.ts';
import { Sessions } from '../../../lambdas/desk/http/sessions.ts';
import type { LambdaAnswer } from '../../../lambdas/desk/http/web-answer.ts';
import { MemorySigner } from '../../../local/memory/memory-signer.ts';
import { MemoryTable } from '../../../local/memory/memory-table.ts';
import { aTenant, BATCH_ID, EXECUTION } from '../../builders.ts';
import { DAY, fromNow, NOW, portsWith, type Given, type TestPorts } from '../../steps/kit.ts';

export const ORIGIN = 'https://desk.msp.example';

export const filing: Filing = {
  subject: 'tenant-1',
  step: 'StartUpdate',
  batchId: BATCH_ID,
  execution: EXECUTION,
  ask: 'work',
  because: {
    code: 'ManualActionRequiredError',
    reason: 'a CAPTCHA was shown',
    guideStep: '3-12',
    picture: 'tenant-1/x.jpg',
  },
  filedAt: NOW,
};

export const view: TaskView = {
  title: 'アップデートの開始',
  guideStep: '3-12',
  why: 'a CAPTCHA was shown',
  picture: 'tenant-1/x.jpg',
  instructions: [
    {
      text: 'Sign in.',
      link: { label: 'Vision One', href: 'https://portal.example.com/' },
      copy: [{ label: 'Sign-in name', value: 'admin@tenant-1.example' }],
      reveal: [{ label: 'Password', purpose: 'primary-account-password' }],
      expect: 'The home page.',
    },
  ],
  warnings: ['Do not press twice.'],
  fields: [
    { name: 'row', label: 'The row', kind: 'multiline', required: true, hint: 'As it stands there.' },
    { name: 'count', label: 'Agents', kind: 'text', required: false },
    { name: 'token', label: 'Token', kind: 'secret', required: false },
    { name: 'seen', label: 'I saw it', kind: 'checkbox', required: true },
    {
      name: 'what',
      label: 'What it says',
      kind: 'choice',
      required: true,
      options: [
        { value: 'connected', label: 'Connected' },
        { value: 'other', label: 'Something else' },
      ],
    },
  ],
  actions: [
    { value: 'pressed', label: 'I have pressed it', kind: 'primary' },
    { value: 'cannot', label: 'I cannot do this', kind: 'danger' },
  ],
};

/** A desk with one page for every task, and what was answered to it. */
export interface TestDesk {
  ports: TestPorts;
  doors: DeskDoors;
  task: DeskTask;
  submitted: Submission[];
  /** What the next answer leads to; `done` closes the task as a step would. */
  answers: (answered: Answered) => void;
  get(path: string, more?: Asked): Promise<Response>;
  post(path: string, form: Record<string, string> | URLSearchParams, more?: Asked): Promise<Response>;
  /** Signs somebody in; gives what their browser then sends, and what their forms must say. */
  signIn(name?: string): Promise<{ cookies: string[]; csrf: string }>;
  linkTo(link?: Partial<SignedLink>): Promise<string>;
}

export interface Asked {
  cookies?: string[];
  address?: string;
  headers?: Record<string, string>;
  method?: string;
  body?: string;
}

export interface Response extends LambdaAnswer {
  /** The `name=value` of each cookie that was set. */
  set: string[];
}

export const OPERATOR_TASK = '/tasks/tenant-1/StartUpdate';

export async function aDesk(given: Given & { view?: TaskView; noTask?: true } = {}): Promise<TestDesk> {
  states = 0;
  const ports = portsWith({ tenants: [aTenant()], ...given });
  const task = await ports.desk.file(filing);
  if (given.noTask) await ports.desk.change(task, { closed: { at: NOW, by: 'x', as: 'done' } });
  const submitted: Submission[] = [];
  let next: Answered = { kind: 'done' };
  const page: DeskPage = {
    view: async (_ports, { visitor, task: { step } }) =>
      visitor.kind === 'outside' && (visitor.purpose === 'consent') !== (step === 'AskForConsent')
        ? undefined
        : (given.view ?? view),
    answer: async (_ports, submission) => {
      submitted.push(submission);
      return next;
    },
  };
  const signer = new MemorySigner();
  const clock = ports.clock;
  const links = new SignedLinks({ signer, origin: ORIGIN });
  const doors: DeskDoors = {
    tasks: page,
    signer,
    links,
    sessions: new Sessions({ signer, clock, secure: true }),
    throttle: new DynamoThrottle(new MemoryTable(), clock),
    identityProvider: believesTheCode,
    pictures: { read: async (key) => (key === 'tenant-1/x.jpg' ? Buffer.from('jpeg') : undefined) },
    reports: {
      read: async (key) => {
        const report = ports.files.reports.get(key);
        return report && Buffer.from(report.body);
      },
    },
    origin: ORIGIN,
  };
  const handler = createHandler(() => doors)(ports);
  const ask = async (method: string, path: string, asked: Asked & { body?: string } = {}): Promise<Response> => {
    const [rawPath, rawQueryString = ''] = path.replace(ORIGIN, '').split('?');
    const event = {
      version: '2.0',
      rawPath,
      rawQueryString,
      cookies: asked.cookies ?? [],
      headers: asked.headers ?? {},
      requestContext: { http: { method: asked.method ?? method, sourceIp: asked.address ?? '203.0.113.7' } },
      ...(asked.body !== undefined && { body: Buffer.from(asked.body).toString('base64'), isBase64Encoded: true }),
    };
    const context = { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 29_000 };
    const answer = (await handler(event, context)) as LambdaAnswer;
    return { ...answer, set: answer.cookies.map((cookie) => cookie.split(';')[0] ?? '') };
  };
  const get: TestDesk['get'] = (path, more) => ask('GET', path, more);
  return {
    ports,
    doors,
    task,
    submitted,
    answers: (answered) => {
      next = answered;
    },
    get,
    post: (path, form, more) => ask('POST', path, { body: new URLSearchParams(form).toString(), ...more }),
    signIn: async (name = 'hanako@msp.example') => {
      states = 0;
      const begun = await get('/sign-in?to=%2F');
      const { set: cookies } = await get(`/callback?code=${encodeURIComponent(name)}&state=s`, { cookies: begun.set });
      const { body } = await get('/', { cookies });
      return { cookies, csrf: /name="csrf" value="([^"]+)"/u.exec(body)?.[1] ?? '' };
    },
    linkTo: (link) =>
      links.linkTo({
        task: { subject: 'tenant-1', step: 'StartUpdate' },
        purpose: 'mailbox',
        recipient: 'it@tenant-1.example',
        expiresAt: new Date(fromNow(30 * DAY)),
        ...link,
      }),
  };
}

/** States of attempts: the first of a test is `s`, and each other one is its own. */
let states = 0;
const nextState = (): string => (states++ === 0 ? 's' : `s${String(states)}`);

/** Believes the code: it is the name. */
export const believesTheCode: IdentityProvider = {
  begin: async () => ({
    address: new URL('https://login.example/authorize'),
    attempt: { state: nextState(), nonce: 'n', verifier: 'v' },
  }),
  finish: async (callback, { state }) => {
    const name = callback.searchParams.get('code') ?? '';
    if (callback.searchParams.get('state') !== state || name === 'nobody') throw new SignInFailedError('not ours');
    return { issuer: 'https://login.example', subject: `sub-${name}`, name };
  },
};
