import { open } from 'node:fs/promises';
import { isSpreadsheet } from './is-spreadsheet.ts';
import type { SpreadsheetReading } from './read-spreadsheet.ts';

/**
 * What the workbook at a path came to; undefined of a file that is none by its first bytes, whatever its name. The reader is
 * loaded where it is needed. Throws what the file system says.
 */
export async function spreadsheetAt(path: string, sheet: string | undefined): Promise<SpreadsheetReading | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    if (!isSpreadsheet(buffer.subarray(0, bytesRead))) return undefined;
    const { MAX_WORKBOOK_BYTES, readSpreadsheet, tooLarge } = await import('./read-spreadsheet.ts');
    const { size } = await file.stat();
    // From the beginning: a read at a given place moves nothing.
    return size > MAX_WORKBOOK_BYTES ? tooLarge(size) : readSpreadsheet(await file.readFile(), sheet);
  } finally {
    await file.close();
  }
}
