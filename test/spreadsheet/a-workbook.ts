import { strToU8, zipSync } from 'fflate';

/** A cell as a writer puts it into a sheet: a text, or XML of its own. */
export type Written = string | { xml: string };

export interface WorkbookParts {
  /** By its name, the rows of each sheet, or XML of its own between `<worksheet>` and its end. */
  sheets: Record<string, Written[][] | { xml: string }>;
  /** Attributes of `<workbookPr>`, such as `date1904="true"`. */
  workbookPr?: string;
  /** Attributes of `<sheet>` by its name. */
  sheetAttributes?: Record<string, string>;
  /** `<si>` elements. */
  sharedStrings?: string[];
  /** Format numbers of the styles 0, 1, 2, ... */
  formats?: number[];
  /** Format codes by their numbers. */
  codes?: Record<number, string>;
  /** More parts, or others in place of those that are made. */
  more?: Record<string, string>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook of just these parts: for what no library writes at will. */
export function aWorkbook(parts: WorkbookParts): Buffer {
  const { sheets, workbookPr = '', sheetAttributes = {}, sharedStrings = [], formats = [0], codes = {} } = parts;
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    '_rels/.rels': relationships([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr ${workbookPr}/><sheets>${names
      .map((name, n) => `<sheet name="${name}" sheetId="${n + 1}" r:id="rId${n + 1}" ${sheetAttributes[name] ?? ''}/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      ...names.map((_, n): [string, string] => ['worksheet', `worksheets/sheet${n + 1}.xml`]),
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', '/xl/styles.xml'],
    ]),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${sharedStrings.join('')}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${Object.entries(codes)
      .map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${formats
      .map((id) => `<xf numFmtId="${id}"/>`)
      .join('')}</cellXfs></styleSheet>`,
  };
  names.forEach((name, n) => {
    const rows = sheets[name] ?? [];
    const xml = Array.isArray(rows) ? `<sheetData>${sheetRows(rows)}</sheetData>` : rows.xml;
    files[`xl/worksheets/sheet${n + 1}.xml`] = `<worksheet xmlns="${MAIN}">${xml}</worksheet>`;
  });
  const all = Object.entries({ ...files, ...parts.more }).map(([name, text]) => [name, strToU8(text)] as const);
  return Buffer.from(zipSync(Object.fromEntries(all)));
}

/** `<row>` elements. */
export function sheetRows(rows: readonly (readonly Written[])[], first = 1, attributes = ''): string {
  return rows
    .map((cells, n) => {
      const row = first + n;
      const written = cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${row}`));
      return `<row r="${row}" ${attributes}>${written.join('')}</row>`;
    })
    .join('');
}

function cellXml(cell: Written, reference: string): string {
  if (typeof cell !== 'string') return cell.xml.replace('<c', `<c r="${reference}"`);
  return cell === '' ? '' : `<c r="${reference}" t="inlineStr"><is><t>${escapeXml(cell)}</t></is></c>`;
}

function relationships(list: readonly [type: string, target: string][]): string {
  const each = list.map(
    ([type, target], n) => `<Relationship Id="rId${n + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}">${each.join('')}</Relationships>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
