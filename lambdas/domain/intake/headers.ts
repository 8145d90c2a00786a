import { isGarbled } from './clean-text.ts';
import { columnLetters, COLUMNS, foldHeading, isOutputHeading, type Column, type ColumnName } from './columns.ts';
import { LOOKS, type Look } from './looks.ts';
import { passwordWordIn } from './password-words.ts';
import { problem, type Problem } from './problems.ts';
import { columnOfHeading, headingLike, isOfHours, readHeading, type HeadingReading } from './read-heading.ts';

/** A column of which no cell is read. */
export interface IgnoredColumn {
  index: number;
  /** As written, without spaces around it; empty where there is none. */
  heading: string;
  /** The column that was probably meant. */
  meant: Column | undefined;
}

/** What the header row of a file says. */
export interface Headers {
  /** Where each column stands; columns the file does not have are not in it. */
  positions: ReadonlyMap<ColumnName, number>;
  /**
   * Where each column stands, for the reader of rows, which asks forty times a row; -1 also where nothing can be said
   * of the column.
   */
  places: Readonly<Record<ColumnName, number>>;
  /** How many cells a complete row has at least: blank headings at the end do not count. */
  width: number;
  /** How many cells a row may fill: blank headings count. */
  maxWidth: number;
  /** Where the blank headings stand that come before `maxWidth`. */
  blank: ReadonlySet<number>;
  /** Columns without a heading that is understood, blank ones among them. */
  ignored: readonly IgnoredColumn[];
  /** Columns of which nothing can be said, because they are missing, there twice, or perhaps under another heading. */
  unjudged: ReadonlySet<ColumnName>;
  /** False when the rows below make no sense or must not be looked at: no heading is known, or one names a secret. */
  areRowsReadable: boolean;
  /** What is to be said of the headings. `looks` tells by their places what the cells of ignored columns look like. */
  problems(looks: ReadonlyMap<number, Look>): Problem[];
}

/** Comparing a heading with all known ones takes time; nobody reads more suggestions than this. */
const MAX_SUGGESTIONS = 100;

/** How far down headings are looked for, to say where they are. */
const MAX_ROWS_ABOVE_HEADINGS = 20;

/** A title above a table may have a word of ours; a row with so many of them is the headings. */
export const MANY_HEADINGS = 3;

const CONSENT_COLUMNS = ['consent_reference', 'consent_by', 'consent_on'] as const;

/**
 * Reads the header row: any order, English or Japanese, upper or lower case, full or half width, spaces ignored.
 *
 * Headings that name a secret are reported by their place alone. `row` is the row number in Excel.
 */
export function readHeaders(cells: readonly string[], row: number): Headers {
  const secrets = secretsAmong(cells, row);
  const { places, ignored, noted, unclear } = sortHeadings(cells, row);
  const positions = new Map([...places].map(([name, [first = 0]]) => [name, first]));
  const blank = new Set(cells.flatMap((heading, index) => (foldHeading(heading) === '' ? [index] : [])));
  const width = cells.findLastIndex((_, index) => !blank.has(index)) + 1;
  const maxWidth = cells.length;
  if (secrets.length > 0 || positions.size === 0) {
    // Headings are not repeated here: this may be a row of data.
    const code = cells.some(isGarbled) ? 'headings-garbled' : 'header-missing';
    const problems = secrets.length > 0 ? secrets : [problem(code, { row })];
    const unjudged = new Set(COLUMNS.map(({ name }) => name));
    const nowhere = placesOf(positions, unjudged);
    return {
      ...{ positions, places: nowhere, width, maxWidth, blank, ignored: [], unjudged },
      areRowsReadable: false,
      problems: () => problems,
    };
  }

  const repeated = [...places].filter(([, indexes]) => indexes.length > 1);
  const missing = COLUMNS.filter((column) => column.needed && !positions.has(column.name));
  const hasConsent = positions.has('approver_email') || CONSENT_COLUMNS.every((name) => positions.has(name));
  const unjudged = new Set<ColumnName>([
    ...repeated.map(([name]) => name),
    ...missing.map((column) => column.name),
    ...unclear.map(({ column }) => column.name),
    ...(hasConsent ? [] : (['approver_email', ...CONSENT_COLUMNS] as const)),
  ]);
  const absent = [...missing.map(({ name }) => name), ...(hasConsent ? [] : (['approver_email'] as const))];
  return {
    ...{ positions, places: placesOf(positions, unjudged), width, maxWidth, blank, ignored, unjudged },
    areRowsReadable: true,
    problems: (looks) => [
      ...missing.map(({ name }) =>
        problem('column-missing', { column: name, about: lookalikeOf(name, { ignored, unclear, looks, cells }) }),
      ),
      ...(hasConsent ? [] : [problem('consent-columns-missing', { column: 'approver_email' })]),
      ...repeated.map(([column, indexes]) => repetition(column, indexes, cells, row)),
      ...unclear.map(({ index, column, why }) =>
        problem(why === 'words' ? 'heading-unclear' : 'heading-names-time-zone', {
          row,
          column: columnLetters(index),
          value: (cells[index] ?? '').trim(),
          about: headingFor(column, cells[index] ?? ''),
        }),
      ),
      ...noted,
      ...ignored.filter(({ heading }) => heading !== '').map((column) => ignoredNotice(column, row, looks, absent)),
      ...ignored.filter(({ heading }) => heading === '').flatMap((column) => lookNotice(column, row, looks)),
    ],
  };
}

function ignoredNotice(
  column: IgnoredColumn,
  row: number,
  looks: ReadonlyMap<number, Look>,
  absent: readonly ColumnName[],
): Problem {
  const { index, heading, meant } = column;
  const [notice] = lookNotice(column, row, looks);
  if (notice !== undefined) return notice;
  const suggestion = meant === undefined ? '' : headingFor(meant, heading);
  // Which of the missing columns it is nobody can tell; that one of them is under a heading of its own is likely.
  const about = suggestion === '' ? absent.join('" / "') : suggestion;
  return problem('column-ignored', { row, column: columnLetters(index), value: heading, about });
}

function lookNotice({ index, heading }: IgnoredColumn, row: number, looks: ReadonlyMap<number, Look>): Problem[] {
  const look = looks.get(index);
  if (look === undefined) return [];
  return [problem('ignored-column-looks-known', { row, column: columnLetters(index), value: heading, about: look })];
}

/** Which heading may be the column that is missing: by its words, else by what stands in its cells. */
function lookalikeOf(
  name: ColumnName,
  {
    ignored,
    unclear,
    looks,
    cells,
  }: Pick<Headers, 'ignored'> & {
    unclear: readonly Unclear[];
    looks: ReadonlyMap<number, Look>;
    cells: readonly string[];
  },
): string {
  const byWords =
    unclear.find(({ column }) => column.name === name)?.index ??
    ignored.find(({ meant }) => meant?.name === name)?.index;
  const byCells = ignored.find(({ index, heading }) => {
    const look = looks.get(index);
    return heading !== '' && look !== undefined && (LOOKS[look].columns as readonly ColumnName[]).includes(name);
  })?.index;
  return (cells[byWords ?? byCells ?? -1] ?? '').trim();
}

function repetition(column: ColumnName, indexes: readonly number[], cells: readonly string[], row: number): Problem {
  const written = new Set(indexes.map((index) => (cells[index] ?? '').trim()));
  return problem('column-repeated', {
    row,
    column,
    about: indexes.map(columnLetters).join(', '),
    ...(written.size > 1 && { value: [...written].join(' / ') }),
  });
}

/**
 * Why a file is refused whose first row has no heading we know: its title may stand above them. `below` are the rows
 * that follow. Headings that name a secret are looked for there, too.
 */
export function readMisplacedHeaders(row: number, below: readonly { row: number; cells: string[] }[]): Problem[] {
  const rows = below.slice(0, MAX_ROWS_ABOVE_HEADINGS);
  const secrets = rows.flatMap((record) => secretsAmong(record.cells, record.row));
  const headings = headingsAmong(rows);
  return secrets.length > 0 && headings !== undefined
    ? secrets
    : [problem('header-missing', { row, about: headings === undefined ? '' : String(headings.row) })];
}

function secretsAmong(cells: readonly string[], row: number): Problem[] {
  return cells.flatMap((heading, index) => {
    const word = passwordWordIn(heading);
    return word === undefined ? [] : [problem('password-column', { row, column: columnLetters(index), about: word })];
  });
}

/** The row that has the headings, when a title stands above them. */
export function headingsAmong<Row extends { cells: readonly string[] }>(rows: readonly Row[]): Row | undefined {
  return rows
    .slice(0, MAX_ROWS_ABOVE_HEADINGS)
    .find(
      ({ cells }) => new Set(cells.map(columnOfHeading).filter((column) => column !== undefined)).size >= MANY_HEADINGS,
    );
}

/** The heading of a column in the language in which this one is written. */
function headingFor(column: Column, heading: string): string {
  return /[^\x00-\xff]/u.test(heading) ? column.japanese[0] : column.name;
}

type Unclear = { index: number } & Extract<HeadingReading, { kind: 'unclear' }>;

interface SortedHeadings {
  /** Where each column stands: more than one place is one too many. */
  places: Map<ColumnName, number[]>;
  ignored: IgnoredColumn[];
  noted: Problem[];
  unclear: Unclear[];
}

function sortHeadings(cells: readonly string[], row: number): SortedHeadings {
  const readings = cells.map((heading, index) => ({ heading: heading.trim(), index, reading: readHeading(heading) }));
  const sorted: SortedHeadings = { places: new Map(), ignored: [], noted: [], unclear: [] };
  // `テナントID(旧)` beside `テナントID` is another column; alone it is that column. So is 通知先 beside 通知先メールアドレス.
  const best = new Map<ColumnName, number>();
  for (const { reading } of readings) {
    if (rankOf(reading) < NOT_READ && 'column' in reading) {
      best.set(reading.column.name, Math.min(rankOf(reading), best.get(reading.column.name) ?? NOT_READ));
    }
  }
  let compared = 0;
  for (const { heading, index, reading } of readings) {
    const column = 'column' in reading ? reading.column : undefined;
    const rank = rankOf(reading);
    if (column !== undefined && rank < NOT_READ && rank === best.get(column.name)) {
      sorted.places.set(column.name, [...(sorted.places.get(column.name) ?? []), index]);
      if (rank > 0) {
        const code = reading.kind === 'short' ? 'heading-in-short' : 'heading-has-note';
        sorted.noted.push(problem(code, { row, column: column.name, value: heading }));
      }
    } else if (reading.kind === 'unclear' && !(reading.isAnother && best.has(reading.column.name))) {
      sorted.unclear.push({ ...reading, index });
    } else if (foldHeading(heading) === '' || !isOutputHeading(heading)) {
      const meant = column ?? (++compared > MAX_SUGGESTIONS ? undefined : headingLike(heading));
      if (meant !== undefined && isOfHours(meant) && !best.has(meant.name) && column === undefined) {
        sorted.unclear.push({ kind: 'unclear', column: meant, isAnother: false, why: 'words', index });
      } else {
        sorted.ignored.push({ index, heading: foldHeading(heading) === '' ? '' : heading, meant });
      }
    }
  }
  return sorted;
}

const NOT_READ = 3;

/** A heading of the template goes before one with a note, and that before a short form. */
function rankOf(reading: HeadingReading): number {
  if (reading.kind === 'known') return reading.note === '' ? 0 : 1;
  return reading.kind === 'short' ? 2 : NOT_READ;
}

function placesOf(positions: Headers['positions'], unjudged: Headers['unjudged']): Headers['places'] {
  return Object.fromEntries(
    COLUMNS.map(({ name }) => [name, unjudged.has(name) ? -1 : (positions.get(name) ?? -1)]),
  ) as Record<ColumnName, number>;
}
