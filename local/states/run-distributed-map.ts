import { randomUUID } from 'node:crypto';
import type { Distribution, MapState, ResultWriter, ItemReader } from './definition.ts';
import { batchesOf } from './item-batches.ts';
import type { Json } from './json.ts';
import { itemsOf, toleranceOf } from './map-items.ts';
import { MapRun, type MapRunPlan, type RunChild } from './map-run.ts';
import type { Payload } from './payload.ts';
import { Stopped } from './scope.ts';
import { asStatesError, StatesError } from './states-error.ts';
import type { StateRun } from './state-run.ts';
import { parse } from 'csv-parse/sync';

/** A Map whose items are worked through by child executions, in a Map Run of its own. */
export async function runDistributedMap(
  stateRun: StateRun<MapState>,
  distribution: Distribution,
  runChild: RunChild,
): Promise<Payload> {
  const { state, frame } = stateRun;
  const { mapRun } = frame.place;
  const earlier = mapRun instanceof MapRun ? mapRun : undefined;
  const run = earlier
    ? earlier.redriven(stateRun)
    : new MapRun(stateRun, await planOf(stateRun, distribution), runChild);
  frame.place.mapRun = run;
  const arn = frame.runtime.arns.mapRun(frame.execution.machine.name, distribution.label, run.id);
  if (earlier) {
    const { redriveCount } = run;
    frame.record('MapRunRedriven', () => ({ mapRunRedrivenEventDetails: { mapRunArn: arn, redriveCount } }));
  } else {
    frame.record('MapStateStarted', () => ({ mapStateStartedEventDetails: { length: run.length } }));
    frame.record('MapRunStarted', () => ({ mapRunStartedEventDetails: { mapRunArn: arn } }));
  }
  try {
    const value = await resultOf(stateRun, run, arn, distribution.writer);
    const result = frame.carry(value, `The result of the state '${state.name}'`);
    const started = frame.previousEvent;
    frame.record('MapRunSucceeded');
    frame.note('MapStateSucceeded');
    frame.follow(started);
    return result;
  } catch (failure) {
    if (failure instanceof Stopped) throw failure;
    const { error, causeText } = asStatesError(failure);
    frame.record('MapRunFailed', () => ({ mapRunFailedEventDetails: { error, cause: causeText } }));
    throw failure;
  }
}

async function planOf(stateRun: StateRun<MapState>, distribution: Distribution): Promise<MapRunPlan> {
  const { state } = stateRun;
  const items = distribution.reader ? await readItems(stateRun, distribution.reader) : await itemsOf(stateRun);
  const batches = await batchesOf(stateRun, distribution.batcher, items);
  const limits = {
    concurrency: await stateRun.evaluateNumber(state.maxConcurrency, 'MaxConcurrency'),
    ...(await toleranceOf(stateRun)),
  };
  return { ...distribution, id: randomUUID(), items, batches, limits };
}

async function resultOf(
  stateRun: StateRun<MapState>,
  run: MapRun,
  arn: string,
  writer: ResultWriter | undefined,
): Promise<Json> {
  try {
    await stateRun.frame.scope.wait<void>(({ resolve, reject }) => {
      run.run().then(resolve, reject);
      return () => {
        run.stop();
      };
    });
  } catch (failure) {
    // What became of the children is written down also where too many of them failed.
    if (writer && !(failure instanceof Stopped)) await writeResults(stateRun, writer, run, arn);
    throw failure;
  }
  return writer ? writeResults(stateRun, writer, run, arn) : run.outputs();
}

/** The items of an S3 object; whatever is wrong with it is States.ItemReaderFailed. */
async function readItems(stateRun: StateRun<MapState>, reader: ItemReader): Promise<readonly Json[]> {
  const { clock, objects } = stateRun.frame.runtime;
  const bucket = await stateRun.evaluateText(reader.bucket, 'ItemReader/Arguments/Bucket');
  const key = await stateRun.evaluateText(reader.key, 'ItemReader/Arguments/Key');
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

/**
 * Writes what became of each child where AWS would: `<prefix>/<map run>/SUCCEEDED_0.json`, `FAILED_0.json` and a
 * `manifest.json` that names them. Returns the Map's result, which only says where the manifest is.
 */
async function writeResults(
  stateRun: StateRun<MapState>,
  writer: ResultWriter,
  run: MapRun,
  mapRunArn: string,
): Promise<Json> {
  const { clock, objects } = stateRun.frame.runtime;
  const bucket = await stateRun.evaluateText(writer.bucket, 'ResultWriter/Arguments/Bucket');
  const prefix = await stateRun.evaluateText(writer.prefix, 'ResultWriter/Arguments/Prefix');
  const folder = [prefix, run.id].filter((part) => part !== '').join('/');
  const put = async (name: string, text: string): Promise<{ Key: string; Size: number }> => {
    const key = `${folder}/${name}`;
    const body = Buffer.from(text);
    await clock.busy(() => objects.put(bucket, key, body));
    return { Key: key, Size: body.length };
  };
  const putAll = async (name: string, records: readonly string[]) =>
    records.length === 0 ? [] : [await put(name, `[${records.join(',')}]`)];
  try {
    const ResultFiles = {
      FAILED: await putAll('FAILED_0.json', run.records.failed),
      PENDING: [],
      SUCCEEDED: await putAll('SUCCEEDED_0.json', run.records.succeeded),
    };
    const manifest = { DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles };
    const { Key } = await put('manifest.json', JSON.stringify(manifest));
    return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key } };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new StatesError('States.ResultWriterFailed', `s3://${bucket}/${folder}: ${message}`);
  }
}
