import type { MapState } from './definition.ts';
import type { Frame } from './frame.ts';
import { inParallel } from './in-parallel.ts';
import type { Json } from './json.ts';
import { itemsOf, selectItem, toleranceOf } from './map-items.ts';
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
  await toleranceOf(visit);
  // What the next iteration follows from: the start or, where it had to wait, the last event within the one before it.
  let turn = frame.record('MapStateStarted', () => ({ mapStateStartedEventDetails: { length: items.length } }));
  const results: Json[] = new Array<Json>(items.length).fill(null);
  const scope = new Scope(frame.scope);
  const running = new Map<number, Frame>();
  const note = (iteration: Frame, what: string, index: number): number =>
    iteration.note(`MapIteration${what}`, () => ({
      [`mapIteration${what}EventDetails`]: { name: state.name, index },
    }));
  try {
    await inParallel(items.length, Math.min(limit, MOST_AT_A_TIME), async (index) => {
      const item = { index, value: items[index] ?? null };
      const place = frame.place.inside(index);
      const iteration = frame.inner(scope, place, item);
      running.set(index, iteration);
      try {
        const output = await place.once(async () => {
          iteration.follow(turn);
          iteration.follow(note(iteration, 'Started', index));
          const input = await selectItem(visit, item);
          const ended = await runGraph(state.processor, input, iteration);
          turn = iteration.previousEvent;
          frame.follow(note(iteration, 'Succeeded', index));
          return ended;
        });
        results[index] = output.value;
      } catch (failure) {
        if (!(failure instanceof Stopped)) {
          note(iteration, 'Failed', index);
          // The failure of an ItemSelector is an event of the Map itself.
          frame.follow(Math.max(frame.previousEvent, iteration.previousEvent));
        }
        throw failure;
      } finally {
        running.delete(index);
      }
    });
    const result = frame.carry(results, `The result of the state '${state.name}'`);
    frame.note('MapStateSucceeded');
    return result;
  } catch (failure) {
    for (const [index, iteration] of running) note(iteration, 'Aborted', index);
    scope.stop();
    throw failure;
  } finally {
    scope.end();
  }
}
