import { tokenPurpose, type DeskTask, type OpenTask } from '../../domain/desk/desk-task.ts';
import { PersonIsReadyError, StoppedError } from '../../domain/errors.ts';
import { inChunks } from '../../domain/in-chunks.ts';
import { inParallel } from '../../domain/in-parallel.ts';
import { PAUSED, type Scope } from '../../domain/switch.ts';
import { hasReached } from '../../domain/tenant.ts';
import type { Ports } from '../../ports/index.ts';

type SwitchPorts = Pick<Ports, 'switches' | 'desk' | 'vault' | 'executions' | 'tenants' | 'clock'>;

/** A pause may hold a thousand tenants, and an operator waits for the answer. */
const AT_ONCE = 16;
/** Tasks, and their tokens, that are read in one call and answered before the next: what was read is not older than that. */
const READ_AT_ONCE = 100;

export interface Turn {
  scope: Scope;
  /** Who turns it. */
  by: string;
  why: string;
}

/** Nothing new begins from here on: each tenant goes on to its next point of no return, and waits there at the desk. */
export async function pause({ switches, clock }: SwitchPorts, { scope, by, why }: Turn): Promise<void> {
  await switches.set(scope, { state: 'paused', by, at: clock.now().toISOString(), why });
}

/** Takes the switch away and lets every step go on that waited for it; gives how many. */
export async function resume(ports: SwitchPorts, { scope, by }: Omit<Turn, 'why'>): Promise<number> {
  // What pulled the brake was looked at: it takes as many tenants again to pull it once more.
  if (scope === 'everything') await ports.switches.forgetErrors();
  await ports.switches.set(scope, undefined);
  // Where the other switch is still set, the step comes back to the desk at once.
  const answer = { error: PersonIsReadyError.name, said: `resumed by ${by}` };
  return failWaiting(ports, scope, answer, async ({ ask }) => ask === PAUSED);
}

/**
 * Ends every tenant that waits for a person before anything has changed, or that was paused; others end where they would
 * change something next, and an update that runs is watched to its end. Gives how many ended at once.
 */
export async function stop(ports: SwitchPorts, { scope, by, why }: Turn): Promise<number> {
  const at = ports.clock.now().toISOString();
  await ports.switches.set(scope, { state: 'stopped', by, at, why });
  const answer = { error: StoppedError.name, said: `stopped by ${by} at ${at}: ${why}` };
  return failWaiting(ports, scope, answer, async (task) => task.ask === PAUSED || !(await hasChanged(ports, task)));
}

/** Whether anything has changed at the vendor already, or may have. */
async function hasChanged({ tenants }: SwitchPorts, { subject }: DeskTask): Promise<boolean> {
  const tenant = await tenants.read(subject);
  return !tenant || hasReached(tenant, 'primaryAccountClaimed') || tenant.passwordResetRequestedAt !== undefined;
}

/**
 * Answers with an error the states behind the open tasks of tenants in that scope that are meant; gives how many still waited
 * for it. The release of a batch is a question of its own.
 */
async function failWaiting(
  ports: SwitchPorts,
  scope: Scope,
  { error, said }: { error: string; said: string },
  isMeant: (task: DeskTask) => Promise<boolean>,
): Promise<number> {
  const { desk, vault, executions } = ports;
  const open: OpenTask[] = [];
  // To the end of the list before the first is answered: what comes back to the desk at once is not met again.
  for await (const task of desk.open()) {
    const isInScope = scope === 'everything' || scope.batchId === task.batchId;
    if (isInScope && task.subject !== task.batchId) open.push(task);
  }
  let answered = 0;
  for await (const some of inChunks(open, READ_AT_ONCE)) {
    const meant: DeskTask[] = [];
    await inParallel(AT_ONCE, await desk.readEach(some), async (task) => {
      if (!task.closed && (await isMeant(task))) meant.push(task);
    });
    const tokens = await vault.openEach(
      meant.map(({ subject, step }) => ({ tenantId: subject, purpose: tokenPurpose(step) })),
    );
    await inParallel(AT_ONCE, tokens, async (token) => {
      if (token && (await executions.failTask(token.reveal(), error, said))) answered++;
    });
  }
  return answered;
}
