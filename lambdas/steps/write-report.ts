import type { Batch, BatchEnding, BatchTenant } from '../domain/batch.ts';
import type { MachineFailure } from '../domain/failure.ts';
import { inChunks } from '../domain/in-chunks.ts';
import type { Language } from '../domain/language.ts';
import { atDesk, batchPath, objectInAws, tenantPath } from '../domain/operator-pages.ts';
import { ReportCsv } from '../domain/report-csv.ts';
import { otherReportHtml, reportHtmlKey, reportJsonKey, reportKey, reportPrefix } from '../domain/report-keys.ts';
import { count, emptyFigures, endingOf } from '../domain/report.ts';
import type { BatchFigures } from '../domain/outcome.ts';
import { AWAIT_RELEASE } from '../domain/release.ts';
import { Durations } from '../domain/reports/durations.ts';
import { reportHead, reportJson, tenantAsJson } from '../domain/reports/report-json.ts';
import { reportHtml } from '../domain/reports/report-html.ts';
import { ReportLists } from '../domain/reports/report-lists.ts';
import { reportTenant, type TenantRecords } from '../domain/reports/report-tenant.ts';
import type { Ports } from '../ports/index.ts';
import { withdrawTasks } from './shared/desk-filing.ts';
import { skipUnstarted } from './shared/skip-unstarted.ts';
import { undeliveredOf } from './shared/email-failures.ts';

type ReportPorts = Pick<Ports, 'batches' | 'tenants' | 'users' | 'files' | 'settings' | 'clock' | 'desk' | 'vault'>;

/** What the execution of a batch ends with, for anyone who looks at it in the AWS console. */
export interface BatchSummary extends BatchFigures {
  /** Where `report.html` is: its page in the AWS console, or its address in S3 where there is none. */
  report: string;
  /** The batch at the desk, where there is one. */
  batch?: string;
}

/** Tenants whose records are read at once. */
const AT_ONCE = 64;

/**
 * Writes `report.csv`, `report.json` and `report.html` in both languages, and decides which of its ends the batch has
 * come to; a release that nobody gave is closed, and anyone who waited for it is skipped. One walk over the tenants
 * gathers all of them; what it holds of each is its line in the CSV and in the JSON.
 */
export async function writeReport(
  ports: ReportPorts,
  { batchId, failure }: { batchId: string; failure: MachineFailure | null },
): Promise<{ ending: BatchEnding; summary: BatchSummary | null }> {
  const batch = await ports.batches.read(batchId);
  // Without a record there is nothing to report: the intake itself could not be read.
  if (!batch) return { ending: 'stopped', summary: null };
  await skipUnstarted(ports, batch);
  const now = ports.clock.now();
  const gathered = await gather(ports, batch, now);
  const ending = endingOf(batch, gathered.figures, failure);
  await write(ports, { batch, ending, now, ...gathered });
  const endedAt = batch.endedAt ?? now.toISOString();
  await ports.batches.change(batch, { ending, endedAt, figures: gathered.figures });
  await withdrawTasks(ports, batchId, AWAIT_RELEASE);
  // Nobody may have decided, or the one who took the decision have died before this.
  if (await ports.batches.plan(batchId)) await ports.batches.keepPlan(batchId, undefined);
  return { ending, summary: summaryOf(batchId, gathered.figures, ports.settings) };
}

function summaryOf(batchId: string, figures: BatchFigures, settings: Ports['settings']): BatchSummary {
  const [key, page] = [reportHtmlKey(batchId), atDesk(settings, batchPath(batchId))];
  const report = objectInAws({ bucket: settings.reportsBucket, key }, settings.migrateBatchArn, settings);
  return {
    ...figures,
    report: report ?? `s3://${settings.reportsBucket}/${key}`,
    ...(page !== undefined && { batch: page }),
  };
}

interface Gathered {
  figures: BatchFigures;
  durations: Durations;
  lists: ReportLists;
  csv: string[];
  json: string[];
}

async function gather(ports: ReportPorts, batch: Batch, now: Date): Promise<Gathered> {
  const figures = emptyFigures(batch);
  const [durations, lists] = [new Durations(), new ReportLists()];
  const csv = new ReportCsv(batch, ports.settings.operatorLanguage);
  const [csvRows, jsonRows] = [[csv.header()], [] as string[]];
  const undelivered = Map.groupBy(await undeliveredOf(ports.batches, batch.batchId), ({ tenantId }) => tenantId);
  for await (const read of recordsOf(ports, batch)) {
    const records = { ...read, undelivered: undelivered.get(read.inBatch.tenantId) ?? [] };
    const tenant = reportTenant(records, batch, now);
    count(figures, records.inBatch);
    durations.add(tenant);
    lists.add(tenant);
    csvRows.push(csv.row(records.inBatch));
    jsonRows.push(JSON.stringify(tenantAsJson(tenant)));
  }
  return { figures, durations, lists, csv: csvRows, json: jsonRows };
}

/** The tenants in the order the store gives them, each with its records. */
async function* recordsOf(ports: ReportPorts, batch: Batch): AsyncGenerator<TenantRecords> {
  for await (const chunk of inChunks(ports.batches.tenants(batch.batchId), AT_ONCE)) {
    yield* await Promise.all(chunk.map((inBatch) => readRecords(ports, inBatch)));
  }
}

async function readRecords({ tenants, users }: ReportPorts, inBatch: BatchTenant): Promise<TenantRecords> {
  const { tenantId, row } = inBatch;
  const hasUsers = row.userAccounts.kind === 'listed' && row.userAccounts.accounts.length > 0;
  const [tenant, events, upgrades] = await Promise.all([
    tenants.read(tenantId),
    tenants.events(tenantId),
    hasUsers ? users.list(tenantId) : [],
  ]);
  return { inBatch, tenant, events, users: upgrades };
}

async function write(
  { files, settings }: ReportPorts,
  report: Gathered & { batch: Batch; ending: BatchEnding; now: Date },
) {
  const { batch, ending, now, figures, durations, lists, csv, json } = report;
  const { batchId } = batch;
  const { operatorName, operatorLanguage, zone } = settings;
  const inLanguage = (language: Language, other: string) =>
    reportHtml({
      batch,
      ending,
      figures,
      durations,
      lists,
      operatorName,
      zone,
      writtenAt: now.toISOString(),
      tenantPage: (tenantId) => atDesk(settings, tenantPath(tenantId)),
      language,
      other,
    });
  const otherLanguage = operatorLanguage === 'ja' ? 'en' : 'ja';
  const other = otherReportHtml(otherLanguage);
  const head = reportHead(batch, ending, figures, durations, now);
  await files.writeReport(reportKey(batchId), inPieces(csv), 'text/csv; charset=utf-8');
  await files.writeReport(reportJsonKey(batchId), inPieces(reportJson(head, json)), 'application/json');
  await files.writeReport(reportHtmlKey(batchId), inPieces(inLanguage(operatorLanguage, other)), HTML);
  await files.writeReport(reportPrefix(batchId) + other, inPieces(inLanguage(otherLanguage, 'report.html')), HTML);
}

const HTML = 'text/html; charset=utf-8';

async function* inPieces(pieces: Iterable<string>): AsyncGenerator<string> {
  yield* pieces;
}
