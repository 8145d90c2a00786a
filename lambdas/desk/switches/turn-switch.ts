import { tokenPurpose, type DeskTask, type OpenTask } from '../../domain/desk-task.ts';
import { PersonIsReadyError, StoppedError } from '../../domain/errors.ts';
import { inChunks } from '../../domain/in-chunks.ts';
import { inParallel } from '../../domain/in-parallel.ts';
import { PAUSED, type Scope, type Switch } from '../../domain/switch.ts';
import { hasReached } from '../../domain/tenant.ts';
import type { Ports } from '../../ports/index.ts';

type SwitchPorts = Pick<Ports, 'switches' | 'desk' | 'vault' | 'executions' | 'tenants' | 'clock'>;

/** A pause may hold a thousand tenants, and an operator waits for the answer. */
const AT_ONCE = 16;
/**
 * Tasks, and their tokens, that are read in one call and answered before the next: what was read is not older than
 * that.
 */
const READ_AT_ONCE = 100;

export interface Turn {
  scope: Scope;
  /** Who turns it. */
  by: string;
  why: string;
  /** The switch as they saw it; undefined where none was set. */
  seen: Switch | undefined;
}

/**
 * `tenants`: how many were answered at once. `overtaken`: somebody turned it since it was seen, and it was left as it
 * is.
 */
export type Turned = { kind: 'turned'; tenants: number } | { kind: 'overtaken'; now: Switch | undefined };

/**
 * Nothing new begins from here on: each tenant goes on to its next point of no return, and waits there at the desk. A
 * stop is stricter, and is not made a pause by the one who did not see it.
 */
export async function pause({ switches, clock }: SwitchPorts, { scope, by, why, seen }: Turn): Promise<Turned> {
  const set = await switches.set(scope, { state: 'paused', by, at: clock.now().toISOString(), why }, seen);
  return set ? { kind: 'turned', tenants: 0 } : overtaken(switches, scope);
}

/** Takes the switch away and lets every step go on that waited for it; gives how many. */
export async function resume(ports: SwitchPorts, { scope, by, seen }: Omit<Turn, 'why'>): Promise<Turned> {
  if (!(await ports.switches.set(scope, undefined, seen))) return overtaken(ports.switches, scope);
  // What tripped the circuit breaker was looked at: it takes as many tenants again to trip it once more.
  if (scope === 'everything') await ports.switches.forgetErrors();
  // Where the other switch is still set, the step comes back to the desk at once.
  const answer = { error: PersonIsReadyError.name, said: `resumed by ${by}` };
  return { kind: 'turned', tenants: await failWaiting(ports, scope, answer, async ({ ask }) => ask === PAUSED) };
}

/**
 * Ends every tenant that waits for a person before anything has changed, or that was paused; others end where they
 * would change something next, and an update that runs is watched to its end. Gives how many ended at once.
 */
export async function stop(ports: SwitchPorts, { scope, by, why, seen }: Turn): Promise<Turned> {
  const at = ports.clock.now().toISOString();
  if (!(await ports.switches.set(scope, { state: 'stopped', by, at, why }, seen)))
    return overtaken(ports.switches, scope);
  const answer = { error: StoppedError.name, said: `stopped by ${by} at ${at}: ${why}` };
  const isMeant = async (task: DeskTask) => task.ask === PAUSED || !(await hasChanged(ports, task));
  return { kind: 'turned', tenants: await failWaiting(ports, scope, answer, isMeant) };
}

async function overtaken(switches: Pick<Ports['switches'], 'read'>, scope: Scope): Promise<Turned> {
  return { kind: 'overtaken', now: await switches.read(scope) };
}

/** Whether anything has changed at the vendor already, or may have. */
async function hasChanged({ tenants }: SwitchPorts, { subject }: DeskTask): Promise<boolean> {
  const tenant = await tenants.read(subject);
  return !tenant || hasReached(tenant, 'primaryAccountClaimed') || tenant.passwordResetRequestedAt !== undefined;
}

/**
 * Answers with an error the states behind the open tasks of tenants in that scope that are meant; gives how many still
 * waited for it. The release of a batch is a question of its own.
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
