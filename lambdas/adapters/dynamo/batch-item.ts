import type { KeptPlan } from '../../domain/batch-plan.ts';
import * as z from '../../domain/zod.ts';
import type { Batch, BatchLine, BatchTenant, OutcomeLine } from '../../domain/batch.ts';
import { OUTCOMES, type BatchFigures } from '../../domain/outcome.ts';
import { countProblems, MORE_PROBLEMS } from '../../domain/count-problems.ts';
import type { BatchProblem } from '../../domain/problem.ts';
import { FATES, type Undelivered } from '../../domain/undelivered.ts';
import { recordedCodeSchema, recordedStatementSchema } from '../../domain/statements/statement.ts';
import type { Shape } from './parse-item.ts';
import { guideStepSchema, storedRowSchema } from './tenant-item.ts';

const instant = z.iso.datetime();
const endingSchema = z.enum([
  'migrated',
  'checked',
  'someNeedAttention',
  'nothing',
  'noProgress',
  'refused',
  'stopped',
]);
const figuresSchema: z.ZodMiniType<BatchFigures> = z.object({
  rows: z.int(),
  rejected: z.int(),
  open: z.int(),
  migrated: z.int(),
  skipped: z.int(),
  ready: z.int(),
  notReady: z.int(),
  needsAttention: z.int(),
} satisfies Shape<BatchFigures>);

/** `BATCH#<id> / META` as it is stored. */
export const batchSchema: z.ZodMiniType<Batch> = z.object({
  batchId: z.string(),
  execution: z.string(),
  object: z.object({ bucket: z.string(), key: z.string(), versionId: z.string() }),
  dryRun: z.boolean(),
  createdAt: instant,
  refused: z.boolean(),
  header: z.array(z.string()),
  rows: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  problems: z.array(
    z.object({
      row: z.nullable(z.int()),
      column: z.nullable(z.string()),
      value: z.nullable(z.string()),
      code: z.string(),
      whatToDo: z.string(),
      severity: z.enum(['file', 'row', 'notice']),
      said: z.object({ ja: z.string(), en: z.string() }),
    }),
  ),
  release: z.optional(z.object({ by: z.string(), at: instant, planHash: z.optional(z.string()) })),
  declined: z.optional(z.object({ by: z.string(), at: instant, why: z.string() })),
  ending: z.optional(endingSchema),
  figures: z.optional(figuresSchema),
  endedAt: z.optional(instant),
  countsAgainAt: z.optional(instant),
  failuresTold: z.optional(z.object({ count: z.int(), undelivered: z.optional(z.int()), on: z.iso.date() })),
} satisfies Shape<Batch>);

/** `BATCH#ALL / <createdAt>#<id>` as it is stored. */
export const batchLineSchema: z.ZodMiniType<BatchLine> = z.object({
  batchId: z.string(),
  createdAt: instant,
  file: z.string(),
  dryRun: z.boolean(),
  refused: z.boolean(),
  rows: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  ending: z.optional(endingSchema),
  figures: z.optional(figuresSchema),
} satisfies Shape<BatchLine>);

/** `BATCH#<id> / OUTCOME#<id>` as it is stored. */
export const outcomeLineSchema: z.ZodMiniType<OutcomeLine> = z.object({
  tenantId: z.string(),
  outcome: z.enum(OUTCOMES),
  code: z.nullable(z.string()),
  guideStep: z.nullable(guideStepSchema),
  at: instant,
} satisfies Shape<OutcomeLine>);

/** `BATCH#<id> / TENANT#<id>` as it is stored. */
export const batchTenantSchema: z.ZodMiniType<BatchTenant> = z.object({
  batchId: z.string(),
  tenantId: z.string(),
  rowNumber: z.int(),
  row: storedRowSchema,
  original: z.array(z.string()),
  execution: z.string(),
  outcome: z.optional(
    z.object({
      outcome: z.enum(OUTCOMES),
      reason: z.nullable(recordedStatementSchema),
      code: z.nullable(recordedCodeSchema),
      guideStep: z.nullable(guideStepSchema),
      at: instant,
    }),
  ),
} satisfies Shape<BatchTenant>);

/** A person repairs a file a few problems at a time; unless it is refused, the rest are in `rejected.csv`. */
const MOST_PROBLEMS = 1000;
const MOST_PROBLEM_BYTES = 200_000;
const MOST_HEADER_BYTES = 50_000;

/**
 * The part of a batch's record that fits into an item (DynamoDB's limit is 400 KB; this stays below 300), whatever was
 * uploaded: a file that is no CSV at all has a header of one endless cell. Problems that are left out are counted by a
 * last one with the code of `MORE_PROBLEMS`; columns that are left out are not.
 */
export function fitting<T extends Partial<Pick<Batch, 'problems' | 'header'>>>(batch: T): T {
  return {
    ...batch,
    ...(batch.problems && { problems: fittingProblems(batch.problems) }),
    ...(batch.header && { header: firstThatFit(batch.header, MOST_HEADER_BYTES) }),
  };
}

function fittingProblems(problems: readonly BatchProblem[]): BatchProblem[] {
  const kept = firstThatFit(problems.slice(0, MOST_PROBLEMS), MOST_PROBLEM_BYTES);
  const leftOut = countProblems(problems.slice(kept.length));
  return leftOut === 0 ? kept : [...kept, moreProblems(String(leftOut))];
}

function moreProblems(count: string): BatchProblem {
  const whatToDo = `${count} more problems are not listed; unless the file is refused, rejected.csv has every rejected row with its reasons`;
  const inJapanese = `ほか${count}件あります。ファイルが受け付けられた場合は、rejected.csvに不備のある行と理由がすべて記載されています。`;
  const said = { ja: inJapanese, en: whatToDo };
  return { row: null, column: null, value: count, code: MORE_PROBLEMS, whatToDo, severity: 'notice', said };
}

/** JSON is never smaller than what DynamoDB counts for the same value. */
function firstThatFit<T>(values: readonly T[], bytes: number): T[] {
  let used = 0;
  const end = values.findIndex((value) => (used += Buffer.byteLength(JSON.stringify(value))) > bytes);
  return end === -1 ? [...values] : values.slice(0, end);
}

/** `BATCH#<id> / PLAN`: written and read by this very code, within the thirty days that a release may take. */
export const keptPlanSchema = z.object({
  plan: z.pipe(
    z.string(),
    z.transform((text) => JSON.parse(text) as KeptPlan),
  ),
});

/** `BATCH#<id> / UNDELIVERED#<tenant>#...`. */
export const undeliveredSchema: z.ZodMiniType<Undelivered> = z.object({
  tenantId: z.string(),
  to: z.string(),
  kind: z.string(),
  fate: z.enum(FATES),
  said: z.string(),
  at: instant,
} satisfies Shape<Undelivered>);
