import type { ItemBatcher, MapState } from './definition.ts';
import type { MapItem } from './frame.ts';
import type { Json } from './json.ts';
import { selectItem } from './map-items.ts';
import type { Payload } from './payload.ts';
import type { Visit } from './visit.ts';

/** The items of one child execution and how to make its input, which is done when its turn comes. */
export interface Batch {
  readonly size: number;
  input(): Promise<Payload>;
}

export async function batchesOf(
  visit: Visit<MapState>,
  batcher: ItemBatcher | undefined,
  values: readonly Json[],
): Promise<readonly Batch[]> {
  const items = values.map((value, index): MapItem => ({ index, value }));
  if (!batcher) return items.map((item) => ({ size: 1, input: () => selectItem(visit, item) }));
  const shared = batcher.batchInput && (await visit.evaluate(batcher.batchInput));
  const batches: Batch[] = [];
  for (let start = 0; start < items.length; start += batcher.maxItemsPerBatch) {
    const batch = items.slice(start, start + batcher.maxItemsPerBatch);
    batches.push({ size: batch.length, input: () => inputOf(visit, batch, shared) });
  }
  return batches;
}

async function inputOf(visit: Visit<MapState>, batch: MapItem[], shared: Json | undefined): Promise<Payload> {
  const selected: Json[] = [];
  for (const item of batch) selected.push((await selectItem(visit, item)).value);
  const input = { ...(shared !== undefined && { BatchInput: shared }), Items: selected };
  return visit.frame.carry(input, `The input of a batch of the state '${visit.state.name}'`);
}
