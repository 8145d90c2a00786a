import { reminderDue } from '../../domain/business-hours.ts';
import type { DeskTask } from '../../domain/desk/desk-task.ts';
import { PersonIsReadyError } from '../../domain/errors.ts';
import { handful } from '../../domain/handful.ts';
import { brakePulledMail } from '../../domain/mails/brake-mail.ts';
import { PAUSED, strictest, type Switch } from '../../domain/switch.ts';
import { turnedBy } from '../../domain/texts/switches.ts';
import type { Ports } from '../../ports/index.ts';
import { failState } from '../shared/fail-state.ts';
import { pageOfSwitches, tellOfPull } from '../shared/tell-of-pull.ts';

type PausePorts = Pick<Ports, 'switches' | 'desk' | 'vault' | 'executions' | 'mailer' | 'settings' | 'clock'>;

/** Tasks that a round reads, others at each round. */
const READ_AT_EACH_ROUND = 500;

/**
 * Looks after what is held. The mail of a brake that nobody lived to send is sent; the operator is
 * reminded daily of what is paused, in one mail for all tenants that wait; a step that still waits although its switch is
 * gone (it came to the desk while somebody resumed, or the resume died half-way) goes on. Answers with those steps.
 */
export async function mindPauses(ports: PausePorts): Promise<DeskTask[]> {
  const everything = await ports.switches.read('everything');
  if (everything) {
    await tellOfPull(ports, everything);
    await remind(ports, everything);
  }
  const woken: DeskTask[] = [];
  for (const { subject, step } of await someOf(ports)) {
    const task = await ports.desk.read(subject, step);
    if (!task || task.closed || task.ask !== PAUSED) continue;
    const ofBatch = await ports.switches.read({ batchId: task.batchId });
    if (ofBatch && !everything) await remind(ports, ofBatch, task.batchId);
    if (strictest(everything, ofBatch)) continue;
    if (await failState(ports, task, PersonIsReadyError.name, 'its switch is gone')) woken.push(task);
  }
  return woken;
}

async function someOf({ desk, clock }: PausePorts) {
  const open = [];
  for await (const task of desk.open()) open.push(task);
  const nameOf = ({ subject, step }: { subject: string; step: string }): string => `${subject}|${step}`;
  return handful(open, { most: READ_AT_EACH_ROUND, nameOf, at: clock.now() });
}

async function remind({ mailer, settings, clock }: PausePorts, set: Switch, batchId?: string): Promise<void> {
  const due = set.state === 'paused' && reminderDue(set.at, settings.businessHours, clock.now());
  if (!due) return;
  const { at } = set;
  const { by } = turnedBy(set, settings.operatorLanguage);
  const reason = { ja: turnedBy(set, 'ja').why, en: turnedBy(set, 'en').why };
  const reminder = brakePulledMail({ by, at, reason, batchId, reminder: true, ...pageOfSwitches(settings) }, settings);
  await mailer.sendOnce(`brake#${batchId ?? ''}#${at}#${due}`, reminder);
}
