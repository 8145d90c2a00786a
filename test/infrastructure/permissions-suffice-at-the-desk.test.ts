import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import { AWAIT_RELEASE } from '../../lambdas/domain/release.ts';
import { EVIDENCE_BUCKET, INTAKE_BUCKET } from '../../local/deployment.ts';
import { startEmbeddedStack, type EmbeddedStack } from '../../local/embedded-stack.ts';
import { writeObject } from '../../local/objects.ts';
import { codeIn, linkIn, until } from '../end-to-end/mails-of-a-run.ts';
import { aRow, csvOf, MINUTE } from '../journeys/a-journey.ts';
import { PersonAtTheDesk } from '../journeys/a-person-at-the-desk.ts';
import { aStack, resourcesOf } from './a-stack.ts';
import { as, listen, type Call } from './calls-in-a-run.ts';
import { deskUnderItsName } from './desk-under-its-name.ts';
import { isAllowed } from './is-allowed.ts';
import { whatRolesMayDo, type Permissions } from './what-roles-may-do.ts';

const APPROVER = 'director@clinic.example.com';
const CSV = csvOf(
  aRow({
    ...{ tenant_id: 't-1', notify_emails: 'it@clinic.example.com', approver_email: APPROVER, language: 'en' },
    ...{ consent_reference: '', consent_by: '', consent_on: '' },
  }),
  aRow({ tenant_id: 't-2' }),
);
const PICTURE = 't-1/2026-12-01/failed-readLicence.jpg';

let stack: EmbeddedStack;
let directory: string;
const faults: unknown[] = [];
let asked: Call[];
let role: Permissions;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'visionlift-permissions-'));
  stack = await startEmbeddedStack({
    directory,
    speed: 'max',
    hands: 'operator',
    settings: { releaseBy: 'one' },
    onFault: (error) => void faults.push(error),
  });
  asked = await callsOfADay(stack);
  role = whatRolesMayDo(resourcesOf(aStack()))['desk'] ?? {};
}, 120_000);

afterAll(async () => {
  await stack.close();
  await rm(directory, { recursive: true, force: true });
});

test('the desk asks AWS for nothing that its role does not allow, from a release to the report of the last tenant', () => {
  expect(asked.filter((call) => !isAllowed(role, call))).toEqual([]);
  expect(faults).toEqual([]);
});

test('whichever grant is taken away, one of these calls is refused, but for what the day does not come to', () => {
  const grants = Object.entries(role).flatMap(([to, actions]) => each(actions).map((action) => ({ to, action })));
  const isMissed = (taken: { to: string; action: string }): boolean => {
    const left = Object.groupBy(
      grants.filter((grant) => grant !== taken),
      ({ to }) => to,
    );
    const less = Object.fromEntries(
      Object.entries(left).map(([to, some]) => [to, some?.map(({ action }) => action).join(' ') ?? '']),
    );
    return asked.some((call) => !isAllowed(less, call));
  };
  const idle = grants.filter((grant) => !isMissed(grant)).map(({ to, action }) => `${action} ${to}`);
  expect(idle.filter((grant) => !UNHEARD.test(grant)).sort()).toEqual(ELSEWHERE);
});

/** What AWS asks in the function's name, and answers of which the call does not say whose machine they are for. */
const UNHEARD = /^(?:logs|xray):| by (?:dynamodb|s3)$|^s3:ListBucket |configuration-set|^states:SendTask/u;

/**
 * For the other pages: a wizard whose code comes to us, the upgrade of a user, the hand-over, the new password that is shown,
 * tenants that were held and go on, and a circuit breaker that was tripped.
 */
const ELSEWHERE = [
  'dynamodb:BatchGetItem vault TENANT#*',
  'dynamodb:DeleteItem records BRAKE#*',
  'dynamodb:GetItem records MAIL#*',
  'dynamodb:PutItem records MAILBOX#*',
  'kms:Decrypt vault key of new-user-password:*',
  'kms:Decrypt vault key of primary-account-password',
  'kms:Decrypt vault key of user-password:*',
  'kms:Decrypt vault key of verification-code:*',
  'kms:GenerateDataKey vault key of new-user-password:*',
  'kms:GenerateDataKey vault key of task-token:*',
  'kms:GenerateDataKey vault key of verification-code:*',
  'states:DescribeExecution execution:hand-over-tenant:*',
  'states:DescribeExecution execution:migrate-batch:*',
];

/** `dynamodb:GetItem PutItem` as `dynamodb:GetItem` and `dynamodb:PutItem`. */
function each(actions: string): string[] {
  let service = '';
  return actions.split(' ').map((action) => {
    const [prefix = '', name] = action.includes(':') ? action.split(':') : [service, action];
    service = prefix;
    return `${service}:${String(name)}`;
  });
}

/** What an operator and a customer do at the desk, one of everything that it does with AWS. */
async function callsOfADay({ ports, clock, onIntake }: EmbeddedStack): Promise<Call[]> {
  const calls = listen();
  const desk = deskUnderItsName(stack, (call) => calls.add(JSON.stringify(call)));
  const uploaded = new Promise<string>((resolve) => {
    onIntake((_key, answer) => {
      resolve((answer as { batchId: string }).batchId);
    });
  });
  await writeObject(INTAKE_BUCKET, 'incoming/pilot.csv', new TextEncoder().encode(CSV));
  const batchId = await uploaded;
  await until(() => ports.desk.read(batchId, AWAIT_RELEASE));

  await desk.signIn('T. Unyo');
  expect((await desk.get('/')).body).toContain(batchId);
  for (const scope of ['everything', batchId]) {
    await desk.post('/switches', { scope, action: 'pause', seen: '', why: 'a question' });
    const seen = (await ports.switches.read(scope === 'everything' ? scope : { batchId }))?.at ?? '';
    await desk.post('/switches', { scope, action: 'resume', seen });
  }
  const release = `/tasks/${batchId}/${AWAIT_RELEASE}`;
  const action = /value="(confirm:[^"]*)"/u.exec((await desk.get(release)).body)?.[1] ?? '';
  expect(await desk.post(release, { action })).toMatchObject({ statusCode: 303 });

  const task = '/tasks/t-2/ConfirmLicence';
  const filed = await until(() => ports.desk.read('t-2', 'ConfirmLicence'));
  await writeObject(EVIDENCE_BUCKET, PICTURE, new TextEncoder().encode('a picture'));
  await ports.desk.file({ ...filed, because: { ...filed.because, picture: PICTURE } });
  expect((await desk.get(`${task}/picture`)).headers['content-type']).toBe('image/jpeg');
  for (const path of ['/tenants/t-2', `/batches/${batchId}`, `/?batch=${batchId}&assignee=-`, '/?list=customers'])
    expect((await desk.get(path)).statusCode, path).toBe(200);
  await desk.post(task, { reveal: 'clp-password' });
  await desk.post(task, { assign: 'yes', assignee: 'H. Mihon' });
  await desk.post(task, { action: 'cannot', reason: 'nobody knows the password' });

  const person = new PersonAtTheDesk(stack, {
    answer: (given, submission) => as('desk', () => deskPages.answer(given, submission)),
    leaves: ({ step }) => step === 'AskForConsent',
  });
  const work = async <T>(look: () => T | undefined | Promise<T | undefined>): Promise<T | undefined> => {
    for (let looks = 0; looks < 150; looks++) {
      const found = await look();
      if (found !== undefined) return found;
      await clock.sleep(5 * MINUTE);
      await clock.busy(() => person.lookOnce());
    }
    return undefined;
  };
  const link = (await work(() => linkIn(stack, APPROVER, /\/l\/\S+/u))) ?? '';
  await desk.post(link, { action: 'agree', name: 'Sam Example', understood: 'yes' });
  const code = await until(() => codeIn(stack, APPROVER, /\b\d{6}\b/u));
  await desk.post(link, { action: 'confirm', code });
  const outcome = await work(async () => (await ports.batches.readTenant(batchId, 't-1'))?.outcome);
  expect(outcome).toMatchObject({ outcome: 'migrated' });
  const report = await until(() => linkIn(stack, 'it@clinic.example.com', /\/l\/\S+/u));
  expect((await desk.get(report)).body.length).toBeGreaterThan(1_000);
  return [...calls].map((call) => JSON.parse(call) as Call).filter(({ by }) => by === 'desk');
}
