import { randomUUID } from 'node:crypto';
import type { Distribution, MapState, ResultWriter } from './definition.ts';
import { batchesOf } from './item-batches.ts';
import type { Json } from './json.ts';
import { itemsOf, toleranceOf } from './map-items.ts';
import { MapRun, type MapRunPlan, type RunChild } from './map-run.ts';
import type { Payload } from './payload.ts';
import { readItems } from './read-items.ts';
import { Stopped } from './scope.ts';
import { asStatesError } from './states-error.ts';
import type { Visit } from './visit.ts';
import { writeResults } from './write-results.ts';

/** A Map whose items are worked through by child executions, in a Map Run of its own. */
export async function runDistributedMap(
  visit: Visit<MapState>,
  distribution: Distribution,
  runChild: RunChild,
): Promise<Payload> {
  const { state, frame } = visit;
  const { mapRun } = frame.place;
  const earlier = mapRun instanceof MapRun ? mapRun : undefined;
  const run = earlier ? earlier.redriven(visit) : new MapRun(visit, await planOf(visit, distribution), runChild);
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
    const value = await resultOf(visit, run, arn, distribution.writer);
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

async function planOf(visit: Visit<MapState>, distribution: Distribution): Promise<MapRunPlan> {
  const { state } = visit;
  const items = distribution.reader ? await readItems(visit, distribution.reader) : await itemsOf(visit);
  const batches = await batchesOf(visit, distribution.batcher, items);
  const limits = {
    concurrency: await visit.evaluateNumber(state.maxConcurrency, 'MaxConcurrency'),
    ...(await toleranceOf(visit)),
  };
  return { ...distribution, id: randomUUID(), items, batches, limits };
}

async function resultOf(
  visit: Visit<MapState>,
  run: MapRun,
  arn: string,
  writer: ResultWriter | undefined,
): Promise<Json> {
  try {
    await visit.frame.scope.wait<void>(({ resolve, reject }) => {
      run.run().then(resolve, reject);
      return () => {
        run.stop();
      };
    });
  } catch (failure) {
    // What became of the children is written down also where too many of them failed.
    if (writer && !(failure instanceof Stopped)) await writeResults(visit, writer, run, arn);
    throw failure;
  }
  return writer ? writeResults(visit, writer, run, arn) : run.outputs();
}
