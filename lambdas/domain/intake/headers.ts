import {
  columnLetters,
  columnOfHeading,
  COLUMNS,
  foldHeading,
  isOutputHeading,
  knownHeadings,
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
  /** Columns of which nothing can be said, because they are missing or there twice. */
  unjudged: ReadonlySet<ColumnName>;
  /** False when the rows below make no sense or must not be looked at: no heading is known, or one names a secret. */
  areRowsReadable: boolean;
  problems: Problem[];
}

/** Comparing a heading with all known ones takes time; nobody reads more suggestions than this. */
const MAX_SUGGESTIONS = 100;

const CONSENT_COLUMNS = ['consent_reference', 'consent_by', 'consent_on'] as const;

/**
 * Reads the header row: any order, English or Japanese, upper or lower case, full or half width, spaces ignored.
 *
 * Headings that name a secret are reported by their place alone. `row` is the row number in Excel.
 */
export function readHeaders(cells: readonly string[], row: number): Headers {
  const secrets = cells.flatMap((heading, index) => {
    const word = passwordWordIn(heading);
    return word === undefined ? [] : [problem('password-column', { row, column: columnLetters(index), about: word })];
  });
  const positions = new Map<ColumnName, number>();
  const places = new Map<ColumnName, string[]>();
  const unknown: { heading: string; index: number }[] = [];
  cells.forEach((heading, index) => {
    const column = columnOfHeading(heading);
    if (column !== undefined) {
      positions.set(column.name, positions.get(column.name) ?? index);
      places.set(column.name, [...(places.get(column.name) ?? []), columnLetters(index)]);
    } else if (foldHeading(heading) !== '' && !isOutputHeading(heading)) {
      unknown.push({ heading: heading.trim(), index });
    }
  });
  const width = cells.findLastIndex((heading) => foldHeading(heading) !== '') + 1;
  if (secrets.length > 0 || positions.size === 0) {
    // Headings are not repeated here: this may be a row of data.
    const problems = secrets.length > 0 ? secrets : [problem('header-missing', { row })];
    const unjudged = new Set(COLUMNS.map(({ name }) => name));
    const places = placesOf(positions, unjudged);
    return { positions, places, width, maxWidth: cells.length, unjudged, areRowsReadable: false, problems };
  }

  const repeated = [...places].filter(([, letters]) => letters.length > 1);
  const missing = COLUMNS.filter((column) => column.needed && !positions.has(column.name));
  const hasConsent = positions.has('approver_email') || CONSENT_COLUMNS.every((name) => positions.has(name));
  const suggestions = unknown
    .slice(0, MAX_SUGGESTIONS)
    .map(({ heading }) => nearMiss(heading, knownHeadings(), foldHeading));
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
    maxWidth: cells.length,
    unjudged,
    areRowsReadable: true,
    problems: [
      ...missing.map(({ name }) => problem('column-missing', { column: name, about: lookalikeOf(name) })),
      ...(hasConsent ? [] : [problem('consent-columns-missing', { column: 'approver_email' })]),
      ...repeated.map(([column, letters]) => problem('column-repeated', { row, column, about: letters.join(', ') })),
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

function placesOf(positions: Headers['positions'], unjudged: Headers['unjudged']): Headers['places'] {
  return Object.fromEntries(
    COLUMNS.map(({ name }) => [name, unjudged.has(name) ? -1 : (positions.get(name) ?? -1)]),
  ) as Record<ColumnName, number>;
}
