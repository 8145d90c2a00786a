import type { MapState, ResultWriter } from './definition.ts';
import type { Execution } from './execution.ts';
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
  const putAll = async (name: string, children: readonly Execution[]) =>
    children.length === 0 ? [] : [await put(name, `[${children.map(recordOf).join(',')}]`)];
  try {
    const children = run.children();
    const ResultFiles = {
      FAILED: await putAll(
        'FAILED_0.json',
        children.filter(({ status }) => status !== 'SUCCEEDED'),
      ),
      PENDING: [],
      SUCCEEDED: await putAll(
        'SUCCEEDED_0.json',
        children.filter(({ status }) => status === 'SUCCEEDED'),
      ),
    };
    const manifest = { DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles };
    const { Key } = await put('manifest.json', JSON.stringify(manifest));
    return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key } };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new StatesError('States.ResultWriterFailed', `s3://${bucket}/${folder}: ${message}`);
  }
}

function recordOf(child: Execution): string {
  const { output, error } = child;
  return JSON.stringify({
    ExecutionArn: child.arn,
    Input: child.input.text,
    InputDetails: { Included: true },
    Name: child.name,
    ...(output && { Output: output.text, OutputDetails: { Included: true } }),
    ...(error && { Error: error.error, Cause: error.causeText }),
    RedriveCount: 0,
    StartDate: child.startDate.toISOString(),
    StateMachineArn: child.machine.arn,
    Status: child.status,
    StopDate: child.stopDate?.toISOString(),
  });
}
