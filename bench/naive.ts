import { StepFunctionsEngine } from '../local/states/step-functions-engine.ts';
import { VirtualClock } from '../local/virtual-clock.ts';
import { population } from './population.ts';
import { mean, type Section } from './section.ts';

/** A hundredth of a batch of 100,000, and of the 1,000 slots that such a machine is given. */
const TENANTS = 1_000;
const SLOTS = 10;
const MINUTE = 60_000;

/** What comes to mind first: a Map over the tenants, each child presses and looks every minute until it is done. */
const NAIVE = {
  QueryLanguage: 'JSONata',
  StartAt: 'MigrateEachTenant',
  States: {
    MigrateEachTenant: {
      Type: 'Map',
      MaxConcurrency: SLOTS,
      Items: '{% $states.input.tenants %}',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'StartUpdate',
        States: {
          StartUpdate: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Arguments: { FunctionName: 'StartUpdate', Payload: '{% $states.input %}' },
            Output: '{% $states.input %}',
            Next: 'WaitAMinute',
          },
          WaitAMinute: { Type: 'Wait', Seconds: 60, Next: 'CheckUpdate' },
          CheckUpdate: {
            Type: 'Task',
            Resource: 'arn:aws:states:::lambda:invoke',
            Arguments: { FunctionName: 'CheckUpdate', Payload: '{% $states.input %}' },
            Output: "{% $merge([$states.input, { 'done': $states.result.Payload }]) %}",
            Next: 'IsItDone',
          },
          IsItDone: {
            Type: 'Choice',
            Choices: [{ Condition: '{% $states.input.done %}', Next: 'Done' }],
            Default: 'WaitAMinute',
          },
          Done: { Type: 'Succeed', Output: {} },
        },
      },
      End: true,
    },
  },
};

/** The machine that one would write first, by the same interpreter: what the shape of ours is worth. */
export const naive: Section = {
  name: 'naive',
  what: `a naive machine by the same interpreter: ${TENANTS.toLocaleString('en')} tenants through a Map of ${String(SLOTS)} children that each hold their place and look every minute from the press on; updates of the same population, none with a problem`,
  run: async () => {
    const clock = new VirtualClock({ start: new Date('2026-12-01T00:00:00Z'), speed: 'max', speedWhileBusy: 0 });
    const tenants = [...population(1, TENANTS)].map(([id, { updateMinutes = 0 }]) => ({ id, minutes: updateMinutes }));
    const pressed = new Map<string, number>();
    const looks = new Map<string, number>();
    const delays: number[] = [];
    const engine = new StepFunctionsEngine({
      clock,
      history: 'counts',
      objects: { get: () => Promise.reject(new Error('no object')), put: () => Promise.reject(new Error('no bucket')) },
      invoke: async (name, payload) => {
        const { id, minutes } = payload as { id: string; minutes: number };
        const now = clock.now().getTime();
        if (name === 'StartUpdate') return void pressed.set(id, now);
        looks.set(id, (looks.get(id) ?? 0) + 1);
        const late = now - (pressed.get(id) ?? now) - minutes * MINUTE;
        if (late >= 0) delays.push(late / 1000);
        return late >= 0;
      },
    });
    const { stateMachineArn } = engine.createStateMachine({ name: 'naive', definition: NAIVE });
    const { executionArn } = engine.startExecution({ stateMachineArn, input: JSON.stringify({ tenants }) });
    const { status, startDate, stopDate } = await engine.whenClosed(executionArn);
    if (status !== 'SUCCEEDED' || !stopDate) throw new Error(`the naive machine ended as ${status}`);
    clock.close();
    const longest = Math.max(...tenants.map(({ minutes }) => minutes)) * MINUTE;
    const perTenant = mean([...looks.values()]);
    return {
      looks: { says: 'looks at the update, each tenant', value: perTenant, unit: '' },
      delay: { says: 'delay until its end is seen, mean', value: mean(delays), unit: 's' },
      transitions: { says: 'state transitions, each tenant', value: 2 + 3 * perTenant, unit: '' },
      ratio: {
        says: 'from the first start to the last end, over the longest tenant',
        value: (stopDate.getTime() - startDate.getTime()) / longest,
        unit: 'x',
      },
    };
  },
};
