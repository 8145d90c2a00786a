import { strToU8, zipSync } from 'fflate';
import { EXAMPLE_TENANT_ID } from '../../lambdas/domain/intake/check-intake.ts';
import { HANDS, LICENCE_CHANNELS, REGIONS } from '../../lambdas/domain/intake/choices.ts';
import { LANGUAGES, type Language } from '../../lambdas/domain/language.ts';
import { COLUMN_MEANINGS } from '../../lambdas/domain/intake/column-meanings.ts';
import { columnLetters, COLUMNS, type ColumnName } from '../../lambdas/domain/intake/columns.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Columns whose cell is one of a few words. The first row of a list is what an empty cell means, but for `hands`. */
const CHOICES: Partial<Record<ColumnName, readonly string[]>> = {
  licence_channel: LICENCE_CHANNELS,
  language: LANGUAGES,
  hands: HANDS,
  region: REGIONS,
};
/** Rows that have a drop-down: as many as a file may have, and the headings. */
const LAST_ROW = 100_001;
/** An archive keeps the time of each part: the same bytes from each run of `npm run docs`. */
const MADE = new Date(2026, 0, 1);

const WORDS = {
  en: {
    sheet: 'Tenants',
    wrong: 'Choose one of the list, or leave the cell empty.',
    needed: 'Needed.',
    example: 'Example:',
    author: 'visionlift',
  },
  ja: {
    sheet: '移行対象',
    wrong: '一覧から選択するか、空にしてください。',
    needed: '必須。',
    example: '例:',
    author: 'visionlift',
  },
} as const;

/**
 * samples/template.xlsx: headings that stay in view, each with a note, columns of text so that zeros stay, drop-downs,
 * and an example row, which is skipped by its tenant id.
 */
export function workbookTemplate(language: Language): Uint8Array {
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relationships([[`${DOCUMENT}/officeDocument`, 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets><sheet name="${WORDS[language].sheet}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationships([
      [`${DOCUMENT}/worksheet`, 'worksheets/sheet1.xml'],
      [`${DOCUMENT}/styles`, 'styles.xml'],
    ]),
    'xl/styles.xml': STYLES,
    'xl/worksheets/sheet1.xml': sheet(language),
    'xl/worksheets/_rels/sheet1.xml.rels': relationships([
      [`${DOCUMENT}/comments`, '../comments1.xml'],
      [`${DOCUMENT}/vmlDrawing`, '../drawings/vmlDrawing1.vml'],
    ]),
    'xl/comments1.xml': comments(language),
    'xl/drawings/vmlDrawing1.vml': noteShapes(),
  };
  const files = Object.entries(parts).map(([name, xml]) => [
    name,
    strToU8(name.endsWith('.vml') ? xml : DECLARATION + xml),
  ]);
  return zipSync(Object.fromEntries(files) as Record<string, Uint8Array>, { mtime: MADE });
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** 0 plain, 1 text (format 49), 2 a heading, 3 a heading that is needed, 4 the example. */
const STYLES = `<styleSheet xmlns="${MAIN}"><fonts count="3"><font><sz val="11"/><name val="Yu Gothic"/></font><font><b/><sz val="11"/><name val="Yu Gothic"/></font><font><i/><sz val="11"/><color rgb="FF7F7F7F"/><name val="Yu Gothic"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE7E6E6"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFCE4D6"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">${[
  [0, 0, 0],
  [49, 0, 0],
  [49, 1, 2],
  [49, 1, 3],
  [49, 2, 0],
]
  .map(
    ([format, font, fill]) =>
      `<xf numFmtId="${String(format)}" fontId="${String(font)}" fillId="${String(fill)}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`,
  )
  .join('')}</cellXfs></styleSheet>`;

function sheet(language: Language): string {
  const last = columnLetters(COLUMNS.length - 1);
  const headings = COLUMNS.map(({ name, japanese, needed }, index) =>
    cell(index, 1, language === 'ja' ? japanese[0] : name, needed ? 3 : 2),
  );
  const example = COLUMNS.map(({ name }, index) => cell(index, 2, exampleOf(name), 4));
  return [
    `<worksheet xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><dimension ref="A1:${last}2"/>`,
    '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>',
    `<cols><col min="1" max="${String(COLUMNS.length)}" width="26" style="1" customWidth="1"/></cols>`,
    `<sheetData><row r="1">${headings.join('')}</row><row r="2">${example.join('')}</row></sheetData>`,
    dropDowns(language),
    '<legacyDrawing r:id="rId2"/></worksheet>',
  ].join('');
}

function cell(column: number, row: number, text: string, style: number): string {
  return `<c r="${columnLetters(column)}${String(row)}" s="${String(style)}" t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`;
}

function exampleOf(name: ColumnName): string {
  return name === 'tenant_id' ? EXAMPLE_TENANT_ID : COLUMN_MEANINGS[name].example;
}

function dropDowns(language: Language): string {
  const lists = COLUMNS.flatMap(({ name }, index) => {
    const choices = CHOICES[name];
    if (choices === undefined) return [];
    const cells = `${columnLetters(index)}2:${columnLetters(index)}${String(LAST_ROW)}`;
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" error="${WORDS[language].wrong}" sqref="${cells}"><formula1>"${choices.join(',')}"</formula1></dataValidation>`;
  });
  return `<dataValidations count="${String(lists.length)}">${lists.join('')}</dataValidations>`;
}

function comments(language: Language): string {
  const words = WORDS[language];
  const notes = COLUMNS.map(({ name, needed }, index) => {
    const { example, ...meaning } = COLUMN_MEANINGS[name];
    const text = `${needed ? `${words.needed} ` : ''}${meaning[language]}\n${words.example} ${example}`.replaceAll(
      '`',
      '',
    );
    return `<comment ref="${columnLetters(index)}1" authorId="0"><text><r><t xml:space="preserve">${escapeXml(text)}</t></r></text></comment>`;
  });
  return `<comments xmlns="${MAIN}"><authors><author>${words.author}</author></authors><commentList>${notes.join('')}</commentList></comments>`;
}

/** Excel shows a note only where a shape is drawn for it (ECMA-376 part 4, 19.1). */
function noteShapes(): string {
  const shapes = COLUMNS.map(
    (_, index) =>
      `<v:shape id="_x0000_s${String(1025 + index)}" type="#_x0000_t202" style="position:absolute;width:260pt;height:110pt;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${String(index + 1)}, 15, 1, 4, ${String(index + 3)}, 15, 8, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>0</x:Row><x:Column>${String(index)}</x:Column></x:ClientData></v:shape>`,
  );
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapes.join('')}</xml>`;
}

function contentTypes(): string {
  const overrides = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/worksheets/sheet1.xml', 'worksheet'],
    ['/xl/styles.xml', 'styles'],
    ['/xl/comments1.xml', 'comments'],
  ].map(([part, type]) => `<Override PartName="${part}" ContentType="${SPREADSHEET_TYPE}.${type}+xml"/>`);
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${overrides.join('')}</Types>`;
}

function relationships(list: readonly (readonly [type: string, target: string])[]): string {
  const each = list.map(
    ([type, target], index) => `<Relationship Id="rId${String(index + 1)}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
