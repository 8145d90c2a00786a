import { presentName } from '../former-names.ts';
import * as z from '../zod.ts';

/** What a statement may hold beside its code: plain data, never a secret. `undefined` is not stored. */
export type StatementValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly StatementValue[]
  | { readonly [name: string]: StatementValue };

/**
 * A code and its values: what records and journals keep of why something is so, or of what was done. Its sentence, in
 * the language of the one who reads it, is made by `sentenceOf`. Which codes there are, and with which values,
 * `catalogue.ts` says.
 */
export interface Statement {
  readonly code: string;
  readonly [value: string]: StatementValue;
}

/** A statement, or the English sentence that a record of an earlier version holds in its place. */
export type RecordedStatement = Statement | string;

/** A code as records hold it, by its name of today. */
export const recordedCodeSchema: z.ZodMiniType<string> = z.pipe(z.string(), z.transform(presentName));

export const statementSchema: z.ZodMiniType<Statement> = z.catchall(z.object({ code: recordedCodeSchema }), z.json());

/**
 * As a store reads it. The values are checked by the schema of their code where they become a sentence, so that a
 * function that makes none does not carry the catalogue, and a code of another version keeps nobody from the rest of a
 * record.
 */
export const recordedStatementSchema: z.ZodMiniType<RecordedStatement> = z.union([z.string(), statementSchema]);

/**
 * `licenceExpired {"expiresOn":"2026-05-30"}`: the message of an error, the cause of an execution, a field of a log
 * line.
 */
export function asText(statement: RecordedStatement): string {
  if (typeof statement === 'string') return statement;
  const { code, ...values } = statement;
  return `${code} ${JSON.stringify(values)}`;
}

/** The statement that `asText` wrote; the text itself where it is none, or was cut off. */
export function fromText(text: string): RecordedStatement {
  const [, code, json] = /^([a-z][A-Za-z]*) (\{.*\})$/su.exec(text) ?? [];
  if (code === undefined || json === undefined) return text;
  try {
    const parsed = recordedStatementSchema.safeParse({ ...(JSON.parse(json) as object), code });
    return parsed.success ? parsed.data : text;
  } catch {
    return text;
  }
}

/** A statement with each of its texts changed, its code aside: what a page showed may hold what must not be kept. */
export function withTexts(statement: RecordedStatement, change: (text: string) => string): RecordedStatement {
  if (typeof statement === 'string') return change(statement);
  const { code, ...values } = statement;
  return { ...(changed(values, change) as Omit<Statement, 'code'>), code };
}

function changed(value: StatementValue, change: (text: string) => string): StatementValue {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: StatementValue) => changed(each, change));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, changed(each, change)]));
}
