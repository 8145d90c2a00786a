import type { State } from './definition.ts';
import type { Frame } from './frame.ts';
import type { Payload } from './payload.ts';
import { runChoice } from './run-choice.ts';
import { runDistributedMap } from './run-distributed-map.ts';
import { runFail } from './run-fail.ts';
import { runInlineMap } from './run-inline-map.ts';
import { runParallel } from './run-parallel.ts';
import { recovering } from './recovering.ts';
import { runTask } from './run-task.ts';
import { runWait } from './run-wait.ts';
import { Visit, type Step } from './visit.ts';

export function runState(state: State, frame: Frame, input: Payload): Promise<Step> {
  switch (state.type) {
    case 'Task': {
      const visit = new Visit(state, frame, input);
      return recovering(visit, () => runTask(visit));
    }
    case 'Parallel': {
      const visit = new Visit(state, frame, input);
      return recovering(visit, () => runParallel(visit));
    }
    case 'Map': {
      const visit = new Visit(state, frame, input);
      return recovering(visit, () =>
        state.distributed ? runDistributedMap(visit, state.distributed) : runInlineMap(visit),
      );
    }
    case 'Choice':
      return runChoice(new Visit(state, frame, input));
    case 'Wait':
      return runWait(new Visit(state, frame, input));
    case 'Fail':
      return runFail(new Visit(state, frame, input));
    case 'Pass':
    case 'Succeed':
      return new Visit(state, frame, input).leave(state, input);
  }
}
