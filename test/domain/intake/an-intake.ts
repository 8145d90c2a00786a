import {
  checkIntake,
  type CheckedRow,
  type IntakeOptions,
  type IntakeSummary,
} from '../../../lambdas/domain/intake/check-intake.ts';
import type { ColumnName } from '../../../lambdas/domain/intake/columns.ts';
import { writeCsvRow } from '../../../lambdas/domain/intake/csv-writer.ts';
import type { IntakeRow } from '../../../lambdas/domain/intake/intake-row.ts';
import type { Problem, ProblemCode } from '../../../lambdas/domain/intake/problems.ts';

export type Cells = Partial<Record<ColumnName, string>>;

let made = 0;

/** The cells of a row that is accepted without a notice; no two calls share a key, an address or a console. */
export function aRow(cells: Cells = {}): Record<ColumnName, string> {
  const nth = ++made;
  return {
    tenant_id: `t-${nth}`,
    company_name: 'Example Trading Co., Ltd.',
    contact_name: '',
    clp_login_id: `login${nth}`,
    primary_email: `primary${nth}@example.com`,
    apex_central_url: `https://x${nth}.manage.trendmicro.com`,
    licence_channel: '',
    user_accounts: '',
    notify_emails: 'stakeholder@example.com',
    approver_email: 'approver@example.com',
    consent_reference: '',
    consent_by: '',
    consent_on: '',
    not_before: '',
    window: '',
    language: '',
    hands: '',
    region: '',
    ...cells,
  };
}

/** The text of a file with these rows. */
export function aFile(...rows: Record<ColumnName, string>[]): string {
  const [first = aRow()] = rows;
  return [Object.keys(first), ...rows.map((row) => Object.values(row))].map((cells) => writeCsvRow(cells)).join('');
}

export async function* inChunks(bytes: Uint8Array, size = bytes.length || 1): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}

export interface Checked extends IntakeSummary {
  results: CheckedRow[];
  tenants: IntakeRow[];
  codes: ProblemCode[];
  /** Problems apart from notices. */
  faults: Problem[];
}

/** Checks text (as UTF-8) or bytes to the end. */
export async function checked(
  file: string | Uint8Array,
  options: IntakeOptions & { chunkSize?: number } = {},
): Promise<Checked> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const check = checkIntake(inChunks(bytes, options.chunkSize), options);
  const results: CheckedRow[] = [];
  for await (const result of check) {
    results.push(result);
  }
  const summary = check.summary();
  return {
    ...summary,
    results,
    tenants: results.flatMap((result) => (result.kind === 'accepted' ? [result.tenant] : [])),
    codes: summary.problems.map(({ code }) => code),
    faults: summary.problems.filter(({ severity }) => severity !== 'notice'),
  };
}

/** Checks a file with one row. */
export async function checkedRow(
  cells: Cells,
  options: IntakeOptions = { operatorDomains: ['example.com'] },
): Promise<Checked> {
  return checked(aFile(aRow(cells)), options);
}

/**
 * CP932 bytes of text made of ASCII and the characters of this table (Node decodes CP932 but does not encode it).
 */
export function cp932(text: string): Uint8Array {
  return Uint8Array.from(
    Array.from(text).flatMap((character) => {
      const code = character.charCodeAt(0);
      const bytes = code < 0x80 ? [code] : CP932.get(character);
      if (bytes === undefined) {
        throw new RangeError(`${character} is not in CP932`);
      }
      return bytes;
    }),
  );
}

const CP932 = new Map<string, number[]>();
const decoder = new TextDecoder('shift_jis');
for (let lead = 0x81; lead <= 0xfc; lead++) {
  if (lead >= 0xa0 && lead <= 0xdf) {
    CP932.set(decoder.decode(Uint8Array.of(lead)), [lead]);
    continue;
  }
  for (let trail = 0x40; trail <= 0xfc; trail++) {
    const character = decoder.decode(Uint8Array.of(lead, trail));
    if (Array.from(character).length === 1 && character !== '\ufffd' && !CP932.has(character)) {
      CP932.set(character, [lead, trail]);
    }
  }
}

/** UTF-16 bytes, little-endian unless said otherwise, without a byte order mark. */
export function utf16(text: string, isBigEndian = false): Uint8Array {
  const bytes = Buffer.from(text, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}
