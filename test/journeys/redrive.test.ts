import { describe, expect, it } from 'vitest';
import { executionArn, tenantExecutionName } from '../../lambdas/domain/names.ts';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';
import { machineArn } from '../../local/deployment.ts';
import { aJourney, aRow, csvOf, DAY, EACH_ONCE, HOUR, SECOND, type Journey } from './a-journey.ts';

const CSV = csvOf(aRow({ tenant_id: 't-1' }));
const WITH_USER = csvOf(aRow({ tenant_id: 't-1', user_accounts: 'bbb=bbb@t-1.example.jp' }));

describe('a redrive of migrate-tenant', () => {
  it.each([
    ['WaitForProvisioning', HOUR],
    ['WaitForConnection', 13 * DAY],
    ['WaitForUpdate', HOUR],
  ])('that was stopped in %s is refused with the reason: its outcome is recorded and told', async (state, later) => {
    const { journey, tenant } = await stopped(state);
    const presses = journey.presses('t-1');
    const { cause, status } = await redrive(journey, tenant, later);
    expect(status).toBe('FAILED');
    expect(cause).toContain('leaseGone');
    expect(journey.presses('t-1')).toEqual(presses);
    expect((await journey.tenant('t-1')).outcome).toMatchObject({ code: 'ExecutionABORTED' });

    await journey.run(journey.report());
    expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
  });

  it('leaves alone what another batch has by then, and tells nobody twice', async () => {
    const { journey, tenant } = await stopped('WaitForProvisioning');
    await journey.start(journey.report());
    await journey.stack.clock.sleep(60 * SECOND);
    const { cause, status } = await redrive(journey, tenant, 0);
    expect(status).toBe('FAILED');
    expect(cause).toContain('leaseElsewhere');
    await journey.stack.engine.idle();
    expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
    expect(journey.mailsTo('it@t-1.example.jp')).toHaveLength(1);
  });

  it('of one that needs attention fails once more, and presses and tells nothing', async () => {
    const journey = aJourney({ tenants: { 't-1': { faults: ['EXPIRED_LICENCE'] } } });
    await journey.run(CSV);
    const mails = journey.mails().length;
    const failed = (await journey.tenant('t-1')).execution;
    const { status, cause } = await redrive(journey, failed.executionArn, DAY);
    expect(status).toBe('FAILED');
    expect(cause).toBe(failed.cause);
    expect(
      journey
        .mails()
        .slice(mails)
        .map(({ subject }) => subject),
    ).toEqual([]);
  });

  it('that was stopped between its outcome and its mail goes on: the stakeholders hear of it, and the hand-over begins', async () => {
    let stop: (() => void) | undefined;
    const journey: Journey = aJourney({
      disturb: (ports, functions) => ({
        ...ports,
        mailer: overrideMethods(ports.mailer, {
          sendOnce: async (...mail) => {
            if (!stop || functions.running()?.functionName !== 'EmailStakeholders')
              return ports.mailer.sendOnce(...mail);
            stop();
            return functions.crash();
          },
        }),
      }),
    });
    const tenant = executionArn(machineArn('migrate-tenant'), tenantExecutionName('t-1', await journey.start(CSV), 1));
    stop = () => {
      stop = undefined;
      journey.stack.engine.stopExecution({ executionArn: tenant });
    };
    await journey.stack.engine.idle();
    expect((await journey.tenant('t-1')).outcome?.outcome).toBe('migrated');
    expect((await redrive(journey, tenant, 13 * DAY)).status).toBe('SUCCEEDED');
    await journey.stack.engine.idle();
    expect(journey.mailsTo('it@t-1.example.jp')).toHaveLength(1);
    expect(await journey.handOver('t-1')).toBe('HandOverIsOpen');
  });
});

describe('a redrive of migrate-batch', () => {
  it('goes on counting where it was stopped, and ends with one report and one mail', async () => {
    const journey = aJourney();
    const batch = executionArn(machineArn('migrate-batch'), await journey.start(CSV));
    await stopIn(journey, batch, 'WaitForTenants');
    const { status } = await redrive(journey, batch, 0);
    expect(status).toBe('SUCCEEDED');
    await journey.stack.engine.idle();
    expect(journey.batchStates().at(-1)).toBe('BatchMigrated');
    expect(journey.presses('t-1')).toEqual(EACH_ONCE);
  });

  it('starts nobody where a scheduled run has closed the batch, and sends no second mail', async () => {
    const journey = aJourney({ settings: { releaseBy: 'one' } });
    const batch = executionArn(machineArn('migrate-batch'), await journey.start(CSV));
    await stopIn(journey, batch, 'AwaitRelease');
    await journey.stack.clock.busy(() => journey.stack.runScheduledJobs());
    const mails = journey.mails().length;
    await redrive(journey, batch, DAY);
    await journey.stack.engine.idle();
    expect((await journey.stack.ports.batches.readTenant(journey.batchIds[0] ?? '', 't-1'))?.outcome?.code).toBe(
      'batchStopped',
    );
    expect(journey.stack.engine.listExecutions(machineArn('migrate-tenant'))).toEqual([]);
    expect(journey.mails()).toHaveLength(mails);
  });
});

describe('a redrive of hand-over-tenant', () => {
  it('asks once more, for another sixty days, whose request a scheduled run had closed', async () => {
    const journey = aJourney({ settings: { userMails: 'contact' } });
    const name = tenantExecutionName('t-1', await journey.start(WITH_USER), 1);
    const handOver = executionArn(machineArn('hand-over-tenant'), name);
    await journey.stack.clock.sleep(DAY);
    journey.stack.engine.stopExecution({ executionArn: handOver });
    const asked = journey.mailsTo('it@t-1.example.jp').length;
    await journey.stack.clock.sleep(HOUR);
    await journey.stack.clock.busy(() => journey.stack.runScheduledJobs());
    journey.stack.engine.redriveExecution({ executionArn: handOver });
    await journey.stack.clock.sleep(HOUR);
    const tasks = await journey.stack.ports.desk.of('t-1');
    expect(tasks.filter(({ closed }) => !closed).map(({ step }) => step)).toEqual(['UserUpgrade', 'UserUpgrade:bbb']);
    expect(journey.mailsTo('it@t-1.example.jp')).toHaveLength(asked + 1);
    await journey.stack.engine.idle();
    expect(await journey.handOver('t-1')).toBe('HandOverIsOpen');
  });
});

/** One tenant whose execution somebody stopped in this state, and the batch that came to its end. */
async function stopped(state: string): Promise<{ journey: Journey; tenant: string }> {
  const journey = aJourney();
  const name = tenantExecutionName('t-1', await journey.start(CSV), 1);
  const tenant = executionArn(machineArn('migrate-tenant'), name);
  await stopIn(journey, tenant, state);
  await journey.stack.engine.idle();
  return { journey, tenant };
}

async function stopIn({ stack: { engine, clock } }: Journey, arn: string, state: string): Promise<void> {
  const hasCome = () => engine.figuresOf(arn).states.at(-1) === state;
  do await clock.sleep(SECOND / 4);
  while (!hasCome());
  engine.stopExecution({ executionArn: arn });
}

async function redrive({ stack: { engine, clock } }: Journey, arn: string, later: number) {
  await clock.sleep(later);
  engine.redriveExecution({ executionArn: arn });
  return engine.whenClosed(arn);
}
