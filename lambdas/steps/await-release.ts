import type { Batch } from '../domain/batch.ts';
import type { ReleaseSettings } from '../domain/batch-plan.ts';
import { tokenPurpose, dueAt } from '../domain/desk-task.ts';
import { releaseNeededMail } from '../domain/mails/release-mail.ts';
import { AWAIT_RELEASE } from '../domain/release.ts';
import { Secret } from '../domain/secret.ts';
import type { Reason } from '../domain/statements/catalogue.ts';
import type { Ports } from '../ports/index.ts';
import { makePlan } from './shared/plan-of-batch.ts';

export interface ReleaseRun {
  batchId: string;
  /** ARN of the execution. */
  execution: string;
  taskToken: string;
}

/** `undefined` while people have to decide: the token waits in the vault then. */
export type ReleaseAnswer = { released: boolean } | undefined;

type ReleasePorts = Pick<Ports, 'batches' | 'tenants' | 'desk' | 'vault' | 'links' | 'mailer' | 'settings' | 'clock'>;

/**
 * Releases the batch, or puts its plan before the operators: no customer is written to before. A dry run writes to
 * nobody and changes nothing, so that nobody has to release it.
 */
export async function awaitRelease(ports: ReleasePorts, run: ReleaseRun): Promise<ReleaseAnswer> {
  const { batches, clock, settings } = ports;
  const { batchId } = run;
  // Before anything is waited for: a run that hangs at its first call must not take itself for the last one.
  const startedAt = clock.now().toISOString();
  const batch = await batches.read(batchId);
  if (!batch) throw new Error(`there is no batch ${batchId}`);
  if (batch.release) return { released: true };
  // One that has ended is redriven: its tenants have their outcomes, and its report and mail have been sent.
  if (batch.declined || batch.ending) return { released: false };
  if (settings.releaseBy === 'automatic' || batch.dryRun) {
    const release = { by: 'automatic', at: clock.now().toISOString() };
    const { batch: decided } = await batches.decide(batchId, { release });
    return { released: decided.release !== undefined };
  }
  await ask(ports, { ...run, startedAt }, batch);
  return undefined;
}

/** No more of them than a release goes by: they are kept. */
function releaseSettings(settings: ReleaseSettings): ReleaseSettings {
  const { defaultHands, allowedRecipientDomains, operatorEmail, sender, replyTo, ownApproversBecause } = settings;
  const { releaseBy, operators, zone } = settings;
  const people = { operatorEmail, sender, replyTo, ...(ownApproversBecause !== undefined && { ownApproversBecause }) };
  return { defaultHands, allowedRecipientDomains, ...people, releaseBy, operators, zone };
}

/**
 * The token is in the vault before the task can be seen, so that no answer finds none. A run that Step Functions has given
 * up, and that was only slow, leaves the token of its retry where it is: nobody waits for its own any more.
 */
async function ask(
  ports: ReleasePorts,
  { batchId, execution, taskToken, startedAt }: ReleaseRun & { startedAt: string },
  batch: Batch,
): Promise<void> {
  const { desk, vault, links, mailer, settings, clock } = ports;
  const plan = await makePlan(ports, batch);
  await ports.batches.keepPlan(batchId, {
    plan,
    madeAt: clock.now().toISOString(),
    settings: releaseSettings(settings),
  });
  const filed = await desk.read(batchId, AWAIT_RELEASE);
  if (filed && !filed.closed && filed.filedAt > startedAt) return;
  await vault.seal(batchId, tokenPurpose(AWAIT_RELEASE), new Secret(taskToken));
  const task = await desk.file({
    ...{ subject: batchId, step: AWAIT_RELEASE, batchId, execution, ask: 'release' },
    because: {
      code: 'ReleaseNeeded',
      reason: { code: 'releaseNeeded', tenants: batch.accepted } satisfies Reason,
      guideStep: null,
    },
    // By its start a run is told from its retry, whichever of them comes here first.
    filedAt: startedAt,
  });
  const mail = releaseNeededMail(
    {
      batch,
      url: links.pageOf(task),
      expiresAt: dueAt(task).toISOString(),
      recipients: plan.recipients,
    },
    settings,
  );
  await mailer.sendOnce(`release#${batchId}`, mail);
}
