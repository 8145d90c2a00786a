/** Notices that somebody should read before anything of the file is started: what was written may be lost, or mean another. */
const STANDS_OUT: ReadonlySet<string> = new Set([
  'ignored-column-looks-known',
  'console-shared',
  'login-repeated',
  'sheets-left-out',
  'rows-filtered',
  'rows-hidden',
  'columns-hidden',
  'example-row-skipped',
]);

/** Whether a problem stands apart from other notices, in `check` and in the plan of a batch. */
export function standsOut({ code }: { code: string }): boolean {
  return STANDS_OUT.has(code);
}
