import type { MapState } from './definition.ts';
import { inParallel } from './in-parallel.ts';
import type { Json } from './json.ts';
import { itemsOf, selectItem } from './map-items.ts';
import type { Payload } from './payload.ts';
import { runGraph } from './run-graph.ts';
import { Scope, Stopped } from './scope.ts';
import type { Visit } from './visit.ts';

/** AWS runs at most so many iterations of an inline Map at a time. */
const MOST_AT_A_TIME = 40;

/** A Map whose iterations are part of this execution; the first that fails stops the others. */
export async function runInlineMap(visit: Visit<MapState>): Promise<Payload> {
  const { state, frame } = visit;
  const items = await itemsOf(visit);
  const limit = (await visit.evaluateNumber(state.maxConcurrency, 'MaxConcurrency')) || MOST_AT_A_TIME;
  frame.record('MapStateStarted', () => ({ mapStateStartedEventDetails: { length: items.length } }));
  const results: Json[] = new Array<Json>(items.length).fill(null);
  const scope = new Scope(frame.scope);
  const running = new Set<number>();
  const record = (what: string, index: number): void => {
    frame.record(`MapIteration${what}`, () => ({
      [`mapIteration${what}EventDetails`]: { name: state.name, index },
    }));
  };
  try {
    await inParallel(items.length, Math.min(limit, MOST_AT_A_TIME), async (index) => {
      const item = { index, value: items[index] ?? null };
      const place = frame.place.inside(index);
      running.add(index);
      try {
        const output = await place.once(async () => {
          record('Started', index);
          const input = await selectItem(visit, item);
          const ended = await runGraph(state.processor, input, frame.inner(scope, place, item));
          record('Succeeded', index);
          return ended;
        });
        results[index] = output.value;
      } catch (failure) {
        if (!(failure instanceof Stopped)) record('Failed', index);
        throw failure;
      } finally {
        running.delete(index);
      }
    });
    const result = frame.carry(results, `The result of the state '${state.name}'`);
    frame.record('MapStateSucceeded');
    return result;
  } catch (failure) {
    for (const index of running) record('Aborted', index);
    scope.stop();
    if (!(failure instanceof Stopped)) frame.record('MapStateFailed');
    throw failure;
  } finally {
    scope.end();
  }
}
