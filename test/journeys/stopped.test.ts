import { expect, it } from 'vitest';
import { executionArn, tenantExecutionName } from '../../lambdas/domain/names.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import type { Vault } from '../../lambdas/ports/vault.ts';
import { machineArn } from '../../local/deployment.ts';
import { aJourney, aRow, csvOf, EACH_ONCE, MINUTE, sealedPasswordOpens, SECOND, type Journey } from './a-journey.ts';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';

const CSV = csvOf(aRow({ tenant_id: 't-1' }));

it.each([
  ['WaitForProvisioning', '2-10'],
  ['WaitForUpdate', '3-12'],
])('records what an execution that is stopped in %s cannot, and the next batch walks on', async (state, guideStep) => {
  const journey = aJourney();
  await journey.start(CSV);
  await stopIn(state, journey);
  await journey.stack.engine.idle();
  const { outcome, execution } = await journey.tenant('t-1');
  expect(execution.status).toBe('ABORTED');
  expect(outcome).toMatchObject({ outcome: 'needsAttention', code: 'ExecutionABORTED', guideStep });
  expect(outcome?.reason).toMatch(/^its execution was stopped by hand at /u);
  expect((await journey.stack.ports.tenants.read('t-1'))?.lease).toBeUndefined();
  expect(journey.batchStates().at(-1)).toBe('SomeTenantsNeedAttention');

  await journey.run(journey.report());
  expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
  expect(journey.presses('t-1')).toEqual(EACH_ONCE);
  expect(journey.violations()).toEqual([]);
});

it('tells the operator of a stopped tenant also when the mail is refused at first: the event comes again', async () => {
  const journey = aJourney();
  await journey.start(CSV);
  journey.stack.ports.mailer.refuseNext();
  await stopIn('WaitForUpdate', journey);
  await journey.stack.engine.idle();
  const told = journey.mailsTo('operator@msp.example.jp').filter(({ text }) => text.includes('t-1'));
  // Of the day, and at the end of the batch.
  expect(told).toHaveLength(2);
});

it('counts the tenants of a batch that was stopped itself: they go on without it', async () => {
  const journey = aJourney();
  const batchId = await journey.start(CSV);
  await journey.stack.clock.sleep(10 * MINUTE);
  const { engine } = journey.stack;
  engine.stopExecution({ executionArn: (await journey.stack.ports.batches.read(batchId))?.execution ?? '' });
  await engine.idle();
  expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
  expect(journey.presses('t-1')).toEqual(EACH_ONCE);
});

it('keeps the password that opens the account when a function outlives its stopped execution', async () => {
  // The function hangs right before it seals its password, is stopped, and wakes up when another batch has the tenant.
  let hung = false;
  const hangOnce = async (clock: Clock, isTheStep: boolean): Promise<void> => {
    if (!isTheStep || hung) return;
    hung = true;
    await clock.sleep(8 * MINUTE);
  };
  const journey = aJourney({
    disturb: (ports, functions) => {
      const seal: Vault['seal'] = async (...secret) => {
        await hangOnce(ports.clock, functions.running()?.functionName === 'ClaimPrimaryAccount');
        return ports.vault.seal(...secret);
      };
      return { ...ports, vault: overrideMethods(ports.vault, { seal }) };
    },
  });
  await journey.start(CSV);
  await stopIn('ClaimPrimaryAccount', journey, 2 * MINUTE);
  await journey.run(CSV);
  expect(hung).toBe(true);
  expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
  expect(journey.presses('t-1')).toEqual(EACH_ONCE);
  expect(await sealedPasswordOpens(journey, 't-1')).toBe(true);
});

/** Stops the tenant's execution as a person in the console would, once it has been in this state for a while. */
async function stopIn(state: string, { stack, batchIds }: Journey, after = 0): Promise<void> {
  const batchId = batchIds.at(-1) ?? '';
  const executionArn = executionArnOf(tenantExecutionName('t-1', batchId, 1));
  const hasCome = () => stack.engine.figuresOf(executionArn).states.at(-1) === state;
  do await stack.clock.sleep(SECOND);
  while (!hasCome());
  await stack.clock.sleep(after);
  stack.engine.stopExecution({ executionArn });
}

function executionArnOf(name: string): string {
  return executionArn(machineArn('migrate-tenant'), name);
}
