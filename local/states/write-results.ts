import type { MapState, ResultWriter } from './definition.ts';
import type { Json } from './json.ts';
import type { MapRun } from './map-run.ts';
import { StatesError } from './states-error.ts';
import type { Visit } from './visit.ts';

/**
 * Writes what became of each child where AWS would: `<prefix>/<map run>/SUCCEEDED_0.json`, `FAILED_0.json` and a
 * `manifest.json` that names them. Returns the Map's result, which only says where the manifest is.
 */
export async function writeResults(
  visit: Visit<MapState>,
  writer: ResultWriter,
  run: MapRun,
  mapRunArn: string,
): Promise<Json> {
  const { clock, objects } = visit.frame.runtime;
  const bucket = await visit.evaluateText(writer.bucket, 'ResultWriter/Arguments/Bucket');
  const prefix = await visit.evaluateText(writer.prefix, 'ResultWriter/Arguments/Prefix');
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
