import { isGarbled } from './clean-text.ts';
import {
  columnLetters,
  columnOfHeading,
  COLUMNS,
  foldHeading,
  headingBeginningWith,
  isOutputHeading,
  japaneseHeading,
  knownHeadings,
  noteOfHeading,
  type ColumnName,
} from './columns.ts';
import { nearMiss } from './near-miss.ts';
import { passwordWordIn } from './password-words.ts';
import { problem, type Problem } from './problems.ts';

/** What the header row of a file says. */
export interface Headers {
  /** Where each column stands; columns the file does not have are not in it. */
  positions: ReadonlyMap<ColumnName, number>;
  /** The same for the reader of rows, which asks forty times a row; -1 also where nothing can be said of the column. */
  places: Readonly<Record<ColumnName, number>>;
  /** How many cells a complete row has at least: blank headings at the end do not count. */
  width: number;
  /** How many cells a row may fill: blank headings count. */
  maxWidth: number;
  /** Where the blank headings stand that come before `maxWidth`. */
  blank: ReadonlySet<number>;
  /** Columns of which nothing can be said, because they are missing or there twice. */
  unjudged: ReadonlySet<ColumnName>;
  /** False when the rows below make no sense or must not be looked at: no heading is known, or one names a secret. */
  areRowsReadable: boolean;
  problems: Problem[];
}

/** Comparing a heading with all known ones takes time; nobody reads more suggestions than this. */
const MAX_SUGGESTIONS = 100;

/** How far down headings are looked for, to say where they are. */
const MAX_ROWS_ABOVE_HEADINGS = 20;

const CONSENT_COLUMNS = ['consent_reference', 'consent_by', 'consent_on'] as const;

/**
 * Reads the header row: any order, English or Japanese, upper or lower case, full or half width, spaces ignored.
 *
 * Headings that name a secret are reported by their place alone. `row` is the row number in Excel.
 */
export function readHeaders(cells: readonly string[], row: number): Headers {
  const secrets = secretsAmong(cells, row);
  const { positions, places, unknown, noted } = sortHeadings(cells, row);
  const blank = new Set(cells.flatMap((heading, index) => (foldHeading(heading) === '' ? [index] : [])));
  const width = cells.findLastIndex((_, index) => !blank.has(index)) + 1;
  const maxWidth = cells.length;
  if (secrets.length > 0 || positions.size === 0) {
    // Headings are not repeated here: this may be a row of data.
    const code = cells.some(isGarbled) ? 'headings-garbled' : 'header-missing';
    const problems = secrets.length > 0 ? secrets : [problem(code, { row })];
    const unjudged = new Set(COLUMNS.map(({ name }) => name));
    const nowhere = placesOf(positions, unjudged);
    return { positions, places: nowhere, width, maxWidth, blank, unjudged, areRowsReadable: false, problems };
  }

  const repeated = [...places].filter(([, letters]) => letters.length > 1);
  const missing = COLUMNS.filter((column) => column.needed && !positions.has(column.name));
  const hasConsent = positions.has('approver_email') || CONSENT_COLUMNS.every((name) => positions.has(name));
  const suggestions = unknown.slice(0, MAX_SUGGESTIONS).map(({ heading }) => suggestionFor(heading));
  const lookalikeOf = (name: ColumnName): string => {
    const found = suggestions.findIndex((known) => known !== undefined && columnOfHeading(known)?.name === name);
    return unknown[found]?.heading ?? '';
  };
  const unjudged = new Set<ColumnName>([
    ...repeated.map(([name]) => name),
    ...missing.map((column) => column.name),
    ...(hasConsent ? [] : (['approver_email', ...CONSENT_COLUMNS] as const)),
  ]);
  return {
    positions,
    places: placesOf(positions, unjudged),
    width,
    maxWidth,
    blank,
    unjudged,
    areRowsReadable: true,
    problems: [
      ...missing.map(({ name }) => problem('column-missing', { column: name, about: lookalikeOf(name) })),
      ...(hasConsent ? [] : [problem('consent-columns-missing', { column: 'approver_email' })]),
      ...repeated.map(([column, letters]) => problem('column-repeated', { row, column, about: letters.join(', ') })),
      ...noted,
      ...unknown.map(({ heading, index }, nth) =>
        problem('column-ignored', {
          row,
          column: columnLetters(index),
          value: heading,
          about: suggestions[nth] ?? '',
        }),
      ),
    ],
  };
}

/**
 * Why a file is refused whose first row has no heading we know: its title may stand above them. `below` are the rows that
 * follow. Headings that name a secret are looked for there, too.
 */
export function readMisplacedHeaders(row: number, below: readonly { row: number; cells: string[] }[]): Problem[] {
  const rows = below.slice(0, MAX_ROWS_ABOVE_HEADINGS);
  const secrets = rows.flatMap((record) => secretsAmong(record.cells, record.row));
  const headings = rows.find(({ cells }) => cells.filter((cell) => columnOfHeading(cell) !== undefined).length >= 3);
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

/** The heading that was probably meant, in the language in which this one is written. */
function suggestionFor(heading: string): string | undefined {
  const known = nearMiss(heading, knownHeadings(), foldHeading) ?? headingBeginningWith(heading);
  return known !== undefined && /[^\x00-\xff]/u.test(heading) ? japaneseHeading(known) : known;
}

interface SortedHeadings {
  positions: Map<ColumnName, number>;
  /** The letters of every column that has the heading. */
  places: Map<ColumnName, string[]>;
  unknown: { heading: string; index: number }[];
  noted: Problem[];
}

function sortHeadings(cells: readonly string[], row: number): SortedHeadings {
  const sorted: SortedHeadings = { positions: new Map(), places: new Map(), unknown: [], noted: [] };
  // `テナントID(旧)` beside `テナントID` is another column; alone it is that column.
  const unnoted = new Set(cells.filter((heading) => noteOfHeading(heading) === '').map(columnOfHeading));
  cells.forEach((heading, index) => {
    const column = columnOfHeading(heading);
    const isNoted = column !== undefined && noteOfHeading(heading) !== '';
    if (column !== undefined && !(isNoted && unnoted.has(column))) {
      if (isNoted) {
        sorted.noted.push(problem('heading-has-note', { row, column: column.name, value: heading.trim() }));
      }
      sorted.positions.set(column.name, sorted.positions.get(column.name) ?? index);
      sorted.places.set(column.name, [...(sorted.places.get(column.name) ?? []), columnLetters(index)]);
    } else if (foldHeading(heading) !== '' && !isOutputHeading(heading)) {
      sorted.unknown.push({ heading: heading.trim(), index });
    }
  });
  return sorted;
}

function placesOf(positions: Headers['positions'], unjudged: Headers['unjudged']): Headers['places'] {
  return Object.fromEntries(
    COLUMNS.map(({ name }) => [name, unjudged.has(name) ? -1 : (positions.get(name) ?? -1)]),
  ) as Record<ColumnName, number>;
}
