import { beforeEach, describe, expect, test } from 'vitest';
import { deskPages } from '../../lambdas/desk/desk-pages.ts';
import type { Answered } from '../../lambdas/desk/task-view.ts';
import type { Visitor } from '../../lambdas/desk/desk-page.ts';
import { createHandler } from '../../lambdas/handlers/hand-over-primary-account.ts';
import { destroySecrets } from '../../lambdas/steps/destroy-secrets.ts';
import { remind } from '../../lambdas/steps/scheduled/remind.ts';
import { anIntakeRow, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { DAY, fromNow, MINUTE, portsWith, PRIMARY_PASSWORD, recordOf, type TestPorts } from './kit.ts';
import { operatorCalled } from '../../local/desk/played-operator.ts';
import { inEnglish } from '../in-words.ts';

const STEP = 'HandOverPrimaryAccount';
const CONTACT = 'it@test.com';
const TOKEN = 'token-1';
const contact: Visitor = { kind: 'outside', purpose: 'hand-over', address: CONTACT };
const secrets = { 'primary-account-password': PRIMARY_PASSWORD, 'new-user-password:bbb': 'of bbb' } as const;
const run = { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION, taskToken: TOKEN };

let ports: TestPorts;

async function setUp({
  primaryEmail = 'vision-one@test.com',
  userMails = 'contact',
  stage = 'told',
}: { primaryEmail?: string; userMails?: 'none' | 'contact'; stage?: 'verified' | 'told' | 'handedOver' } = {}) {
  const row = anIntakeRow({ primaryEmail, notifyEmails: [CONTACT] });
  ports = portsWith({
    tenants: [aTenant({ stage, lease: undefined, row })],
    secrets,
    settings: { userMails, deskOrigin: 'https://desk.example.jp', receivingDomain: 'ours.example.jp' },
  });
  await runState();
}

async function runState() {
  ports.executions.waiting.add(TOKEN);
  const context = { awsRequestId: 'invocation-1', getRemainingTimeInMillis: () => MINUTE };
  await createHandler(ports)(run, context);
}

async function press(action: string, form = {}, visitor = contact): Promise<Answered> {
  const task = await openTask();
  const { revision } = task;
  return deskPages.answer(ports, {
    task,
    visitor,
    language: 'ja',
    revision,
    action,
    form,
    sourceAddress: '203.0.113.7',
  });
}

async function openTask() {
  const task = await ports.desk.read('tenant-1', STEP);
  if (!task) throw new Error('the customer was not asked');
  return task;
}

/** The code of the latest mail. */
function mailedCode(): string {
  return /\b\d{6}\b/u.exec(ports.mailer.sent.at(-1)?.mail.text ?? '')?.[0] ?? '';
}

const answer = () => ports.executions.answers.get(TOKEN);

describe('a customer whose address the account has', () => {
  beforeEach(() => setUp());

  test('is mailed a link, and the state waits', () => {
    expect(ports.mailer.sent.map(({ mail }) => mail.to)).toEqual([CONTACT]);
    expect(ports.mailer.sent[0]?.mail.text).toContain('HandOverPrimaryAccount?purpose=hand-over');
    expect(answer()).toBeUndefined();
  });

  test('acknowledges, and then nothing of theirs is kept', async () => {
    expect(await press('taken', { mine: 'on' })).toEqual({ kind: 'done' });

    expect(answer()).toEqual({ handedOver: true });
    expect((await recordOf(ports)).stage).toBe('handedOver');
    expect(await destroySecrets(ports, run)).toEqual({ handedOver: true });
    expect(await ports.vault.purposes('tenant-1')).toEqual([]);
    expect(inEnglish((await ports.tenants.events('tenant-1')).at(-1)?.what)).toContain('primary-account-password');
  });

  test('acknowledges nothing without the box: the last password would be destroyed', async () => {
    expect(await press('taken')).toMatchObject({ kind: 'refused', refusals: [{ field: 'mine' }] });

    expect((await recordOf(ports)).stage).toBe('told');
  });

  test('who presses twice is told so', async () => {
    await press('taken', { mine: 'on' });

    expect(await press('taken', { mine: 'on' })).toEqual({ kind: 'over' });
  });

  test.each([
    ['another purpose', { ...contact, purpose: 'consent' }],
    ['another address', { ...contact, address: 'boss@test.com' }],
    ['an operator', operatorCalled('operator@msp.example')],
  ] as [string, Visitor][])('cannot be spoken for by %s', async (_, visitor) => {
    expect(await press('taken', { mine: 'on' }, visitor)).toEqual({ kind: 'over' });
    expect(await press('show', {}, visitor)).toEqual({ kind: 'over' });
    expect((await recordOf(ports)).stage).toBe('told');
  });

  test('is asked once however often the state runs, and reminded once each time', async () => {
    await runState();
    for (const days of [3.55, 4.55, 8.55]) {
      ports.clock.set(fromNow(days * DAY));
      await remind(ports);
    }

    expect(ports.mailer.sent).toHaveLength(3);
  });
});

describe('where the address is ours', () => {
  beforeEach(() => setUp({ primaryEmail: 'tenant-1@ours.example.jp' }));

  test('nothing is acknowledged before the password was seen', async () => {
    expect(await press('taken', { mine: 'on' })).toMatchObject({ kind: 'refused' });
    expect((await recordOf(ports)).stage).toBe('told');
  });

  test('the right code shows every password that only we know, in that answer alone', async () => {
    expect(await press('show')).toEqual({ kind: 'next' });
    const code = mailedCode();
    expect(await press('code', { code })).toMatchObject({
      kind: 'shown',
      passage: {
        copy: [
          { label: 'bbb', value: 'of bbb' },
          { label: 'tenant-1@ours.example.jp', value: PRIMARY_PASSWORD },
        ],
      },
    });

    const task = await openTask();
    const view = await deskPages.view(ports, { task, visitor: contact, language: 'ja' });
    const kept = JSON.stringify([view, task, await ports.tenants.events('tenant-1')]);
    expect(kept).not.toContain(PRIMARY_PASSWORD);
    expect(await ports.vault.purposes('tenant-1')).not.toContain('consent-code');
    expect(await press('code', { code })).toMatchObject({ kind: 'refused' });
    expect(await press('taken', { mine: 'on' })).toEqual({ kind: 'done' });
  });

  test('five wrong codes, or ten minutes, end a code', async () => {
    await press('show');
    const wrong = mailedCode() === '000000' ? '000001' : '000000';
    for (let tries = 0; tries < 5; tries++) await press('code', { code: wrong });
    expect(await press('code', { code: mailedCode() })).toMatchObject({ kind: 'refused' });

    await press('show');
    ports.clock.pass(11 * MINUTE);
    expect(await press('code', { code: mailedCode() })).toMatchObject({ kind: 'refused' });
  });
});

test.each([
  ['nobody can be asked', { userMails: 'none' }, false],
  ['the stakeholders have not been told', { stage: 'verified' }, false],
  ['the account was taken over before', { stage: 'handedOver' }, true],
] as const)('where %s the state goes on at once', async (_, given, handedOver) => {
  await setUp(given);

  expect(answer()).toEqual({ handedOver });
  expect(ports.mailer.sent).toEqual([]);
});
