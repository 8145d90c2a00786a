import type { Batch, BatchEnding } from '../domain/batch.ts';
import type { MachineFailure } from '../domain/failure.ts';
import { ReportCsv } from '../domain/report-csv.ts';
import { reportKey } from '../domain/report-keys.ts';
import { count, emptyFigures, endingOf, type BatchFigures } from '../domain/report.ts';
import type { Ports } from '../ports/index.ts';

type ReportPorts = Pick<Ports, 'batches' | 'files' | 'settings'>;

/** Writes `report.csv` and decides which of its ends the batch has come to. */
export async function writeReport(
  ports: ReportPorts,
  { batchId, failure }: { batchId: string; failure: MachineFailure | null },
): Promise<{ ending: BatchEnding }> {
  const batch = await ports.batches.read(batchId);
  // Without a record there is nothing to report: the intake itself could not be read.
  if (!batch) return { ending: 'stopped' };
  const figures = emptyFigures(batch);
  await ports.files.writeReport(reportKey(batchId), rows(ports, batch, figures), 'text/csv; charset=utf-8');
  const ending = endingOf(batch, figures, failure);
  await ports.batches.change(batchId, { ending });
  return { ending };
}

/** The lines of the report, in the order the store gives the tenants; counts them on the way. */
async function* rows({ batches, settings }: ReportPorts, batch: Batch, figures: BatchFigures): AsyncGenerator<string> {
  const csv = new ReportCsv(batch, settings.operatorLanguage);
  yield csv.header();
  for await (const tenant of batches.tenants(batch.batchId)) {
    count(figures, tenant);
    yield csv.row(tenant);
  }
}
