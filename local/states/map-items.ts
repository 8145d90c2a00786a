import type { MapState } from './definition.ts';
import type { MapItem } from './frame.ts';
import type { Json } from './json.ts';
import type { Payload } from './payload.ts';
import type { Visit } from './visit.ts';

/** What a Map works through when it reads no object: `Items`, or its input. */
export async function itemsOf(visit: Visit<MapState>): Promise<readonly Json[]> {
  const { items } = visit.state;
  const value = items ? await visit.evaluate(items) : visit.input.value;
  if (!Array.isArray(value)) throw visit.wrongType('Items', value, 'a list');
  return value as readonly Json[];
}

/** The input of one iteration. */
export async function selectItem(visit: Visit<MapState>, item: MapItem): Promise<Payload> {
  const { state, frame } = visit;
  const value = state.itemSelector ? await visit.evaluate(state.itemSelector, { mapItem: item }) : item.value;
  return frame.carry(value, `The input of iteration ${String(item.index)} of the state '${state.name}'`);
}
