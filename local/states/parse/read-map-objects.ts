import type { ItemReader, ResultWriter } from '../definition.ts';
import { constantTemplate } from '../template.ts';
import type { FieldReader } from './field-reader.ts';

const DELIMITERS = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' } as const;

/** Where a distributed Map takes its items from. */
export function readItemReader(map: FieldReader): ItemReader | undefined {
  const fields = map.object('ItemReader');
  if (!fields) return undefined;
  requireResource(fields, 'arn:aws:states:::s3:getObject');
  const config = fields.object('ReaderConfig');
  if (!config?.has('InputType')) fields.refuse('ReaderConfig.InputType is missing');
  const inputType = config?.choice('InputType', ['JSON', 'JSONL', 'CSV'], ['MANIFEST', 'PARQUET']) ?? 'JSONL';
  const csv = inputType === 'CSV' && config ? readCsvConfig(config) : { csvHeaders: undefined, csvDelimiter: ',' };
  const maxItems = config?.number('MaxItems', { least: 1 });
  config?.finish();
  const object = readObject(fields, 'Key');
  fields.finish();
  return { inputType, ...csv, maxItems, bucket: object.bucket, key: object.name };
}

function readCsvConfig(config: FieldReader): Pick<ItemReader, 'csvHeaders' | 'csvDelimiter'> {
  const location = config.choice('CSVHeaderLocation', ['FIRST_ROW', 'GIVEN']);
  if (!location) config.refuse('CSVHeaderLocation is missing');
  const headers = config.texts('CSVHeaders');
  if ((location === 'GIVEN') !== headers.length > 0) {
    config.refuse('belongs to, and is needed for, CSVHeaderLocation GIVEN', 'CSVHeaders');
  }
  const delimiter = config.choice('CSVDelimiter', Object.keys(DELIMITERS) as (keyof typeof DELIMITERS)[]) ?? 'COMMA';
  return { csvHeaders: location === 'GIVEN' ? headers : undefined, csvDelimiter: DELIMITERS[delimiter] };
}

/** Where it leaves what became of each item. */
export function readResultWriter(map: FieldReader): ResultWriter | undefined {
  const fields = map.object('ResultWriter');
  if (!fields) return undefined;
  requireResource(fields, 'arn:aws:states:::s3:putObject');
  const object = readObject(fields, 'Prefix');
  fields.finish();
  return { bucket: object.bucket, prefix: object.name };
}

function requireResource(fields: FieldReader, resource: string): void {
  const found = fields.text('Resource', 'required');
  if (found === '' || found === resource) return;
  const why = found === 'arn:aws:states:::s3:listObjectsV2' ? 'is valid on AWS, but here only' : 'is not';
  fields.refuse(`${found} ${why} ${resource}${why === 'is not' ? '' : ' runs'}`, 'Resource');
}

function readObject(fields: FieldReader, name: 'Key' | 'Prefix') {
  const object = fields.object('Arguments');
  if (!object) fields.refuse('Arguments is missing');
  const nothing = constantTemplate('');
  const read = {
    bucket: object?.requiredTemplate('Bucket') ?? nothing,
    name: object?.requiredTemplate(name) ?? nothing,
  };
  object?.finish();
  return read;
}
