import type { DeskTask } from '../../domain/desk-task.ts';
import type { Answered } from '../task-view.ts';
import type { Batch } from '../../domain/batch.ts';
import { sayingIn, type Language } from '../../domain/language.ts';
import { decisionOn, type Confirmation, type Decision } from '../../domain/release.ts';
import { answerRelease, type AnswerPorts } from '../../steps/shared/answer-release.ts';

/**
 * Enough people have confirmed: the record first, then the token, so that a retry of the state finds the release. Where
 * somebody has decided otherwise at the same moment, that stands, and the one who came later is told.
 */
export async function release(
  ports: AnswerPorts,
  task: DeskTask,
  confirmations: readonly Confirmation[],
  language: Language,
): Promise<Answered> {
  const by = confirmations.map((confirmation) => confirmation.by).join(', ');
  const planHash = confirmations[0]?.planHash;
  const at = ports.clock.now().toISOString();
  const decision = { release: { by, at, ...(planHash !== undefined && { planHash }) } };
  return settleWith(ports, task, await ports.batches.decide(task.batchId, decision), { released: true, language });
}

/** Somebody has said no: the batch ends, and no customer has heard of it. */
export async function decline(
  ports: AnswerPorts,
  task: DeskTask,
  { by, why, language }: { by: string; why: string; language: Language },
): Promise<Answered> {
  const decision = { declined: { by, at: ports.clock.now().toISOString(), why } };
  return settleWith(ports, task, await ports.batches.decide(task.batchId, decision), { released: false, language });
}

async function settleWith(
  ports: AnswerPorts,
  task: DeskTask,
  { batch }: { batch: Batch },
  { released, language }: { released: boolean; language: Language },
): Promise<Answered> {
  const decision = decisionOn(batch);
  // It ended before anybody had decided.
  if (!decision) return { kind: 'over' };
  return settle(ports, task, decision, { isWanted: decision.released === released, language });
}

async function answer(...given: Parameters<typeof answerRelease>): Promise<Answered> {
  return (await answerRelease(...given)) ? { kind: 'done' } : { kind: 'over' };
}

/** It was decided before, and that got no further than the record: it is told now, whatever the person wanted. */
export async function settle(
  ports: AnswerPorts,
  task: DeskTask,
  decision: Decision,
  { isWanted, language }: { isWanted: boolean; language: Language },
): Promise<Answered> {
  const answered = await answer(ports, task, decision);
  return isWanted ? answered : { kind: 'overtaken', says: describeDecision(decision, language) };
}

function describeDecision({ by, released }: Decision, language: Language): string {
  return sayingIn(language)(
    released ? `${by}さんが先に開始を承認しました。` : `${by}さんが先に「承認しない」と回答しました。`,
    released ? `${by} has released it before you.` : `${by} has declined it before you.`,
  );
}
