/** Why an object of the intake bucket is no batch; nothing where it is one. */
export function whyNoBatch({ key, size }: { key: string; size: number }): string | undefined {
  if (!key.startsWith('incoming/') && !key.startsWith('dry-run/'))
    return 'it lies under neither incoming/ nor dry-run/';
  // A key of S3 like any other, and another place for every tool that takes it for a path.
  if (key.split('/').includes('..')) return 'its key has a part ".."';
  // What Excel saves as "Unicode text" is called .txt.
  if (!/\.(?:csv|txt)$/iu.test(key)) return 'its name ends in neither .csv nor .txt';
  // A folder made in the console is an object of no bytes whose key ends in a slash; an empty CSV gets its answer.
  return size === 0 && key.endsWith('/') ? 'it is a folder' : undefined;
}
