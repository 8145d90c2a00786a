import type { MapState } from './definition.ts';
import type { MapItem } from './frame.ts';
import type { Json } from './json.ts';
import type { Payload } from './payload.ts';
import type { Visit } from './visit.ts';

/** What a Map works through when it reads no object: `Items`, or its input. */
export async function itemsOf(visit: Visit<MapState>): Promise<readonly Json[]> {
  const { items } = visit.state;
  const value = items ? await visit.evaluate(items) : visit.input.value;
  if (!Array.isArray(value)) throw visit.wrongType('Items', value, 'array', items);
  return value as readonly Json[];
}

/** How many failures of its items a Map bears, in percent and in number; AWS reads it of an inline one too, to no end. */
export async function toleranceOf(
  visit: Visit<MapState>,
): Promise<{ percentage: number | undefined; count: number | undefined }> {
  const { toleratedFailurePercentage, toleratedFailureCount } = visit.state;
  return {
    percentage: await visit.evaluateNumber(toleratedFailurePercentage, 'ToleratedFailurePercentage', { whole: false }),
    count: await visit.evaluateNumber(toleratedFailureCount, 'ToleratedFailureCount'),
  };
}

/** The input of one iteration. */
export async function selectItem(visit: Visit<MapState>, item: MapItem): Promise<Payload> {
  const { state, frame } = visit;
  const value = state.itemSelector ? await visit.evaluate(state.itemSelector, { mapItem: item }) : item.value;
  return frame.carry(value, `The input of iteration ${String(item.index)} of the state '${state.name}'`);
}
