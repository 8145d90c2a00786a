const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['Excel (.xlsx) / ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['Excel (.xls)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['gzip', [0x1f, 0x8b]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
];

/** What a file really is when its first bytes say that it is not a CSV whatever its name; undefined for text. */
export function fileKindOf(head: Uint8Array): string | undefined {
  const signature = SIGNATURES.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (signature !== undefined) {
    return signature[0];
  }
  const start = head.findIndex((byte) => ![0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf].includes(byte));
  switch (start === -1 ? '' : String.fromCharCode(head[start] ?? 0)) {
    case '{':
    case '[':
      return 'JSON';
    case '<':
      return 'HTML / XML';
    default:
      return undefined;
  }
}
