import { nameOf, type DeskPage } from '../desk-page.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import { choose } from '../question.ts';
import { CONFIRM, DECLINE, viewRelease, type ReleasePorts } from './view-release.ts';
import { type DeskTask, dueAt } from '../../domain/desk-task.ts';
import type { Answered } from '../task-view.ts';
import { proofKey, type Person } from '../../domain/person.ts';
import { releaseNeededMail } from '../../domain/mails/release-mail.ts';
import { confirmationsOf, decisionOn, isReleased } from '../../domain/release.ts';
import type { Ports } from '../../ports/index.ts';
import { planOfBatch, type MadePlan } from '../../steps/shared/plan-of-batch.ts';
import { change, refuse } from '../answering.ts';
import { cutLine } from '../typed-text.ts';
import { decline, release, settle } from './settle-release.ts';

/** The task `AwaitRelease`: signed-in operators only; nobody outside ever sees the plan of a batch. */
export const releasePage: DeskPage = {
  view: (ports, { task, visitor, language }) =>
    visitor.kind === 'operator' ? viewRelease(ports, task, visitor.proof, language) : Promise.resolve(undefined),
  answer: async (ports, { task, visitor, revision, action, form, language }) => {
    if (visitor.kind !== 'operator') return { kind: 'over' };
    if (task.revision !== revision) return { kind: 'overtaken' };
    const by = nameOf(visitor);
    if (action.startsWith(CONFIRM)) {
      const planHash = action.slice(CONFIRM.length);
      const answered = await confirmRelease(ports, { task, person: { by, proof: visitor.proof }, planHash, language });
      if (answered.kind === 'next') await askForSecond(ports, task, planHash);
      return answered;
    }
    if (action !== DECLINE) return { kind: 'refused', ...choose({ say: sayingIn(language) }) };
    return declineRelease(ports, { task, by, why: form['why'], confirmed: form['confirmed'] === 'yes', language });
  },
};

export interface ReleaseConfirmation {
  task: DeskTask;
  /** Who says yes, as proven. */
  person: Person;
  /** Of the plan that they have read. */
  planHash: string;
  language: Language;
  /** The plan, where it was made just now and no person has thought about it since. */
  made?: MadePlan;
}

/**
 * One operator's yes to the plan; called by the desk and by the command line. Where the setting asks for two, the second
 * must be somebody else and must have read the same plan: a plan that has changed between them is confirmed anew by both.
 */
export async function confirmRelease(
  ports: ReleasePorts & Pick<Ports, 'clock' | 'desk' | 'vault' | 'executions'>,
  { task, person, planHash, language, made }: ReleaseConfirmation,
): Promise<Answered> {
  const say = sayingIn(language);
  const { batches, settings, clock } = ports;
  const batch = await batches.read(task.batchId);
  if (!batch) return { kind: 'over' };
  const decision = decisionOn(batch);
  if (decision) return settle(ports, task, decision, { isWanted: decision.released, language });
  const { plan } = made ?? (await planOfBatch(ports, batch));
  if (plan.hash !== planHash) {
    return refuse(
      say(
        '表示後に内容が変わりました。新しい内容を確認し、もう一度承認してください。',
        'The plan has changed since it was shown. Read it again, then confirm it.',
      ),
    );
  }
  const at = clock.now().toISOString();
  const { by, proof } = person;
  const others = confirmationsOf(task, plan.hash).filter(
    (confirmation) => !confirmation.proof || proofKey(confirmation.proof) !== proofKey(proof),
  );
  const confirmations = [...others, { by, at, planHash, proof }];
  const answers = Object.fromEntries(
    confirmations.map((given) => [
      `confirmed:${given.proof ? proofKey(given.proof) : given.by}`,
      { by: given.by, at: given.at, given },
    ]),
  );
  const changed = await change(ports, task, { answers });
  if (changed.kind !== 'next') return changed;
  return isReleased(confirmations, settings) ? release(ports, task, confirmations, language) : changed;
}

/** Tells the operators that a second person has to release the plan. */
async function askForSecond(
  { batches, links, mailer, settings }: Pick<Ports, 'batches' | 'links' | 'mailer' | 'settings'>,
  task: DeskTask,
  planHash: string,
): Promise<void> {
  const batch = await batches.read(task.batchId);
  if (!batch) return;
  const request = { batch, url: links.pageOf(task), expiresAt: dueAt(task).toISOString(), person: 'second' as const };
  await mailer.sendOnce(`release#${batch.batchId}#${planHash}`, releaseNeededMail(request, settings));
}

/** One operator's no, which is enough: asked twice, because nothing brings the batch back but another upload. */
async function declineRelease(
  ports: Ports,
  given: { task: DeskTask; by: string; why: string | undefined; confirmed: boolean; language: Language },
): Promise<Answered> {
  const say = sayingIn(given.language);
  const why = cutLine(given.why, 500);
  if (why === undefined) return refuse(say('理由をご記入ください。', 'Say why.'), 'why');
  if (!given.confirmed) {
    return {
      kind: 'confirm',
      reason: say(
        'このバッチは開始されずに終了します。再開するには、ファイルをもう一度投入してください。',
        'The batch ends without starting. To begin again, upload the file once more.',
      ),
    };
  }
  const batch = await ports.batches.read(given.task.batchId);
  const decision = batch && decisionOn(batch);
  if (decision) return settle(ports, given.task, decision, { isWanted: !decision.released, language: given.language });
  return decline(ports, given.task, { by: given.by, why, language: given.language });
}
