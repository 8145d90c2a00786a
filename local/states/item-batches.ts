import type { ItemBatcher, MapState } from './definition.ts';
import type { MapItem } from './frame.ts';
import type { Json } from './json.ts';
import { selectItem } from './map-items.ts';
import type { Payload } from './payload.ts';
import type { StateRun } from './state-run.ts';

/** The items of one child execution and how to make its input, which is done when its turn comes. */
export interface Batch {
  readonly size: number;
  input(): Promise<Payload>;
}

export async function batchesOf(
  stateRun: StateRun<MapState>,
  batcher: ItemBatcher | undefined,
  values: readonly Json[],
): Promise<readonly Batch[]> {
  const items = values.map((value, index): MapItem => ({ index, value }));
  if (!batcher) return items.map((item) => ({ size: 1, input: () => selectItem(stateRun, item) }));
  const shared = batcher.batchInput && (await stateRun.evaluate(batcher.batchInput));
  const batches: Batch[] = [];
  for (let start = 0; start < items.length; start += batcher.maxItemsPerBatch) {
    const batch = items.slice(start, start + batcher.maxItemsPerBatch);
    batches.push({ size: batch.length, input: () => inputOf(stateRun, batch, shared) });
  }
  return batches;
}

async function inputOf(stateRun: StateRun<MapState>, batch: MapItem[], shared: Json | undefined): Promise<Payload> {
  const selected: Json[] = [];
  for (const item of batch) selected.push((await selectItem(stateRun, item)).value);
  const input = { ...(shared !== undefined && { BatchInput: shared }), Items: selected };
  return stateRun.frame.carry(input, `The input of a batch of the state '${stateRun.state.name}'`);
}
