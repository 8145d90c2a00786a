import type { DeskTask } from '../domain/desk-task.ts';
import { ASK_USER, upgradeStepOf } from '../domain/user-upgrade.ts';
import { ManualActionRequiredError, PersonNeededError } from '../domain/errors.ts';
import type { IntakeRow } from '../domain/intake/intake-row.ts';
import type { UserUpgradeRecord } from '../domain/user.ts';
import { reasonOfError } from '../domain/failure.ts';
import type { Ports } from '../ports/index.ts';
import { askForUpgrade } from '../steps/shared/ask-for-upgrade.ts';
import { fileTask } from '../steps/shared/desk-filing.ts';
import type { UserRun } from '../steps/upgrade-user-account.ts';
import { answerState } from './answer-state.ts';
import { handsOf } from './hands-of.ts';
import { isForAPerson, type TokenCall } from './step-call.ts';
import { answeredMeanwhile, type Performed, type StepPorts } from './perform-step.ts';
import { reportToBreaker } from './report-to-breaker.ts';

/** What is asked for around it. */
export type UserStepPorts = StepPorts & Pick<Ports, 'users' | 'links'>;

/** A step that works on one user account, no matter whose hands do it. */
export interface UserStep<Needs = Ports> {
  /** Name of its state. */
  step: string;
  run: (ports: Needs, input: UserRun) => Promise<unknown>;
}

export interface UserCall extends TokenCall {
  /** Name of the account in Apex Central. */
  account: string;
}

/**
 * Does a step for one user account of a migrated tenant, as `performStep` does it for a tenant: without its lease,
 * which went back when the outcome was recorded. Each account has a record and a mark of its own, and its own task; one
 * that only its user can upgrade has a task of the customer's, who is asked by mail.
 */
export async function performUserStep<Needs>(
  ports: UserStepPorts & Needs,
  { step: state, run }: UserStep<Needs>,
  call: UserCall,
): Promise<Performed> {
  const { tenantId, account, batchId, execution, taskToken, invocation, expiresAt, person } = call;
  const step = `${state}:${account}`;
  const tenant = await ports.tenants.read(tenantId);
  const listed = tenant?.row.userAccounts.kind === 'listed' ? tenant.row.userAccounts.accounts : [];
  const email = listed.find(({ name }) => name === account)?.email;
  if (!tenant || email === undefined) throw new Error(`tenant ${tenantId} lists no user account "${account}"`);

  const start = { invocation, now: ports.clock.now(), expiresAt };
  const user = await ports.users.begin({ tenantId, name: account, email }, start);
  const filed = await ports.desk.read(tenantId, step);
  const task = filed?.closed ? undefined : filed;
  let answer: unknown;
  try {
    if (call.attended && task?.revision !== call.attended.revision) throw answeredMeanwhile(tenantId, step);
    const { ports: withHands, actor } = handsOf(ports, { tenant, step, task }, call);
    answer = await run(withHands, { tenant, user, invocation, execution, batchId, actor });
  } catch (error) {
    await reportToBreaker(ports, step, call, error);
    if (isForAPerson(error, call)) {
      const isUsers = error instanceof PersonNeededError && error.ask === ASK_USER;
      const from = { subject: tenantId, step: isUsers ? upgradeStepOf(account) : step, batchId, execution };
      // The customer's task is another than the operator's, and has its own.
      const token = (isUsers || person === undefined) && { taskToken };
      const by = person !== undefined && { answeredBy: person };
      const waiting = await fileTask(ports, { ...from, ...token, ...by }, error);
      await ports.users.change(user, invocation, { openReason: error.reason });
      // The mark goes when everybody has been asked: an answer in the same second is told to come again.
      if (isUsers) await ask(ports, tenant.row, waiting, user, invocation);
      await ports.users.end(user, invocation);
      return { done: false, task: waiting };
    }
    if (error instanceof ManualActionRequiredError || call.unconfirmed) await ports.users.end(user, invocation);
    else await noteUserFailure(ports, user, invocation, error);
    throw error;
  }
  await ports.users.end(user, invocation);
  await answerState(ports, { tenantId, step, taskToken, answer, task, by: person ?? execution });
  return { done: true, answer };
}

async function ask(ports: UserStepPorts, row: IntakeRow, task: DeskTask, user: UserUpgradeRecord, invocation: string) {
  try {
    await askForUpgrade(ports, { row, task, user });
  } catch (error) {
    await noteUserFailure(ports, user, invocation, error);
    throw error;
  }
}

/** Why the account is still open. What fails here does not replace the error of the step; the mark ends by itself. */
export async function noteUserFailure(
  { users, clock }: Pick<Ports, 'users' | 'clock'>,
  user: UserUpgradeRecord,
  invocation: string,
  error: unknown,
): Promise<void> {
  const openReason = reasonOfError(error);
  await users.change(user, invocation, { failedAt: clock.now().toISOString(), openReason }).catch(() => undefined);
  await users.end(user, invocation).catch(() => undefined);
}
