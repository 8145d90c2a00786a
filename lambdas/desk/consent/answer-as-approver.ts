import { planHash } from '../../domain/consent.ts';
import {
  CONFIRM,
  consentAnswer,
  decidedAt,
  DECIDE,
  sentSoFar,
  type Challenge,
} from '../../domain/desk/consent-answers.ts';
import type { Answered } from '../../domain/desk/task-view.ts';
import { consentCodeMail } from '../../domain/mails/consent-mails.ts';
import { CODE_MINUTES, CODE_TRIES, isTheCode, MOST_CODES } from '../../domain/one-time-code.ts';
import type { Ports } from '../../ports/index.ts';
import { askForConsent } from '../../steps/ask-for-consent.ts';
import { change } from '../change-task.ts';
import type { Submission } from '../desk-page.ts';
import { finishStep } from '../finish-step.ts';
import { mailCode } from '../mail-code.ts';
import { allRefused, refused } from '../question.ts';
import { refuse } from '../refuse.ts';
import { cutLine, typedLine } from '../typed-text.ts';
import type { ConsentAtTheDesk } from './read-consent.ts';

const LONGEST_NAME = 100;
const LONGEST_REASON = 500;

/** Takes the approver's yes or no, and then the code that was mailed for it. */
export function answerAsApprover(ports: Ports, submission: Submission, consent: ConsentAtTheDesk): Promise<Answered> {
  const { action, task } = submission;
  // Kept from a run that was disturbed before it could use it.
  if (decidedAt(task, consent.tenant.row))
    return finishStep(ports, { step: task.step, run: askForConsent }, submission);
  if (action === 'agree' || action === 'decline') return decide(ports, submission, consent, action === 'agree');
  if (action === 'confirm' && consent.challenge) return confirm(ports, submission, consent, consent.challenge);
  return change(ports, task, { ask: DECIDE });
}

async function decide(
  ports: Ports,
  { form, task }: Submission,
  { tenant, approver = '', textName, say }: ConsentAtTheDesk,
  agreed: boolean,
): Promise<Answered> {
  const by = typedLine(form['name'], LONGEST_NAME);
  const isNamed = by !== undefined && by.length <= LONGEST_NAME;
  const hasToTick = agreed && form['understood'] === undefined;
  if (!isNamed || hasToTick) {
    const name = say('お名前を 100 文字以内でご入力ください。', 'Type your name, of at most 100 characters.');
    const tick = say('内容をお読みのうえ、チェックを入れてください。', 'Read the text, then tick this box.');
    return {
      kind: 'refused',
      ...allRefused(!isNamed && refused(name, 'name'), hasToTick && refused(tick, 'understood')),
    };
  }
  const codes = sentSoFar(task).codes + 1;
  if (codes > MOST_CODES) return tooManyCodes(say);
  const { clock, settings } = ports;
  const now = clock.now();
  const why = agreed ? undefined : cutLine(form['why'], LONGEST_REASON);
  const challenge: Challenge = {
    agreed,
    by,
    ...(why !== undefined && { why }),
    text: textName,
    planHash: planHash(tenant.row),
    expiresAt: new Date(now.getTime() + CODE_MINUTES * 60_000).toISOString(),
    triesLeft: CODE_TRIES,
  };
  const answers = {
    ...task.answers,
    challenge: consentAnswer(approver, now, challenge),
    codes: consentAnswer(approver, now, { count: codes }),
  };
  // First the task, so that of two who press at once one goes on, and with the code of that one.
  const changed = await change(ports, task, { ask: CONFIRM, answers });
  if (changed.kind !== 'next') return changed;
  const refusal = await mailCode(ports, {
    subject: task.subject,
    key: ['consentCode', task.batchId, task.subject, task.filedAt, String(codes)].join('#'),
    mail: (code) => consentCodeMail({ row: tenant.row, to: approver, code, minutes: CODE_MINUTES }, settings),
    refused: say(
      '確認コードのメールを送信できませんでした。しばらくしてから「内容に戻る」を押し、もう一度お試しください。',
      'The code could not be mailed. Wait a little, go back, and try again.',
    ),
  });
  return refusal ?? changed;
}

async function confirm(
  ports: Ports,
  submission: Submission,
  { tenant, approver = '', nameOfTextIn, say }: ConsentAtTheDesk,
  challenge: Challenge,
): Promise<Answered> {
  const { vault, clock } = ports;
  const { task, form, sourceAddress } = submission;
  const now = clock.now();
  if (challenge.text.sha256 !== nameOfTextIn(challenge.text.language).sha256) {
    const changed = await change(ports, task, { ask: DECIDE });
    if (changed.kind !== 'next') return changed;
    return refuse(say('内容が更新されました。もう一度お読みください。', 'The text has changed. Please read it again.'));
  }
  const kept = await vault.open(task.subject, 'consent-code');
  if (!kept || challenge.triesLeft <= 0 || now.toISOString() > challenge.expiresAt) return newCodeNeeded(say);
  if (!isTheCode(form['code'] ?? '', kept)) {
    const triesLeft = challenge.triesLeft - 1;
    const tried = consentAnswer(approver, now, { ...challenge, triesLeft });
    const counted = await change(ports, task, { answers: { ...task.answers, challenge: tried } });
    if (counted.kind !== 'next') return counted;
    if (triesLeft === 0) return newCodeNeeded(say);
    const again = say(
      `確認コードが正しくありません。あと ${String(triesLeft)} 回入力できます。`,
      `This is not the code. You can try ${String(triesLeft)} more times.`,
    );
    return refuse(again, 'code');
  }
  const { agreed, by, why, text, planHash: plan } = challenge;
  const decision = {
    ...{ agreed, by, text, planHash: plan, sourceAddress },
    ...(why !== undefined && { why }),
    ...{ address: approver, at: now.toISOString(), tenantId: tenant.tenantId, batchId: task.batchId },
  };
  const answers = { ...task.answers, decision: consentAnswer(approver, now, decision) };
  const stored = await change(ports, task, { answers });
  if (stored.kind !== 'next') return stored;
  await vault.destroy(task.subject, 'consent-code');
  return finishStep(ports, { step: task.step, run: askForConsent }, submission);
}

function newCodeNeeded(say: ConsentAtTheDesk['say']): Answered {
  return refuse(
    say(
      'この確認コードは使用できなくなりました。「内容に戻る」を押し、新しいコードを受け取ってください。',
      'This code can no longer be used. Go back and get a new one.',
    ),
  );
}

function tooManyCodes(say: ConsentAtTheDesk['say']): Answered {
  return refuse(
    say(
      '確認コードの送信回数が上限に達しました。お手数ですが、担当者までお電話ください。',
      'No more codes can be sent. Please call us.',
    ),
  );
}
