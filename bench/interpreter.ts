import { StepFunctionsEngine } from '../local/states/step-functions-engine.ts';
import { VirtualClock } from '../local/virtual-clock.ts';
import { secondsOf, type Section } from './section.ts';

const EXECUTIONS = 1_000;
const TURNS = 50;

/** Polls as the product's machines do: a Task, a Choice on its result, and a Wait until the instant it named. */
const POLLING = {
  QueryLanguage: 'JSONata',
  StartAt: 'Look',
  States: {
    Look: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'Look', Payload: { execution: '{% $states.context.Execution.Name %}' } },
      Output: '{% $states.result.Payload %}',
      Next: 'IsItDone',
    },
    IsItDone: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.done %}', Next: 'Done' }],
      Default: 'Wait',
    },
    Wait: { Type: 'Wait', Timestamp: '{% $states.input.lookAgainAt %}', Next: 'Look' },
    Done: { Type: 'Succeed' },
  },
};

/** The interpreter alone: its functions answer at once, and its clock jumps. */
export const interpreter: Section = {
  name: 'interpreter',
  what: `${EXECUTIONS.toLocaleString('en')} executions side by side, ${String(TURNS)} turns of Task, Choice and Wait each`,
  run: async () => {
    const clock = new VirtualClock({ start: new Date('2026-12-01T00:00:00Z'), speed: 'max', speedWhileBusy: 0 });
    const turns = new Map<string, number>();
    const engine = new StepFunctionsEngine({
      clock,
      history: 'counts',
      objects: { get: () => Promise.reject(new Error('no object')), put: () => Promise.reject(new Error('no bucket')) },
      invoke: async (_name, payload) => {
        const { execution } = payload as { execution: string };
        const turn = (turns.get(execution) ?? 0) + 1;
        turns.set(execution, turn);
        if (turn === TURNS) return { done: true };
        return { done: false, lookAgainAt: new Date(clock.now().getTime() + 60_000).toISOString() };
      },
    });
    const { stateMachineArn } = engine.createStateMachine({ name: 'polling', definition: POLLING });
    const started: string[] = [];
    const seconds = await secondsOf(async () => {
      for (let index = 0; index < EXECUTIONS; index++) {
        started.push(engine.startExecution({ stateMachineArn, name: `e-${String(index)}` }).executionArn);
      }
      await engine.idle();
    });
    const entered = started.reduce((sum, arn) => sum + engine.figuresOf(arn).states.length, 0);
    return {
      seconds: { says: 'all of them', value: seconds, unit: 's' },
      perSecond: { says: 'states entered in a second', value: entered / seconds, unit: 'states' },
    };
  },
};
