/** What a list of a bucket is asked for. */
export interface Asked {
  prefix: string;
  delimiter: string;
  /** Only what comes after this key, or common prefix. */
  after: string;
  most: number;
}

/** One page of a list, as S3 answers it. */
export interface Listed<T> {
  entries: T[];
  /** What stands for all keys that go on with the delimiter behind the prefix. */
  commonPrefixes: string[];
  /** The last key, or common prefix, of a page that is not the last one. */
  next: string | undefined;
}

/**
 * A page of entries that are ordered by their keys. A common prefix counts as one entry, and, once a page has ended with it,
 * stands for all of its keys. Versions of one key are kept together on a page.
 */
export function pageOf<T extends { key: string }>(entries: readonly T[], asked: Asked): Listed<T> {
  const { prefix, delimiter, after, most } = asked;
  const afterBytes = Buffer.from(after);
  const page: Listed<T> = { entries: [], commonPrefixes: [], next: undefined };
  let last: string | undefined;
  let count = 0;
  for (const entry of entries) {
    const { key } = entry;
    if (!key.startsWith(prefix) || (after !== '' && Buffer.compare(Buffer.from(key), afterBytes) <= 0)) continue;
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const common = end === -1 ? undefined : key.slice(0, end + delimiter.length);
    // The page before has ended with this prefix.
    if (common !== undefined && (common === after || common === page.commonPrefixes.at(-1))) continue;
    const stands = common ?? key;
    if (count >= most && stands !== last) {
      if (last !== undefined) page.next = last;
      return page;
    }
    if (stands !== last) count++;
    last = stands;
    if (common === undefined) page.entries.push(entry);
    else page.commonPrefixes.push(common);
  }
  return page;
}
