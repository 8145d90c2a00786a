import type { MapState } from './definition.ts';
import type { MapItem } from './frame.ts';
import type { Json } from './json.ts';
import type { Payload } from './payload.ts';
import type { StateRun } from './state-run.ts';

/** What a Map works through when it reads no object: `Items`, or its input. */
export async function itemsOf(stateRun: StateRun<MapState>): Promise<readonly Json[]> {
  const { items } = stateRun.state;
  const value = items ? await stateRun.evaluate(items) : stateRun.input.value;
  if (!Array.isArray(value)) throw stateRun.wrongType('Items', value, 'array', items);
  return value as readonly Json[];
}

/** How many failures of its items a Map bears, in percent and in number; AWS reads it of an inline one too, to no end. */
export async function toleranceOf(
  stateRun: StateRun<MapState>,
): Promise<{ percentage: number | undefined; count: number | undefined }> {
  const { toleratedFailurePercentage, toleratedFailureCount } = stateRun.state;
  return {
    percentage: await stateRun.evaluateNumber(toleratedFailurePercentage, 'ToleratedFailurePercentage', {
      whole: false,
    }),
    count: await stateRun.evaluateNumber(toleratedFailureCount, 'ToleratedFailureCount'),
  };
}

/** The input of one iteration. */
export async function selectItem(stateRun: StateRun<MapState>, item: MapItem): Promise<Payload> {
  const { state, frame } = stateRun;
  const value = state.itemSelector ? await stateRun.evaluate(state.itemSelector, { mapItem: item }) : item.value;
  return frame.carry(value, `The input of iteration ${String(item.index)} of the state '${state.name}'`);
}
