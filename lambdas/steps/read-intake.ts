import type { Batch, BatchTenant, IntakeObject } from '../domain/batch.ts';
import {
  type AcceptedRow,
  checkIntake,
  type IntakeOptions,
  type IntakeSummary,
} from '../domain/intake/check-intake.ts';
import { problem, type Problem } from '../domain/intake/problems.ts';
import { RejectedCsv } from '../domain/intake/rejected-csv.ts';
import { standsOut } from '../domain/intake/stands-out.ts';
import { tenantExecutionName } from '../domain/names.ts';
import { batchProblem } from '../domain/problem.ts';
import { acceptedKey, rejectedKey } from '../domain/report-keys.ts';
import { PILOT } from '../domain/switch.ts';
import { reasonOfPilot } from '../domain/texts/trips.ts';
import type { ReportWriter } from '../ports/files.ts';
import type { Ports } from '../ports/index.ts';
import { claimConsoles, lookForOwners } from './shared/other-owners.ts';

export interface IntakeRun extends IntakeObject {
  batchId: string;
  /** ARN of the execution. */
  execution: string;
  dryRun: boolean;
}

export interface IntakeAnswer {
  ending: 'refused' | 'nothing' | null;
  /** Where StartEachTenant reads its work list; `null` when there is none. */
  acceptedKey: string | null;
}

type IntakePorts = Pick<Ports, 'files' | 'batches' | 'tenants' | 'consoleOwners' | 'switches' | 'clock' | 'settings'>;

/** Tenants written at once. */
const CHUNK = 500;

/**
 * Guide 1-3: the CSV becomes a batch, its accepted rows a work list and its rejected rows a file to correct.
 *
 * The file is read again after it was checked: some reasons to refuse it show only at its end, and then nothing of it may
 * have been used. Of one that is not refused the consoles are claimed, which a dry run only looks at, before its rows are
 * written. All readings are of the same version, at the same instant. May run twice: everything it writes is the same again.
 * Both reports are streamed out while the file is streamed in: its memory does not grow with the file.
 */
export async function readIntake(ports: IntakePorts, run: IntakeRun): Promise<IntakeAnswer> {
  const now = ports.clock.now();
  const looked = await check(ports, run, now, { otherOwners: lookForOwners(ports) });
  const claims = {
    conflicts: { ...looked.conflicts, owned: new Map() },
    otherOwners: claimConsoles(ports, run.batchId),
  };
  const summary = looked.refused || run.dryRun ? looked : await check(ports, run, now, claims);
  await ports.batches.create(batchOf(run, summary, now));
  // Deleted only when the reason is on record: another run would find nothing and could not say why.
  const isSecret = summary.problems.some(({ code }) => code === 'password-column');
  if (isSecret) await ports.files.deleteIntake(run);
  if (summary.refused) return { ending: 'refused', acceptedKey: null };
  const ahead = await writeRows(ports, run, summary, now);
  // Before anybody can be started; a second run finds it, or what somebody has made of it.
  if (!run.dryRun && ahead.length > 0 && ahead.length < summary.accepted) {
    const why = reasonOfPilot(ahead.length).en;
    const pilot = { state: 'paused', by: PILOT, at: now.toISOString(), why, spares: ahead } as const;
    await ports.switches.setIfAbsent({ batchId: run.batchId }, pilot);
  }
  return summary.accepted === 0
    ? { ending: 'nothing', acceptedKey: null }
    : { ending: null, acceptedKey: acceptedKey(run.batchId) };
}

type Consoles = Pick<IntakeOptions, 'conflicts' | 'otherOwners'>;

async function check(ports: IntakePorts, run: IntakeRun, now: Date, consoles: Consoles): Promise<IntakeSummary> {
  try {
    const intake = await openIntake(ports, run, now, consoles);
    // Rows are looked at in the last reading.
    for await (const _row of intake) continue;
    return intake.summary();
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return refusedFor(problem('file-gone'));
    throw error;
  }
}

async function openIntake({ files, settings }: IntakePorts, run: IntakeRun, now: Date, consoles: Consoles) {
  return checkIntake(await files.readIntake(run), {
    maxTenants: settings.maxTenantsPerFile,
    refuseAboveRejectedShare: settings.maxRejectedShare,
    operatorDomains: settings.allowedRecipientDomains,
    allowSharedConsoles: settings.allowSharedConsoles,
    ...consoles,
    now,
  });
}

function refusedFor(reason: Problem): IntakeSummary {
  return {
    refused: true,
    encoding: null,
    delimiter: null,
    header: [],
    rows: 0,
    accepted: 0,
    rejected: 0,
    conflicts: { repeated: new Map(), owned: new Map() },
    problems: [reason],
  };
}

function batchOf(run: IntakeRun, summary: IntakeSummary, now: Date): Batch {
  const { batchId, execution, bucket, key, versionId, dryRun } = run;
  const { refused, header, rows, accepted, rejected, problems } = summary;
  return {
    batchId,
    execution,
    object: { bucket, key, versionId },
    dryRun,
    createdAt: now.toISOString(),
    refused,
    header,
    rows,
    accepted: refused ? 0 : accepted,
    rejected: refused ? 0 : rejected,
    // What refuses the file, or stands out, may be found last, after more of its rows than anybody lists.
    problems: problems.toSorted((a, b) => rankOf(a) - rankOf(b)).map(batchProblem),
  };
}

function rankOf(found: Problem): number {
  return found.severity === 'file' ? 0 : standsOut(found) ? 1 : 2;
}

/** Gives the tenants that go ahead of the others, by the setting. */
async function writeRows(ports: IntakePorts, run: IntakeRun, summary: IntakeSummary, now: Date): Promise<string[]> {
  const { files, settings } = ports;
  const { header, delimiter, rejected } = summary;
  const rejectedCsv = new RejectedCsv({ header, delimiter: delimiter ?? ',', language: settings.operatorLanguage });
  const rejectedRows =
    rejected > 0 ? files.beginReport(rejectedKey(run.batchId), 'text/csv; charset=utf-8') : undefined;
  // Becomes an object only when it has ended: a work list exists only for tenants that have their record.
  const workList = files.beginReport(acceptedKey(run.batchId), 'application/x-ndjson');
  try {
    await rejectedRows?.write(rejectedCsv.header());
    let chunk: BatchTenant[] = [];
    const ahead: string[] = [];
    for await (const checked of await openIntake(ports, run, now, { conflicts: summary.conflicts })) {
      if (checked.kind === 'rejected') {
        await rejectedRows?.write(rejectedCsv.row(checked));
        continue;
      }
      chunk.push(batchTenantOf(run.batchId, checked));
      if (ahead.length < settings.pilotTenants) ahead.push(checked.tenant.tenantId);
      if (chunk.length === CHUNK) {
        await addTenants(ports, workList, chunk);
        chunk = [];
      }
    }
    await addTenants(ports, workList, chunk);
    await rejectedRows?.end();
    await workList.end();
    return ahead;
  } catch (error) {
    await Promise.all([rejectedRows?.abort(error), workList.abort(error)]);
    throw error;
  }
}

function batchTenantOf(batchId: string, { tenant: row, row: rowNumber, original }: AcceptedRow): BatchTenant {
  const { tenantId } = row;
  return { batchId, tenantId, rowNumber, row, original, execution: tenantExecutionName(tenantId, batchId, 1) };
}

async function addTenants({ batches }: IntakePorts, workList: ReportWriter, tenants: BatchTenant[]): Promise<void> {
  await batches.addTenants(tenants);
  const lines = tenants.map(({ tenantId, execution }) => `${JSON.stringify({ tenantId, execution })}\n`);
  await workList.write(lines.join(''));
}
