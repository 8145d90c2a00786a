import { reminderDue } from '../../domain/business-hours.ts';
import { type DeskTask, tokenPurpose } from '../../domain/desk-task.ts';
import { PersonIsReadyError } from '../../domain/errors.ts';
import { breakerTrippedMail } from '../../domain/mails/breaker-mail.ts';
import { heldBy, PAUSED, type Switch } from '../../domain/switch.ts';
import type { Ports } from '../../ports/index.ts';
import { notifyOfTrip } from '../shared/notify-of-trip.ts';
import { someOpenTasks } from './some-open-tasks.ts';

type PausePorts = Pick<Ports, 'switches' | 'desk' | 'vault' | 'executions' | 'mailer' | 'settings' | 'clock'>;

/**
 * Scheduled: sends the mail of a tripped circuit breaker where the function that tripped it died before; reminds the
 * operator daily of what is paused, in one mail for all tenants that wait; lets a step go on that still waits although
 * nothing holds its tenant (it came to the desk while somebody resumed, or the resume died half-way). Answers with
 * those steps.
 */
export async function checkPauses(ports: PausePorts): Promise<DeskTask[]> {
  const everything = await ports.switches.read('everything');
  if (everything) {
    await notifyOfTrip(ports, everything);
    await remind(ports, everything);
  }
  const woken: DeskTask[] = [];
  const ofBatches = new Map<string, Switch | undefined>();
  const reminded = new Set<string>();
  for (const { subject, step } of await someOpenTasks(ports)) {
    const task = await ports.desk.read(subject, step);
    if (!task || task.closed || task.ask !== PAUSED) continue;
    const { batchId } = task;
    if (!ofBatches.has(batchId)) ofBatches.set(batchId, await ports.switches.read({ batchId }));
    const set = heldBy(everything, ofBatches.get(batchId), subject);
    if (!set) {
      if (await failState(ports, task, PersonIsReadyError.name, 'its switch is gone')) woken.push(task);
    } else if (!everything && !reminded.has(batchId)) {
      reminded.add(batchId);
      await remind(ports, set, batchId);
    }
  }
  return woken;
}

async function remind({ mailer, settings, clock }: PausePorts, set: Switch, batchId?: string): Promise<void> {
  const due = set.state === 'paused' && reminderDue(set.at, settings.businessHours, clock.now());
  if (!due) return;
  const reminder = breakerTrippedMail({ set, batchId, reminder: true }, settings);
  await mailer.sendOnce(`brake#${batchId ?? ''}#${set.at}#${due}`, reminder);
}

/**
 * Answers the state behind a task with an error: it begins its step anew, or ends. Called where a switch is turned, and
 * by the scheduled runs. Answers `false` where nobody waits any more.
 */
async function failState(
  { vault, executions }: Pick<Ports, 'vault' | 'executions'>,
  task: DeskTask,
  error: string,
  said: string,
): Promise<boolean> {
  const token = await vault.open(task.subject, tokenPurpose(task.step));
  return token !== undefined && (await executions.failTask(token.reveal(), error, said));
}
