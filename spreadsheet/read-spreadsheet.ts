import { problem, type Problem } from '../lambdas/domain/intake/problems.ts';
import { workbookProblem } from './workbook-problem.ts';
import { isCompoundFile } from './is-spreadsheet.ts';
import { readSheet, type Sheet } from './read-sheet.ts';
import { tableOf } from './table.ts';
import { readWorkbook, type ListedSheet, type Workbook } from './workbook.ts';
import { XmlError } from './xml.ts';
import { Zip, ZipError } from './zip.ts';

/** What a workbook came to: a CSV that says what its sheet says, or why there is none. */
export type SpreadsheetReading =
  { kind: 'table'; sheet: string; csv: Uint8Array; notices: Problem[] } | { kind: 'refused'; problems: Problem[] };

/** Ten thousand tenants need 1 MB. */
export const MAX_WORKBOOK_BYTES = 20 * 1024 * 1024;
/** Sheets shrink to a tenth; what unpacks to more was made to fill a disk. */
const MAX_UNPACKED_BYTES = 400 * 1024 * 1024;

const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.spreadsheet';

/** Of a file that is not even read. */
export function tooLarge(size: number): SpreadsheetReading {
  const megabytes = (bytes: number): string => String(Math.ceil(bytes / 1024 / 1024));
  return refused(
    workbookProblem('workbook-too-large', { value: megabytes(size), about: megabytes(MAX_WORKBOOK_BYTES) }),
  );
}

/**
 * Reads an Excel workbook (.xlsx) into the bytes of a CSV, on the operator's computer: its first visible sheet, or the one
 * that is named. Rows of the CSV have the numbers of the sheet. Nothing of a refused workbook is used.
 */
export function readSpreadsheet(bytes: Buffer, sheetName?: string): SpreadsheetReading {
  try {
    return read(bytes, sheetName);
  } catch (error) {
    if (error instanceof XmlError) return refused(workbookProblem('workbook-damaged', { about: error.message }));
    if (!(error instanceof ZipError)) throw error;
    const { why, part } = error;
    if (why === 'encrypted') return refused(workbookProblem('workbook-has-password'));
    return refused(workbookProblem(why === 'expands' ? 'workbook-expands' : 'workbook-damaged', { about: part }));
  }
}

function read(bytes: Buffer, sheetName: string | undefined): SpreadsheetReading {
  if (isCompoundFile(bytes)) {
    return refused(
      bytes.includes(ENCRYPTED)
        ? workbookProblem('workbook-has-password')
        : workbookProblem('workbook-not-xlsx', { about: 'Excel 97-2003 (.xls)' }),
    );
  }
  const zip = new Zip(bytes, MAX_UNPACKED_BYTES);
  const other = kindOf(zip);
  if (other !== undefined) return refused(other);
  const workbook = readWorkbook(zip);
  if (workbook === undefined) return refused(problem('file-not-csv', { about: 'ZIP' }));
  const sheets = workbook.sheets.filter(({ part }) => part !== undefined);
  const chosen =
    sheetName === undefined
      ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])
      : (sheets.find(({ name }) => name === sheetName) ??
        sheets.find(({ name }) => folded(name) === folded(sheetName)));
  const names = sheets.map(({ name }) => `"${name}"`).join(', ');
  if (chosen === undefined) {
    return refused(
      sheetName === undefined
        ? workbookProblem('sheet-missing')
        : workbookProblem('sheet-unknown', { value: sheetName, about: names }),
    );
  }
  const part = chosen.part === undefined ? undefined : zip.read(chosen.part);
  if (part === undefined) return refused(workbookProblem('workbook-damaged', { about: chosen.name }));
  const { problems, notices, csv } = tableOf(readSheet(part, workbook));
  if (problems.length > 0) return { kind: 'refused', problems };
  const others = sheetName === undefined ? otherSheets(zip, workbook, chosen) : [];
  const left = others.map(({ name }) => `"${name}"`).join(', ');
  if (left !== '') notices.unshift(workbookProblem('sheets-left-out', { value: chosen.name, about: left }));
  return { kind: 'table', sheet: chosen.name, csv, notices };
}

/** What an archive is that is no workbook with cells alone. */
function kindOf(zip: Zip): Problem | undefined {
  const names = zip.names();
  if (names.some((name) => /(?:^|\/)vbaProject\.bin$/iu.test(name))) return workbookProblem('workbook-has-macros');
  if (names.some((name) => /(?:^|\/)workbook\.bin$/iu.test(name))) {
    return workbookProblem('workbook-not-xlsx', { about: 'Excel Binary (.xlsb)' });
  }
  const type = zip.has('mimetype') ? Buffer.from(zip.read('mimetype') ?? []).toString('latin1') : '';
  return type.startsWith(OPEN_DOCUMENT)
    ? workbookProblem('workbook-not-xlsx', { about: 'OpenDocument (.ods)' })
    : undefined;
}

/** Visible sheets with something in them, besides the one that is read. */
function otherSheets(zip: Zip, workbook: Workbook, chosen: ListedSheet): ListedSheet[] {
  return workbook.sheets.filter((sheet) => {
    if (sheet === chosen || sheet.isHidden || sheet.part === undefined) return false;
    const part = zip.read(sheet.part);
    return part !== undefined && isFilled(readSheet(part, workbook));
  });
}

function isFilled({ rows }: Sheet): boolean {
  return rows.length > 0;
}

function folded(name: string): string {
  return name.normalize('NFKC').toLowerCase().trim();
}

function refused(...problems: Problem[]): SpreadsheetReading {
  return { kind: 'refused', problems };
}
