import { parse } from 'csv-parse/sync';
import type { ItemReader, MapState } from './definition.ts';
import type { Json } from './json.ts';
import { StatesError } from './states-error.ts';
import type { Visit } from './visit.ts';

/** The items of an S3 object; whatever is wrong with it is States.ItemReaderFailed. */
export async function readItems(visit: Visit<MapState>, reader: ItemReader): Promise<readonly Json[]> {
  const { clock, objects } = visit.frame.runtime;
  const bucket = await visit.evaluateText(reader.bucket, 'ItemReader/Arguments/Bucket');
  const key = await visit.evaluateText(reader.key, 'ItemReader/Arguments/Key');
  try {
    const body = await clock.busy(() => objects.get(bucket, key));
    const items = itemsIn(new TextDecoder().decode(body), reader);
    return reader.maxItems === undefined ? items : items.slice(0, reader.maxItems);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new StatesError('States.ItemReaderFailed', `s3://${bucket}/${key}: ${message}`);
  }
}

function itemsIn(text: string, reader: ItemReader): readonly Json[] {
  switch (reader.inputType) {
    case 'JSON': {
      const items = JSON.parse(text) as Json;
      if (!Array.isArray(items)) throw new Error('is not a JSON list');
      return items as readonly Json[];
    }
    case 'JSONL':
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as Json);
    case 'CSV':
      return rowsIn(text, reader);
  }
}

/** As AWS reads CSV: short rows are padded, further fields dropped, and backslashes vanish, all without a word. */
function rowsIn(text: string, reader: ItemReader): readonly Json[] {
  const rows = parse(text, {
    bom: true,
    delimiter: reader.csvDelimiter,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const headers = reader.csvHeaders ?? rows.shift() ?? [];
  return rows.map((row) =>
    Object.fromEntries(headers.map((header, column) => [header, (row[column] ?? '').replaceAll('\\', '')])),
  );
}
