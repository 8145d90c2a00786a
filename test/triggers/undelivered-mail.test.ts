import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHandler } from '../../lambdas/triggers/undelivered-mail.ts';
import { feedbackOf } from '../../local/aws/ses-feedback.ts';
import { aBatch, aBatchTenant, anOutcome, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { DAY, NOW, portsWith, type TestPorts } from '../steps/kit.ts';
import { executionArn } from '../../lambdas/domain/names.ts';
import { countOutcomes } from '../../lambdas/steps/count-outcomes.ts';
import { emailFailures } from '../../lambdas/steps/shared/email-failures.ts';
import { writeReport } from '../../lambdas/steps/write-report.ts';
import { emailBatchReport } from '../../lambdas/steps/email-batch-report.ts';
import { reportHtmlKey, reportJsonKey } from '../../lambdas/domain/report-keys.ts';
import type { Batch } from '../../lambdas/domain/batch.ts';
import { inEnglish } from '../in-words.ts';

const CONTEXT = { awsRequestId: 'request', getRemainingTimeInMillis: () => 60_000 };
const BOUNCED = 'bounce+boss@simulator.amazonses.com';

let ports: TestPorts;

beforeAll(() => {
  vi.stubEnv('LOG_LEVEL', 'silent');
});

afterAll(() => {
  vi.unstubAllEnvs();
});

beforeEach(async () => {
  await given();
});

async function given(batch: Partial<Batch> = {}): Promise<void> {
  ports = portsWith({
    tenants: [aTenant()],
    settings: { operatorLanguage: 'en', deskOrigin: 'https://desk.example.jp' },
  });
  await ports.batches.create(aBatch({ release: { by: 'automatic', at: NOW }, ...batch }));
  await ports.batches.addTenants([aBatchTenant()]);
}

async function undelivered(kind: string | undefined, to = BOUNCED, change: object = {}): Promise<void> {
  const tags: Record<string, string> = kind === undefined ? {} : { tenant: 'tenant-1', kind };
  const message = {
    messageId: '1',
    at: new Date(NOW),
    from: 'desk@msp.example',
    to: [to],
    cc: [],
    bcc: [],
    replyTo: [],
  };
  const [event] = feedbackOf({ ...message, subject: 'x', tags });
  await createHandler(ports)({ ...event, ...change }, CONTEXT);
}

const journal = async () => (await ports.tenants.events('tenant-1')).map(({ what }) => inEnglish(what) ?? '');
const sent = () => ports.mailer.sent.map(({ mail }) => mail);

describe('a mail that did not reach its reader', () => {
  it('is on record with its tenant, with what the other server said', async () => {
    await undelivered('migrated');
    expect(await journal()).toEqual([
      `${BOUNCED}: the news that the update is finished could not be delivered (smtp; 550 5.1.1 user unknown)`,
    ]);
  });

  it('is told to the operator at once where its answer is waited for, with the page of what waits, instead of days of silence', async () => {
    await ports.desk.file({
      ...{ subject: 'tenant-1', step: 'AskForConsent', batchId: BATCH_ID, execution: EXECUTION, ask: 'decide' },
      because: { code: 'PersonNeededError', reason: 'a consent', guideStep: null },
      filedAt: NOW,
    });
    await undelivered('consent');
    expect(sent().map(({ to }) => to)).toEqual(['operator@msp.example']);
    expect(sent()[0]?.text).toContain('the request for consent could not be delivered');
    expect(sent()[0]?.text).toContain('another approver');
    expect(sent()[0]?.text).toContain('/tasks/tenant-1/AskForConsent');
  });

  it('is otherwise in the mail of its batch on the next day: its own day stays free for tenants that stop', async () => {
    const run = { batchId: BATCH_ID };
    await undelivered('migrated');
    await undelivered('notice');
    await emailFailures(ports, run);
    expect(sent()).toEqual([]);
    ports.clock.pass(DAY);
    ports.executions.running.add(executionArn(ports.settings.migrateTenantArn, aBatchTenant().execution));
    await countOutcomes(ports, run);
    await countOutcomes(ports, run);
    expect(sent()).toHaveLength(1);
    expect(sent()[0]?.text).toContain('Mails that did not arrive: 2');
    ports.clock.pass(DAY);
    await emailFailures(ports, run);
    expect(sent()).toHaveLength(1);
  });

  it('is in the mail of the same day where a tenant stops', async () => {
    await undelivered('notice', 'complaint@simulator.amazonses.com');
    await ports.batches.recordOutcome(BATCH_ID, 'tenant-1', anOutcome({ outcome: 'needsAttention' }));
    await emailFailures(ports, { batchId: BATCH_ID });
    expect(sent()[0]?.text).toContain('was reported as spam');
  });

  it('is told at once after the last mail of its batch', async () => {
    await given({ ending: 'migrated' });
    await undelivered('migrated');
    expect(sent()[0]?.subject).toContain('tenant-1');
  });

  it('is noted and told once, however often its event is delivered', async () => {
    for (let delivery = 0; delivery < 3; delivery++) await undelivered('handOver');
    expect(await journal()).toHaveLength(1);
    expect(sent()).toHaveLength(1);
  });

  it('that was to the operator, or is of a tenant forgotten since, is in the log only', async () => {
    await undelivered(undefined);
    ports = portsWith();
    await undelivered('consent');
    expect(sent()).toEqual([]);
  });

  it.each([
    [
      'an answer of an absent reader',
      { bounce: { bounceType: 'Transient', bouncedRecipients: [{ emailAddress: 'A@test.com' }] } },
      'a@test.com: the notice of the update could not be delivered for the time being',
    ],
    [
      'a virus',
      { reject: { reason: 'Bad content' } },
      'b@test.com: the notice of the update was rejected before it was sent (Bad content)',
    ],
    [
      'markup and line breaks',
      {
        bounce: {
          bounceType: 'Permanent',
          bouncedRecipients: [{ emailAddress: 'a@test.com', diagnosticCode: `550\r\nBcc: x\r\n${'<b>'.repeat(500)}` }],
        },
      },
      'a@test.com: the notice of the update could not be delivered (550 Bcc: x <b>',
    ],
  ])('is told in a line, also %s', async (_, what, line) => {
    const mail = { destination: ['b@test.com'], tags: { tenant: ['tenant-1'], kind: ['notice'] } };
    await undelivered('notice', BOUNCED, { detail: { mail, ...what } });
    const [noted = ''] = await journal();
    expect(noted.startsWith(line)).toBe(true);
    expect(noted.length).toBeLessThan(300);
  });

  it('stands in the report of the batch, in both forms, and in the mail at its end', async () => {
    await ports.batches.recordOutcome(BATCH_ID, 'tenant-1', anOutcome({ outcome: 'migrated' }));
    await undelivered('migrated');
    await writeReport(ports, { batchId: BATCH_ID, failure: null });
    await emailBatchReport(ports, { batchId: BATCH_ID });
    expect(ports.files.reports.get(reportHtmlKey(BATCH_ID))?.body).toContain('Mails that did not arrive');
    const { tenants } = JSON.parse(ports.files.reports.get(reportJsonKey(BATCH_ID))?.body ?? '') as {
      tenants: unknown[];
    };
    expect(tenants).toEqual([
      expect.objectContaining({ undelivered: [expect.objectContaining({ to: BOUNCED, fate: 'bounced' })] }),
    ]);
    expect(sent().at(-1)?.text).toContain('Mails that did not arrive: 1');
  });
});
