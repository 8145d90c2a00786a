import type { Graph } from './definition.ts';
import type { Frame } from './frame.ts';
import type { Payload } from './payload.ts';
import { runState } from './run-state.ts';
import { throttled } from './throttled.ts';

/** Walks a graph from its first state to where it ends; the interpreter's one loop. */
export async function runGraph(graph: Graph, input: Payload, frame: Frame): Promise<Payload> {
  const { place } = frame;
  const standing = place.begin(graph.startAt, input, frame.variables);
  frame.assign(standing.variables);
  let name: string | undefined = standing.name;
  let { payload } = standing;
  while (name !== undefined) {
    await frame.execution.transition();
    frame.scope.check();
    const wait = throttled(frame);
    if (wait) await wait;
    const state = graph.states.get(name);
    if (!state) throw new Error(`No state ${name}: the definition was not checked`);
    ({ output: payload, next: name } = await runState(state, frame, payload));
    if (name !== undefined) place.enter(name, payload, frame.variables);
  }
  frame.scope.check();
  return payload;
}
