import * as z from '../zod.ts';
import type { Batch, BatchEnding } from '../batch.ts';
import { OUTCOMES, type BatchFigures } from '../outcome.ts';
import { sentenceOf } from '../statements/sentence.ts';
import { statementSchema } from '../statements/statement.ts';
import type { Durations } from './durations.ts';
import { FATES } from '../undelivered.ts';
import { durationOf, updateTimeOf, type ReportTenant } from './report-tenant.ts';
import { PHASES } from './timeline.ts';

const instant = z.iso.datetime();
const milliseconds = z.int().check(z.nonnegative());
const counts = z.nullable(
  z.object({
    managedAgents: z.int(),
    unmanagedEndpoints: z.int(),
    agentsFqdn: z.optional(z.string()).check(z.describe('the server that agents talk to')),
    policies: z.optional(z.int()),
  }),
);
const spread = z.nullable(
  z.object({ count: z.int(), least: milliseconds, median: milliseconds, ninetieth: milliseconds, most: milliseconds }),
);

const tenantSchema = z.object({
  tenantId: z.string().check(z.describe("the operator's key")),
  companyName: z.string().check(z.describe('as in the CSV')),
  rowNumber: z.int().check(z.describe('line of the CSV; the header is 1')),
  execution: z.string().check(z.describe('name of the execution of `migrate-tenant`')),
  outcome: z.enum([...OUTCOMES, 'open']).check(z.describe('`open`: none by the time of the report')),
  reason: z.nullable(z.string()).check(z.describe('a sentence in English, its instants in UTC')),
  statement: z
    .nullable(statementSchema)
    .check(z.describe('the reason as `code` and values; null where there is none, or it was recorded as a sentence')),
  code: z.nullable(z.string()).check(z.describe('name of the error, or of the fact, behind the reason')),
  guideStep: z.nullable(z.string()).check(z.describe('step of the guide, such as `3-15`')),
  startedAt: z.nullable(instant).check(z.describe('the first thing its run wrote down')),
  endedAt: z.nullable(instant).check(z.describe('when its outcome was recorded')),
  milliseconds: z.nullable(milliseconds).check(z.describe('from the one to the other')),
  updateMilliseconds: z.nullable(milliseconds).check(z.describe('from the final press to the row that says finished')),
  notReadyAnswers: z.int().check(z.describe("answers to the final press with the vendor's message of guide 3-15")),
  segments: z
    .array(z.object({ phase: z.enum(PHASES), from: instant, to: instant }))
    .check(
      z.describe('its time: at work, or waiting for people, the window, the vendor, the vendor after 3-15, the update'),
    ),
  agentsBefore: counts.check(z.describe('guide 1-2')),
  agentsAfter: counts.check(z.describe('guide 3-18')),
  users: z
    .object({ all: z.int(), upgraded: z.int() })
    .check(z.describe('Apex Central users of the CSV, and those upgraded')),
  undelivered: z
    .array(z.object({ to: z.string(), kind: z.string(), fate: z.enum(FATES), said: z.string(), at: instant }))
    .check(z.describe('mails about it that did not reach somebody, or were reported as spam')),
  handedOver: z.boolean().check(z.describe('the customer has taken the primary account')),
});

/** `report.json`. A field may be added under the same `schema`; anyone who reads it must not mind. */
export const reportSchema = z.object({
  schema: z.literal('visionlift-report-1').check(z.describe('changes when a field goes or means something else')),
  batchId: z.string().check(z.describe('name of the execution of `migrate-batch`')),
  file: z.string().check(z.describe('key of the CSV in the intake bucket')),
  dryRun: z.boolean().check(z.describe('every check, and nothing written at the vendor')),
  createdAt: instant.check(z.describe('when the file was read')),
  release: z.nullable(z.object({ by: z.string(), at: instant })).check(z.describe('who let it begin')),
  writtenAt: instant.check(
    z.describe('when this report was written: what it says of users and hand-over is as of then'),
  ),
  ending: z
    .enum(['migrated', 'checked', 'someNeedAttention', 'nothing', 'noProgress', 'refused', 'stopped'])
    .check(z.describe('how the batch ended')),
  figures: z
    .record(z.enum(['rows', 'rejected', 'open', ...OUTCOMES]), z.int())
    .check(z.describe('`rows` is the sum of all the others')),
  updates: spread.check(z.describe('durations of the updates')),
  tenantTimes: spread.check(z.describe('durations of the migrated tenants')),
  perHour: z
    .nullable(z.number())
    .check(z.describe('migrated tenants an hour, from the first start to the last migration')),
  tenants: z.array(tenantSchema).check(z.describe('every accepted row, in no order')),
});

export type ReportJson = z.infer<typeof reportSchema>;

/** Everything but the tenants. */
export function reportHead(
  batch: Batch,
  ending: BatchEnding,
  figures: BatchFigures,
  durations: Durations,
  now: Date,
): Omit<ReportJson, 'tenants'> {
  return {
    schema: 'visionlift-report-1',
    batchId: batch.batchId,
    file: batch.object.key,
    dryRun: batch.dryRun,
    createdAt: batch.createdAt,
    release: batch.release ?? null,
    writtenAt: now.toISOString(),
    ending,
    figures,
    updates: durations.updates ?? null,
    tenantTimes: durations.tenants ?? null,
    perHour: durations.perHour ?? null,
  };
}

export function tenantAsJson(tenant: ReportTenant): ReportJson['tenants'][number] {
  const { inBatch, users } = tenant;
  const { tenantId, row, rowNumber, execution, outcome } = inBatch;
  return {
    tenantId,
    companyName: row.companyName,
    rowNumber,
    execution,
    outcome: tenant.outcome,
    reason: outcome?.reason ? sentenceOf(outcome.reason, 'en') : null,
    statement: typeof outcome?.reason === 'object' ? outcome.reason : null,
    code: outcome?.code ?? null,
    guideStep: outcome?.guideStep ?? null,
    startedAt: tenant.startedAt ?? null,
    endedAt: tenant.endedAt ?? null,
    milliseconds: durationOf(tenant) ?? null,
    updateMilliseconds: updateTimeOf(tenant) ?? null,
    notReadyAnswers: tenant.notReadyAnswers,
    segments: tenant.segments,
    agentsBefore: tenant.before ?? null,
    agentsAfter: tenant.after ?? null,
    users: { all: users.all, upgraded: users.upgraded },
    undelivered: tenant.undelivered.map(({ tenantId: _, ...mail }) => mail),
    handedOver: tenant.handedOver,
  };
}

/** The file, piece by piece: a tenant a line, so that a hundred thousand of them can still be looked at. */
export function* reportJson(head: Omit<ReportJson, 'tenants'>, tenants: Iterable<string>): Generator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"tenants":[`;
  let between = '\n';
  for (const tenant of tenants) {
    yield between + tenant;
    between = ',\n';
  }
  yield '\n]}\n';
}
