import { describe, expect, test } from 'vitest';
import type { Batch, BatchTenant } from '../../lambdas/domain/batch.ts';
import { reportHtmlKey, reportKey } from '../../lambdas/domain/report-keys.ts';
import { writeReport } from '../../lambdas/steps/write-report.ts';
import { aBatch, aBatchTenant, anOutcome, aProblem, BATCH_ID } from '../builders.ts';
import { NOW, portsWith, type TestPorts } from './kit.ts';

const release = { by: 'automatic', at: NOW };
const run = { batchId: BATCH_ID, failure: null };

async function portsFor(tenants: BatchTenant[], batch: Partial<Batch> = {}): Promise<TestPorts> {
  const ports = portsWith({ settings: { operatorLanguage: 'en' } });
  const figures = { rows: tenants.length, accepted: tenants.length };
  await ports.batches.create(aBatch({ release, ...figures, ...batch }));
  await ports.batches.addTenants(tenants);
  return ports;
}

describe('report.csv', () => {
  test('has every accepted row as it came, and what became of it', async () => {
    const reason = 'its licence expired on 2026-05-30';
    const stopped = anOutcome({ outcome: 'needsAttention', reason, code: 'LicenceNotReadyError', guideStep: '1-1' });
    const ports = await portsFor([
      aBatchTenant({ tenantId: 'tenant-1', original: ['tenant-1', 'One, Ltd.'], outcome: anOutcome() }),
      aBatchTenant({ tenantId: 'tenant-2', original: ['tenant-2', 'Two'], outcome: stopped }),
      aBatchTenant({ tenantId: 'tenant-3', original: ['tenant-3', 'Three'] }),
    ]);

    await writeReport(ports, run);

    const report = ports.files.reports.get(reportKey(BATCH_ID));
    expect(report?.contentType).toBe('text/csv; charset=utf-8');
    expect(report?.body.split('\r\n')).toEqual([
      '\ufefftenant_id,company_name,outcome,reason,guide_step,execution',
      'tenant-1,"One, Ltd.",migrated,,,tenant-1--0a1b2c3d--1',
      `tenant-2,Two,needs attention,${reason},1-1,tenant-2--0a1b2c3d--1`,
      'tenant-3,Three,under way,,,tenant-3--0a1b2c3d--1',
      '',
    ]);
  });

  test('replaces the report of a run that died', async () => {
    const ports = await portsFor([aBatchTenant({ outcome: anOutcome() })]);
    await writeReport(ports, run);
    const first = ports.files.reports.get(reportKey(BATCH_ID));

    await writeReport(ports, run);

    expect(ports.files.reports.get(reportKey(BATCH_ID))).toEqual(first);
  });
});

describe('report.html of a refused file', () => {
  test('says why, and what to do: anyone who opens it must not read that nothing is left to do', async () => {
    const ports = await portsFor([], { refused: true, rows: 12, problems: [aProblem()] });

    await writeReport(ports, run);

    const html = ports.files.reports.get(reportHtmlKey(BATCH_ID))?.body ?? '';
    expect(html).toContain(`<li>${aProblem().said.en.replaceAll('"', '&quot;')}</li>`);
    expect(html).toContain('Correct the file and upload it again. No migration was started.');
    expect(html).toContain('Rows 12 = rejected 12');
    expect(html).not.toMatch(/Nothing is left to do|rejected\.csv/u);
  });
});

describe('the ending', () => {
  test('is decided by the outcomes, answered to the machine and kept for the mail', async () => {
    const ports = await portsFor([aBatchTenant({ outcome: anOutcome() })]);

    expect(await writeReport(ports, run)).toMatchObject({ ending: 'migrated' });
    expect((await ports.batches.read(BATCH_ID))?.ending).toBe('migrated');
  });

  test('comes with what the execution of the batch ends with: its figures, and where its report is', async () => {
    const ports = await portsFor([aBatchTenant({ outcome: anOutcome() })]);
    const batch = `https://desk.msp.example.jp/batches/${BATCH_ID}`;
    Object.assign(ports.settings, {
      deskOrigin: 'https://desk.msp.example.jp',
      migrateBatchArn: 'arn:aws:states:ap-northeast-1:111122223333:stateMachine:visionlift-prod-migrate-batch',
    });

    const { summary } = await writeReport(ports, run);

    expect(summary).toMatchObject({ migrated: 1, needsAttention: 0, open: 0, batch });
    const key = encodeURIComponent(reportHtmlKey(BATCH_ID));
    expect(summary?.report).toBe(
      `https://ap-northeast-1.console.aws.amazon.com/s3/object/reports?region=ap-northeast-1&prefix=${key}`,
    );
    // On a computer without AWS there is no page of it, and its address is the one that an S3 client takes.
    ports.settings.deskOrigin = 'http://127.0.0.1:4999';
    expect((await writeReport(ports, run)).summary?.report).toBe(`s3://reports/${reportHtmlKey(BATCH_ID)}`);
  });

  test('is "stopped" when the machine failed, and the report comes all the same', async () => {
    const ports = await portsFor([aBatchTenant({ outcome: anOutcome() })]);
    const failure = { state: 'CountOutcomes', error: 'States.Timeout', cause: '' };

    expect(await writeReport(ports, { batchId: BATCH_ID, failure })).toMatchObject({ ending: 'stopped' });
    expect(ports.files.reports.has(reportKey(BATCH_ID))).toBe(true);
  });

  test('is "stopped" for a batch that was never read in, and there is nothing to write', async () => {
    const ports = portsWith();

    expect(await writeReport(ports, run)).toEqual({ ending: 'stopped', summary: null });
    expect(ports.files.reports.size).toBe(0);
  });
});
