const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The container of Excel 97-2003, and of every workbook with a password (MS-CFB 2.2). */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

/** Whether the first four bytes of a file are those of a workbook, whatever its name. */
export function isSpreadsheet(head: Uint8Array): boolean {
  return isZip(head) || isCompoundFile(head);
}

function isZip(head: Uint8Array): boolean {
  return ZIP.every((byte, index) => head[index] === byte);
}

export function isCompoundFile(head: Uint8Array): boolean {
  return COMPOUND_FILE.every((byte, index) => head[index] === byte);
}
