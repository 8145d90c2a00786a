import { parse } from 'csv-parse/sync';
import { ByteReader } from '../../../lambdas/domain/intake/byte-reader.ts';
import { foldHeading } from '../../../lambdas/domain/intake/columns.ts';
import { decodeText } from '../../../lambdas/domain/intake/decode-text.ts';
import { readOpening } from '../../../lambdas/domain/intake/delimiter.ts';
import { UnreadableFileError } from '../../../lambdas/domain/intake/unreadable-file-error.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import type { GivenPurpose } from '../../../lambdas/ports/vault.ts';
import { COLUMNS, readCredential, type Column } from './credential.ts';
import type { CredentialProblem } from './credential-problems.ts';

/** One secret to seal. */
export interface Credential {
  /** Null where it was typed in. */
  line: number | null;
  tenantId: string;
  purpose: GivenPurpose;
  secret: Secret;
}

/** As in an intake file: tools that join files leave them mixed. */
const LINE_ENDS = ['\r\n', '\n', '\r'];

export interface CredentialsFile {
  credentials: Credential[];
  problems: CredentialProblem[];
}

/**
 * Reads a file of credentials: in the encodings and with the delimiters of an intake file, but every secret exactly as it
 * stands, for a password may begin with what elsewhere is a guard against formulas.
 */
export async function readCredentials(bytes: Uint8Array): Promise<CredentialsFile> {
  const text = await decode(bytes);
  if (text === undefined) return refused('byte-invalid');
  const opening = readOpening(text, true);
  if (!opening || opening.text.trim() === '') return refused('file-empty');
  let rows: string[][];
  try {
    rows = parse(opening.text, { delimiter: opening.delimiter, relax_column_count: true, record_delimiter: LINE_ENDS });
  } catch {
    // Its message would repeat what stands there.
    return refused('file-unparsable');
  }
  const [header = [], ...lines] = rows;
  const { positions, problems } = readHeader(header);
  return problems.length > 0 ? { credentials: [], problems } : readLines(lines, header.length, positions);
}

function refused(code: CredentialProblem['code']): CredentialsFile {
  return { credentials: [], problems: [{ line: null, column: null, code }] };
}

async function decode(bytes: Uint8Array): Promise<string | undefined> {
  let text = '';
  const reader = new ByteReader(
    (async function* () {
      yield bytes;
    })(),
  );
  try {
    for await (const piece of decodeText(reader, () => undefined)) {
      if (typeof piece !== 'string') return undefined;
      text += piece;
    }
  } catch (error) {
    // Its problem would show the bytes.
    if (error instanceof UnreadableFileError) return undefined;
    throw error;
  }
  // The mark at the end of files of old DOS programs.
  return text.replace(/\u001a+$/u, '');
}

function readHeader(header: readonly string[]) {
  const problems: CredentialProblem[] = [];
  const names = Object.keys(COLUMNS) as Column[];
  const positions = names.map((column): [Column, number] => {
    const headings: readonly string[] = COLUMNS[column].map(foldHeading);
    const found = header.flatMap((heading, index) => (headings.includes(foldHeading(heading)) ? [index] : []));
    if (found.length > 1) problems.push({ line: 1, column, code: 'column-repeated' });
    if (found.length === 0) problems.push({ line: 1, column, code: 'column-missing' });
    return [column, found[0] ?? -1];
  });
  return { positions, problems };
}

function readLines(lines: readonly string[][], width: number, positions: [Column, number][]): CredentialsFile {
  const credentials: Credential[] = [];
  const problems: CredentialProblem[] = [];
  const seen = new Set<string>();
  for (const [index, cells] of lines.entries()) {
    const line = index + 2;
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (cells.length > width) {
      problems.push({ line, column: null, code: 'cells-too-many' });
      continue;
    }
    const named = Object.fromEntries(positions.map(([column, at]) => [column, cells[at] ?? ''])) as Record<
      Column,
      string
    >;
    const read = {
      ...named,
      tenant_id: named.tenant_id.trim(),
      system: named.system.trim(),
      account: named.account.trim(),
    };
    const reading = readCredential(line, read);
    if ('problems' in reading) {
      problems.push(...reading.problems);
      continue;
    }
    const { purpose } = reading;
    const key = `${read.tenant_id} ${purpose}`;
    if (seen.has(key)) problems.push({ line, column: null, code: 'credential-repeated' });
    else credentials.push({ line, tenantId: read.tenant_id, purpose, secret: new Secret(read.secret) });
    seen.add(key);
  }
  return credentials.length + problems.length === 0 ? refused('file-empty') : { credentials, problems };
}
