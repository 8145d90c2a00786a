import { expect, test } from 'vitest';
import { emailBatchReport } from '../../lambdas/steps/email-batch-report.ts';
import { aBatch, aBatchTenant, anOutcome, aProblem, BATCH_ID } from '../builders.ts';
import { portsWith } from './kit.ts';

const run = { batchId: BATCH_ID };
const english = { operatorLanguage: 'en' } as const;

test('tells the operator how the batch ended, in figures that add up to the rows', async () => {
  const ports = portsWith({ settings: english });
  await ports.batches.create(aBatch({ ending: 'someNeedAttention', rows: 4, accepted: 3, rejected: 1 }));
  await ports.batches.addTenants([
    aBatchTenant({ tenantId: 'tenant-1', outcome: anOutcome() }),
    aBatchTenant({ tenantId: 'tenant-2', outcome: anOutcome({ outcome: 'needsAttention' }) }),
    aBatchTenant({ tenantId: 'tenant-3' }),
  ]);

  await emailBatchReport(ports, run);

  const mail = ports.mailer.sent[0]!.mail;
  expect(mail.to).toBe('operator@msp.example');
  expect(mail.subject).toBe(`[visionlift] ${BATCH_ID}: some tenants need attention`);
  expect(mail.text).toContain('rows: 4\nmigrated: 1\nneeds attention: 1\nunder way: 1\nrejected: 1');
});

test('is sent once, however often the step runs', async () => {
  const ports = portsWith();
  await ports.batches.create(aBatch({ ending: 'migrated' }));

  await emailBatchReport(ports, run);
  await emailBatchReport(ports, run);

  expect(ports.mailer.sent).toHaveLength(1);
});

test('lists the problems of a refused file, which is all its sender will hear of it', async () => {
  const ports = portsWith({ settings: english });
  await ports.batches.create(aBatch({ refused: true, ending: 'refused', problems: [aProblem()] }));

  await emailBatchReport(ports, run);

  expect(ports.mailer.sent[0]?.mail.text).toContain(aProblem().said.en);
});

test('says "stopped" when no ending was decided', async () => {
  const ports = portsWith({ settings: english });
  await ports.batches.create(aBatch());

  await emailBatchReport(ports, run);

  expect(ports.mailer.sent[0]?.mail.subject).toBe(`[visionlift] ${BATCH_ID}: stopped`);
});

test('tells the operator of a batch that was never read in, because nobody else would', async () => {
  const ports = portsWith();
  await emailBatchReport(ports, run);
  expect(ports.mailer.sent.map(({ mail }) => mail.subject)).toEqual([expect.stringContaining(BATCH_ID) as string]);
});
