import { posix } from 'node:path';
import { numberFormat, type NumberFormat } from './number-format.ts';
import { attribute, isTrue, readXml, xstring } from './xml.ts';
import type { Zip } from './zip.ts';

/** A sheet as the workbook lists it. */
export interface ListedSheet {
  name: string;
  isHidden: boolean;
  /** Where its part lies in the archive; undefined of a sheet without cells, such as a chart. */
  part: string | undefined;
}

/** What a workbook says besides its sheets. */
export interface Workbook {
  sheets: ListedSheet[];
  /** Its days begin on 1904-01-01 and not in 1900. */
  is1904: boolean;
  sharedStrings: string[];
  formats: NumberFormat[];
}

/** Finds the parts by their relationships, as writers choose their names. Undefined where the archive is no workbook. */
export function readWorkbook(zip: Zip): Workbook | undefined {
  const main = [...relationships(zip, '').values()].find(({ type }) => type === 'officeDocument')?.part;
  const bytes = main === undefined ? undefined : zip.read(main);
  if (main === undefined || bytes === undefined) return undefined;
  const related = relationships(zip, main);
  const partOf = (type: string): string | undefined => [...related.values()].find((one) => one.type === type)?.part;
  const sheets: ListedSheet[] = [];
  let isWorkbook = false;
  let is1904 = false;
  readXml(bytes, {
    open(name, attributes) {
      if (name === 'workbook') isWorkbook = true;
      else if (name === 'workbookPr') is1904 = isTrue(attributes['date1904']);
      else if (name === 'sheet') {
        const target = related.get(attribute(attributes, 'id') ?? '');
        sheets.push({
          name: xstring(attributes['name'] ?? ''),
          isHidden: (attributes['state'] ?? 'visible') !== 'visible',
          part: target?.type === 'worksheet' ? target.part : undefined,
        });
      }
    },
  });
  if (!isWorkbook) return undefined;
  return {
    ...{ sheets, is1904 },
    sharedStrings: readSharedStrings(zip, partOf('sharedStrings')),
    formats: readFormats(zip, partOf('styles')),
  };
}

interface Relationship {
  /** The last word of its address, which is the same in the strict and the transitional form. */
  type: string;
  part: string;
}

/** Of a part, or of the archive itself ('') by their ids. */
function relationships(zip: Zip, part: string): Map<string, Relationship> {
  const { dir, base } = posix.parse(part);
  const found = new Map<string, Relationship>();
  const bytes = zip.read(posix.join(dir, '_rels', `${base}.rels`));
  if (bytes === undefined) return found;
  readXml(bytes, {
    open(name, { Id: id = '', Type: type = '', Target: target = '' }) {
      if (name !== 'Relationship') return;
      const at = posix.resolve('/', dir, target).slice(1);
      found.set(id, { type: type.slice(type.lastIndexOf('/') + 1), part: at });
    },
  });
  return found;
}

/** Texts that cells share. The readings of Japanese text that stand beside it (rPh) are no part of it. */
function readSharedStrings(zip: Zip, part: string | undefined): string[] {
  const strings: string[] = [];
  const bytes = part === undefined ? undefined : zip.read(part);
  if (bytes === undefined) return strings;
  let text = '';
  let isReading = false;
  let takesText = false;
  readXml(bytes, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isReading = true;
      else if (name === 't') takesText = !isReading;
    },
    text(piece) {
      if (takesText) text += piece;
    },
    close(name) {
      if (name === 't') takesText = false;
      else if (name === 'rPh') isReading = false;
      else if (name === 'si') strings.push(xstring(text));
    },
  });
  return strings;
}

/** How cells of each style show a number. */
function readFormats(zip: Zip, part: string | undefined): NumberFormat[] {
  const bytes = part === undefined ? undefined : zip.read(part);
  const formats: NumberFormat[] = [];
  if (bytes === undefined) return formats;
  const codes = new Map<number, string>();
  let isOfCells = false;
  readXml(bytes, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') isOfCells = true;
      else if (name === 'xf' && isOfCells) {
        const id = Number(attributes['numFmtId'] ?? 0);
        formats.push(numberFormat(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') isOfCells = false;
    },
  });
  return formats;
}
