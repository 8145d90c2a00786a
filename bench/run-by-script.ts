import * as z from 'zod';
import { tenantExecutionName } from '../lambdas/domain/names.ts';
import { lookAgainForTheBatch } from '../lambdas/domain/when-to-look-again.ts';
import { ACCOUNT, createMachines, INTAKE_BUCKET, machineArn, REGION } from '../local/deployment.ts';
import { StepFunctionsEngine } from '../local/states/step-functions-engine.ts';
import { VirtualClock } from '../local/virtual-clock.ts';
import { ModelledAccount } from './modelled-account.ts';
import { PerSecond } from './per-second.ts';
import { population } from './population.ts';
import { ScriptedTenant } from './scripted-tenant.ts';
import type { Ran, Simulation } from './simulate.ts';

const START = new Date('2026-12-01T00:00:00.000Z');
const BATCH = 'scale--00000000';
const ACCEPTED = 'accepted.jsonl';
const INPUT = { bucket: INTAKE_BUCKET, key: 'incoming/scale.csv', versionId: 'v1', dryRun: false };

const payload = z.object({ tenantId: z.string().optional(), taskToken: z.string().optional() });

/** By a script of what the functions answer: the same machines, quotas and instants, at a fraction of the work. */
export async function runByScript({ seed, tenants, first, startsPerSecond, quotas }: Simulation): Promise<Ran> {
  const clock = new VirtualClock({ start: START, speed: 'max', speedWhileBusy: 0 });
  const account = new ModelledAccount(quotas, clock);
  const answers = new PerSecond();
  const scenario = population(seed, tenants, first);
  const scripted = new Map<string, ScriptedTenant>();
  for (const [tenantId, special] of scenario) scripted.set(tenantId, new ScriptedTenant(tenantId, special, clock));
  let createdAt = START;
  let outcomes = 0;

  const ofTheBatch = (state: string): unknown => {
    switch (state) {
      case 'ReadIntake':
        createdAt = clock.now();
        return { ending: null, acceptedKey: ACCEPTED };
      case 'AwaitRelease':
        return { released: true };
      case 'CountOutcomes':
        if (outcomes === tenants) return { done: true };
        return { done: false, ...lookAgainForTheBatch(createdAt.toISOString(), clock.now()) };
      case 'WriteReport':
        return { ending: 'migrated' };
      default:
        return {};
    }
  };
  const engine: StepFunctionsEngine = new StepFunctionsEngine({
    clock,
    region: REGION,
    accountId: ACCOUNT,
    history: 'counts',
    random: () => 0.5,
    limits: account,
    objects: {
      get: async () => Buffer.from([...scripted.keys()].map(workOf).join('')),
      put: async () => undefined,
    },
    invoke: (state, event) =>
      account.invocation(state, async () => {
        const { tenantId, taskToken } = payload.parse(event);
        const answer = await (tenantId === undefined ? ofTheBatch(state) : scripted.get(tenantId)?.answer(state));
        if (state === 'RecordOutcome') outcomes++;
        if (taskToken === undefined) return answer;
        answers.count(clock.now().getTime());
        engine.sendTaskSuccess({ taskToken, output: JSON.stringify(answer) });
        return {};
      }),
  });
  createMachines(engine, startsPerSecond);
  engine.startExecution({ stateMachineArn: machineArn('migrate-batch'), name: BATCH, input: JSON.stringify(INPUT) });
  await engine.idle();
  clock.close();
  return { engine, account, answers };
}

/** A line of the work list. */
function workOf(tenantId: string): string {
  return `${JSON.stringify({ tenantId, execution: tenantExecutionName(tenantId, BATCH, 1) })}\n`;
}
