import { beforeEach, describe, expect, test, vi } from 'vitest';
import { planHash } from '../../lambdas/domain/consent.ts';
import type { Answered } from '../../lambdas/desk/task-view.ts';
import type { Visitor } from '../../lambdas/desk/desk-page.ts';
import { consentPage } from '../../lambdas/desk/consent/consent-page.ts';
import { nameOfText } from '../../lambdas/desk/consent/consent-text.ts';
import { readConsent } from '../../lambdas/desk/consent/read-consent.ts';
import { performStep } from '../../lambdas/runtime/perform-step.ts';
import { askForConsent } from '../../lambdas/steps/ask-for-consent.ts';
import { withdrawTasks } from '../../lambdas/steps/shared/desk-filing.ts';
import { recordOutcome } from '../../lambdas/steps/record-outcome.ts';
import { aBatchTenant, anIntakeRow, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { fromNow, MINUTE, NOW, portsWith, recordOf, type TestPorts } from '../steps/kit.ts';
import { operatorCalled } from '../../local/desk/played-operator.ts';
import { inEnglish } from '../in-words.ts';

const STEP = 'AskForConsent';
const BOSS = 'boss@test.com';
const row = anIntakeRow({ consent: undefined, approverEmail: BOSS });
const boss: Visitor = { kind: 'outside', purpose: 'consent', address: BOSS };
const operator: Visitor = operatorCalled('operator@msp.example');
const yes = { name: '見本 太郎', understood: 'on' };

let ports: TestPorts;

beforeEach(async () => {
  ports = portsWith({ tenants: [aTenant({ stage: 'accountsConfirmed', row })] });
  ports.executions.waiting.add('token-1');
  await performStep(ports, { step: STEP, run: askForConsent }, aCall());
});

function aCall() {
  return {
    batchId: BATCH_ID,
    tenantId: 'tenant-1',
    execution: EXECUTION,
    taskToken: 'token-1',
    invocation: 'invocation-1',
    expiresAt: new Date(fromNow(MINUTE)),
  };
}

async function openTask() {
  const task = await ports.desk.read('tenant-1', STEP);
  if (!task) throw new Error('the consent is not on the desk');
  return task;
}

async function press(
  action: string,
  form: Record<string, string> = {},
  { visitor = boss, revision }: { visitor?: Visitor; revision?: number } = {},
): Promise<Answered> {
  const task = await openTask();
  return consentPage.answer(ports, {
    task,
    visitor,
    language: 'ja',
    revision: revision ?? task.revision,
    action,
    form,
    sourceAddress: '203.0.113.7',
  });
}

async function view(visitor: Visitor = boss) {
  return consentPage.view(ports, { task: await openTask(), visitor, language: 'ja' });
}

function mailedCode(): string {
  const code = /\b(\d{6})\b/u.exec(ports.mailer.sent.at(-1)?.mail.text ?? '')?.[1];
  if (code === undefined) throw new Error('the last mail holds no code');
  return code;
}

describe('the page of a consent', () => {
  test('shows tenant, plan, region, what changes for good, the warnings of the guide and the legal texts', async () => {
    const page = JSON.stringify(await view());

    for (const part of [
      '株式会社テスト',
      'tenant-1',
      'Japan',
      'aaa@test.com',
      '恒久的',
      '強制サインアウト',
      'PCI',
      '自動操作',
    ])
      expect(page).toContain(part);
    expect((await view())?.passages?.flatMap(({ links = [] }) => links).length).toBeGreaterThanOrEqual(3);
  });

  test.each([
    ['ja', 'お使いのパソコンには変更を加えません', '20～30分程度'],
    ['en', 'Your PCs are not touched', '20-30 minutes'],
  ] as const)(
    'says that no PC is touched and how long the consoles are away, in the text that is recorded by its hash (%s)',
    async (language, untouched, duration) => {
      const { text, nameOfTextIn } = await readConsent(ports, { task: await openTask(), visitor: boss, language });
      const said = JSON.stringify(text.passages);
      expect(said).toContain(untouched);
      expect(said).toContain(duration);

      const without = { ...text, passages: text.passages.filter((each) => !JSON.stringify(each).includes(untouched)) };
      expect(nameOfText(without, language).sha256).not.toBe(nameOfTextIn(language).sha256);
      expect(nameOfTextIn(language).version > '2026-12.2').toBe(true);
    },
  );

  test('says so when a person works on the consoles instead of a browser', async () => {
    ports = portsWith({ tenants: [aTenant({ stage: 'accountsConfirmed', row: { ...row, hands: 'operator' } })] });
    await performStep(ports, { step: STEP, run: askForConsent }, aCall());

    expect(JSON.stringify(await view())).toContain('手作業');
  });

  test('shows nothing to the one who is not asked', async () => {
    expect(await view({ ...boss, address: 'other@test.com' })).toBeUndefined();
    expect(await view({ ...boss, purpose: 'mailbox' })).toBeUndefined();
  });

  test('lets the operator ask somebody else, and never decide', async () => {
    expect((await view(operator))?.actions.map(({ value }) => value)).toEqual(['readdress', 'repeat']);
    expect(await press('agree', yes, { visitor: operator })).toMatchObject({ kind: 'refused' });
  });
});

describe('a yes', () => {
  test('counts with the code that was mailed at that moment, and is recorded with all that shows who gave it', async () => {
    expect(await press('agree', yes)).toEqual({ kind: 'next' });
    expect(ports.mailer.sent.at(-1)?.mail.to).toBe(BOSS);
    expect(await press('confirm', { code: mailedCode() })).toEqual({ kind: 'done' });

    const { consent, stage } = await recordOf(ports);
    expect(stage).toBe('consented');
    expect(consent).toMatchObject({
      kind: 'desk',
      by: '見本 太郎',
      address: BOSS,
      at: NOW,
      sourceAddress: '203.0.113.7',
      text: { language: 'ja', sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as string },
      tenantId: 'tenant-1',
      batchId: BATCH_ID,
      planHash: planHash(row),
    });
    expect(ports.executions.answers.get('token-1')).toEqual({ consented: true });
    expect((await openTask()).closed?.as).toBe('done');
    expect(await ports.vault.purposes('tenant-1')).not.toContain('consent-code');
  });

  test('needs a name and the tick', async () => {
    expect(await press('agree', { understood: 'on' })).toMatchObject({ refusals: [{ field: 'name' }] });
    expect(await press('agree', { name: '\u200b ', understood: 'on' })).toMatchObject({
      refusals: [{ field: 'name' }],
    });
    expect(await press('agree', { name: 'あ'.repeat(101), understood: 'on' })).toMatchObject({ kind: 'refused' });
    expect(await press('agree', { name: '見本 太郎' })).toMatchObject({ refusals: [{ field: 'understood' }] });
  });

  test('is typed as a Japanese keyboard makes it', async () => {
    await press('agree', yes);
    const wide = mailedCode().replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

    expect(await press('confirm', { code: ` ${wide} ` })).toEqual({ kind: 'done' });
  });

  test('uses its code up also where the machine cannot be told at that moment', async () => {
    await press('agree', yes);
    vi.spyOn(ports.executions, 'succeedTask').mockRejectedValue(new Error('throttled'));

    await expect(press('confirm', { code: mailedCode() })).rejects.toThrow('throttled');
    expect(await ports.vault.purposes('tenant-1')).not.toContain('consent-code');
  });

  test('leaves no code where the question is withdrawn before it was confirmed', async () => {
    await press('agree', yes);
    await withdrawTasks(ports, 'tenant-1', EXECUTION);

    expect(await ports.vault.purposes('tenant-1')).not.toContain('consent-code');
  });

  test('keeps only a hash of its code', async () => {
    await press('agree', yes);
    const code = mailedCode();

    expect(JSON.stringify(await openTask())).not.toContain(code);
    expect((await ports.vault.open('tenant-1', 'consent-code'))?.reveal()).not.toContain(code);
  });

  test('is nothing with a wrong code, and after five of them the code is dead', async () => {
    await press('agree', yes);
    const code = mailedCode();
    const wrong = code === '000000' ? '111111' : '000000';
    for (let n = 0; n < 5; n++) expect(await press('confirm', { code: wrong })).toMatchObject({ kind: 'refused' });

    expect(await press('confirm', { code })).toMatchObject({ kind: 'refused' });
    expect((await recordOf(ports)).consent).toBeUndefined();
  });

  test('is nothing after ten minutes', async () => {
    await press('agree', yes);
    ports.clock.pass(10 * MINUTE + 1);

    expect(await press('confirm', { code: mailedCode() })).toMatchObject({ kind: 'refused' });
  });

  test('is nothing with the code of an earlier try', async () => {
    await press('agree', yes);
    const first = mailedCode();
    await press('again');
    await press('agree', yes);
    if (mailedCode() === first) return;

    expect(await press('confirm', { code: first })).toMatchObject({ kind: 'refused' });
  });

  test('cannot be guessed by asking for codes without end', async () => {
    for (let n = 0; n < 10; n++) await press('agree', yes);
    const sent = ports.mailer.sent.length;

    expect(await press('agree', yes)).toMatchObject({ kind: 'refused' });
    expect(ports.mailer.sent).toHaveLength(sent);
  });

  test('of two people at once is one', async () => {
    const { revision } = await openTask();
    await press('agree', yes, { revision });

    expect(await press('agree', yes, { revision })).toEqual({ kind: 'overtaken' });
  });

  test('to a text that has changed since it was read is none: the approver reads it again', async () => {
    await press('agree', yes);
    // Another version of the product, or another name of the operator, words it otherwise.
    ports.settings = { ...ports.settings, operatorName: 'another operator' };

    expect(JSON.stringify(await press('confirm', { code: mailedCode() }))).toContain('もう一度お読みください');
    expect((await recordOf(ports)).consent).toBeUndefined();
    expect(JSON.stringify(await view())).toContain('another operator');
  });

  test('to a plan that has changed meanwhile is none', async () => {
    await press('agree', yes);
    const code = mailedCode();
    const otherRow = anIntakeRow({ ...row, region: 'US' });
    await ports.tenants.claim({ tenantId: 'tenant-1', batchId: BATCH_ID, row: otherRow, execution: EXECUTION });
    await press('confirm', { code });

    expect((await recordOf(ports)).consent).toBeUndefined();
  });

  test('is kept when its run is disturbed, and used by the next', async () => {
    await press('agree', yes);
    const run = { step: STEP, execution: EXECUTION, invocation: 'other', now: new Date(NOW) };
    await ports.tenants.beginStep('tenant-1', { ...run, expiresAt: new Date(fromNow(MINUTE)) });
    expect(await press('confirm', { code: mailedCode() })).toMatchObject({ kind: 'refused' });
    await ports.tenants.endStep('tenant-1', 'other');

    expect(await press('confirm')).toEqual({ kind: 'done' });
    expect((await recordOf(ports)).consent).toMatchObject({ kind: 'desk', by: '見本 太郎' });
  });
});

describe('a no', () => {
  test('skips the tenant with its reason while nothing has changed', async () => {
    await ports.batches.addTenants([aBatchTenant({ row })]);
    await press('decline', { name: '見本 太郎', why: '年末は避けたい' });
    expect(await press('confirm', { code: mailedCode() })).toEqual({ kind: 'done' });
    expect(ports.executions.answers.get('token-1')).toEqual({ consented: false });

    const run = { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION };
    expect(await recordOutcome(ports, { ...run, skip: null, dryRun: false, failure: null })).toEqual({
      outcome: 'skipped',
      failure: null,
    });
    expect((await ports.batches.readTenant(BATCH_ID, 'tenant-1'))?.outcome).toMatchObject({
      code: 'declined',
      reason: { code: 'declined', by: '見本 太郎', address: BOSS, why: '年末は避けたい' },
    });
  });
});

describe('asking somebody else', () => {
  const other = 'director@test.com';

  test("is the operator's, with a reason; the old approver is told, and their link shows nothing more", async () => {
    await press('agree', yes);
    const code = mailedCode();
    const form = { address: other, because: '異動のため' };
    expect(await press('readdress', form, { visitor: operator })).toEqual({ kind: 'next' });
    expect(await ports.vault.purposes('tenant-1')).not.toContain('consent-code');

    const mails = ports.mailer.sent.slice(-2).map(({ mail }) => mail);
    expect(mails.map(({ to }) => to)).toEqual([BOSS, other]);
    expect(mails[0]?.text).not.toContain(other);
    expect(await view(boss)).toBeUndefined();
    expect(await press('confirm', { code })).toEqual({ kind: 'over' });
    expect(await view({ ...boss, address: other })).toBeDefined();
    expect(
      (await ports.tenants.events('tenant-1')).map(({ by, what }) => `${by} ${inEnglish(what) ?? ''}`),
    ).toContainEqual(`operator@msp.example asks ${other} for the consent instead of ${BOSS}: 異動のため`);
  });

  test('keeps 200 characters of a reason in the journal, as in the task', async () => {
    await press('readdress', { address: other, because: 'x'.repeat(1000) }, { visitor: operator });

    expect((await ports.tenants.events('tenant-1')).map(({ what }) => inEnglish(what))).toContainEqual(
      `asks ${other} for the consent instead of ${BOSS}: ${'x'.repeat(200)}`,
    );
  });

  test.each([
    ['no address', { address: '<script>', because: 'x' }, 'address'],
    ['no reason', { address: other, because: ' ' }, 'because'],
    ["one of the operator's own people", { address: 'me@msp.example', because: 'x' }, 'address'],
  ])('is refused with %s', async (_, form, field) => {
    expect(await press('readdress', form, { visitor: operator })).toMatchObject({ refusals: [{ field }] });
  });

  test("is nobody else's", async () => {
    await press('readdress', { address: other, because: 'x' });

    expect(await view(boss)).toBeDefined();
  });

  test('the same person again is a mail of its own', async () => {
    const before = ports.mailer.sent.length;
    await press('repeat', {}, { visitor: operator });
    await press('repeat', {}, { visitor: operator });

    expect(ports.mailer.sent.slice(before).map(({ mail }) => mail.to)).toEqual([BOSS, BOSS]);
  });
});
