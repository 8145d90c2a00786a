/** What is called so is no text, and nothing else that we know. */
export const BINARY = 'binary data';

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['Excel (.xlsx) / ZIP', [0x50, 0x4b, 0x03, 0x04]],
  ['ZIP', [0x50, 0x4b, 0x05, 0x06]],
  ['Excel (.xls)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['gzip', [0x1f, 0x8b]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];

const WEB_PAGE = 'HTML / XML';
const ARCHIVES = ['ZIP', 'gzip', 'Zstandard', '7-Zip', 'bzip2', 'xz', 'RAR'];

/** What can be done with a file of that kind. */
export function useOf(kind: string): 'spreadsheet' | 'web page' | 'archive' | 'other' {
  if (kind === WEB_PAGE) {
    return 'web page';
  }
  if (ARCHIVES.includes(kind)) {
    return 'archive';
  }
  return kind.startsWith('Excel') ? 'spreadsheet' : 'other';
}

/** What a file really is when its first bytes say that it is not a CSV whatever its name; undefined for text. */
export function fileKindOf(head: Uint8Array): string | undefined {
  const signature = SIGNATURES.find(([, bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (signature !== undefined) {
    return signature[0];
  }
  // Latin-1, NUL left out: whatever the encoding, the ASCII characters show.
  const text = String.fromCharCode(...head.filter((byte) => byte !== 0)).replace(
    /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/,
    '',
  );
  if (/^\s*(?:\[\s*(?:[[{"\]]|\d+\s*,)|\{\s*["}])/.test(text)) {
    return 'JSON';
  }
  if (/^\s*<(?:[!?]|(?:html|head|meta|title|body|script|style|div|table|svg)\b)/i.test(text)) {
    return WEB_PAGE;
  }
  return isBinary(head) ? BINARY : undefined;
}

const TEXT_CONTROLS = new Set([0x09, 0x0a, 0x0d, 0x1a, 0x1b]);

/** Bytes that stand in no text, not even one with a stray NUL. UTF-16 may have any byte, and NUL in every second place. */
function isBinary(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    return false;
  }
  let [controls, nuls] = [0, 0];
  for (const byte of head) {
    if (byte === 0) nuls++;
    else if (byte < 0x20 && !TEXT_CONTROLS.has(byte)) controls++;
  }
  return nuls > head.length * 0.6 || (nuls <= head.length * 0.02 && controls > head.length * 0.05);
}
