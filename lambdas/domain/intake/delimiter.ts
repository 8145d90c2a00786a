import { columnOfHeading } from './read-heading.ts';

/** What may stand between two cells. */
export type Delimiter = ',' | ';' | '\t';

const CANDIDATES = [',', ';', '\t', '|'];
const SEP_LINE = /^"?sep=([^\r\n])"?(?:\r\n|\r|\n)/iu;

/** How a file separates its cells, and the text from its header row on. */
export interface Opening {
  /** One of the supported delimiters, or another character the file seems to use. */
  delimiter: string;
  /** The cells of the header row as that delimiter separates them, without quotation marks. */
  headings: string[];
  text: string;
}

/**
 * Reads the opening of a file: a `sep=;` line if there is one (Excel obeys and hides it, so it is no row), and the
 * delimiter of the header row. Undefined when the header row is not complete yet and more text is to come.
 *
 * The delimiter that yields the most known headings wins, then the one that yields the most cells: a company called
 * `A;B` in a headless file must not make the choice.
 */
export function readOpening(beginning: string, isComplete: boolean): Opening | undefined {
  const withoutMark = beginning.startsWith('\ufeff') ? beginning.slice(1) : beginning;
  const sep = SEP_LINE.exec(withoutMark);
  const text = sep === null ? withoutMark : withoutMark.slice(sep[0].length);
  const headerEnd = endOfFirstFilledLine(text);
  if (headerEnd === undefined && !isComplete) {
    return undefined;
  }
  const header = text.slice(0, headerEnd);
  if (sep?.[1] !== undefined) {
    return { delimiter: sep[1], headings: splitOutsideQuotes(header, sep[1]), text };
  }
  const ranked = CANDIDATES.map((delimiter) => {
    const headings = splitOutsideQuotes(header, delimiter);
    return {
      delimiter,
      headings,
      known: headings.filter((heading) => columnOfHeading(heading) !== undefined).length,
    };
  }).sort((a, b) => b.known - a.known || b.headings.length - a.headings.length);
  const { delimiter = ',', headings = [] } = ranked[0] ?? {};
  return { delimiter, headings, text };
}

/** Whether we read files with this delimiter. */
export function isSupportedDelimiter(delimiter: string): delimiter is Delimiter {
  return delimiter === ',' || delimiter === ';' || delimiter === '\t';
}

/** Where the first line with anything on it ends (its line break not included), line breaks in quotes apart. */
function endOfFirstFilledLine(text: string): number | undefined {
  let inQuotes = false;
  let filled = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '"') {
      inQuotes = !inQuotes;
    }
    if (!inQuotes && (character === '\n' || character === '\r')) {
      if (filled) {
        return i;
      }
    } else if (character.trim() !== '' && !CANDIDATES.includes(character)) {
      filled = true;
    }
  }
  return undefined;
}

function splitOutsideQuotes(line: string, delimiter: string): string[] {
  const cells = [''];
  let inQuotes = false;
  for (const character of line) {
    if (character === '"') {
      inQuotes = !inQuotes;
    } else if (character === delimiter && !inQuotes) {
      cells.push('');
    } else {
      cells[cells.length - 1] += character;
    }
  }
  return cells;
}
