import { CONFIRM, consentAnswer, decidedAt, DECIDE, sentSoFar, type Challenge } from '../../domain/consent-answers.ts';
import type { Answered, Receipt, TaskView } from '../task-view.ts';
import { CODE_MINUTES, CODE_TRIES, isTheCode, MOST_CODES } from '../../domain/one-time-code.ts';
import type { ConsentAtTheDesk } from './read-consent.ts';
import { planHash } from '../../domain/consent.ts';
import { consentCodeMail } from '../../domain/mails/consent-mails.ts';
import { formatInstant } from '../../domain/texts/instants.ts';
import type { Ports } from '../../ports/index.ts';
import { askForConsent } from '../../steps/ask-for-consent.ts';
import { change, mailCode, refuse } from '../answering.ts';
import type { Submission } from '../desk-page.ts';
import { finishStep } from '../finish-step.ts';
import { allRefused, refused } from '../question.ts';
import { cutLine, typedLine } from '../typed-text.ts';

/** What the approver sees: the whole text with yes and no, then the box for the code. */
export function viewForApprover(consent: ConsentAtTheDesk): TaskView {
  return consent.task.ask === CONFIRM && consent.challenge ? codeView(consent) : decideView(consent);
}

function decideView({ tenant, text, settings, say }: ConsentAtTheDesk): TaskView {
  return {
    title: say(
      `${tenant.row.companyName} 様：アップデートへの同意`,
      `${tenant.row.companyName}: consent to the update`,
    ),
    guideStep: null,
    why: say(
      `${settings.operatorName}は、次の作業を始める前に、権限のある方の同意をお願いしています。このページを開いただけでは何も実行されません。`,
      `${settings.operatorName} asks for the consent of somebody who is authorised, before this work begins. Opening this page does nothing.`,
    ),
    passages: text.passages,
    warnings: text.warnings,
    instructions: [],
    fields: [
      {
        name: 'name',
        label: say('お名前（フルネーム）', 'Your full name'),
        kind: 'text',
        required: true,
      },
      { name: 'understood', label: text.statement, kind: 'checkbox', required: false },
      {
        name: 'why',
        label: say('同意しない場合の理由', 'Reason, if you do not agree'),
        kind: 'multiline',
        required: false,
        hint: say('任意です。担当者に伝えられます。', 'Optional; our staff will read it.'),
      },
    ],
    actions: [
      { value: 'agree', label: say('同意する（確認コードを受け取る）', 'I agree (send me a code)'), kind: 'primary' },
      {
        value: 'decline',
        label: say('同意しない（確認コードを受け取る）', 'I do not agree (send me a code)'),
        kind: 'secondary',
      },
    ],
  };
}

function codeView({ approver = '', challenge, tenant, say }: ConsentAtTheDesk): TaskView {
  const decision = challenge?.agreed ? say('同意する', 'I agree') : say('同意しない', 'I do not agree');
  return {
    title: say('確認コードの入力', 'Your confirmation code'),
    guideStep: null,
    why: say(
      `${approver} 宛てに6桁の確認コードを送信しました。届いたコードを入力すると、回答が確定します。`,
      `A code of six digits was mailed to ${approver}. Your answer counts once you have typed it in.`,
    ),
    passages: [
      {
        heading: say('ご回答の内容', 'What you have chosen'),
        pairs: [
          [say('お客様', 'Customer'), tenant.row.companyName],
          [say('お名前', 'Name'), challenge?.by ?? ''],
          [say('ご回答', 'Answer'), decision],
        ],
      },
    ],
    instructions: [],
    warnings: [],
    fields: [
      {
        name: 'code',
        label: say('確認コード', 'Code'),
        kind: 'code',
        required: true,
        hint: say(
          `${String(CODE_MINUTES)}分間有効です。届かない場合は、迷惑メールフォルダもご確認ください。`,
          `It is valid for ${String(CODE_MINUTES)} minutes. If it does not come, look into the spam folder, too.`,
        ),
      },
    ],
    actions: [
      { value: 'confirm', label: say('回答を確定する', 'Confirm my answer'), kind: 'primary' },
      {
        value: 'again',
        label: say('内容に戻る（新しいコードを受け取る）', 'Back (and get a new code)'),
        kind: 'secondary',
      },
    ],
  };
}

/**
 * To the one who has decided, and to nobody else who was asked; from the tenant's record, because a task that was answered
 * keeps no answers.
 */
export function receiptOfConsent(consent: ConsentAtTheDesk, address: string): Receipt | undefined {
  const { task, tenant, settings, say, language } = consent;
  const { row } = tenant;
  const given = [tenant.consent?.kind === 'desk' ? tenant.consent : undefined, tenant.decline];
  const decided = given.find((each) => each?.address === address && each.batchId === task.batchId);
  if (!decided) return undefined;
  const agreed = decided !== tenant.decline;
  const { by, at } = decided;
  const why = agreed ? undefined : tenant.decline?.why;
  const { window, notBefore } = row;
  const hours = window && `${window.from}${say('～', '–')}${window.to} (${window.zone})`;
  const earliest = notBefore && formatInstant(notBefore, settings.zone, language);
  const begins = [
    ...(earliest === undefined ? [] : [say(`${earliest}以降`, `not before ${earliest}`)]),
    ...(hours === undefined ? [] : [say(`${hours}の時間帯`, `within ${hours}`)]),
  ].join(say('、', ', '));
  return {
    title: agreed
      ? say('ご同意を承りました', 'We have your consent')
      : say('ご回答を承りました', 'We have your answer'),
    pairs: [
      [say('お客様', 'Customer'), row.companyName],
      [say('ご回答', 'Answer'), agreed ? say('同意する', 'I agree') : say('同意しない', 'I do not agree')],
      [say('お名前', 'Name'), `${by} (${address})`],
      [say('日時', 'When'), formatInstant(at, settings.zone, language)],
      ...(why === undefined ? [] : [[say('理由', 'Reason'), why] as const]),
    ],
    next: agreed
      ? [
          begins === ''
            ? say('準備が整い次第、作業を開始します。', 'The work begins as soon as everything is ready.')
            : say(`アップデートは、${begins}に開始します。`, `The update begins ${begins}.`),
          say(
            'アップデート中（通常 20～30分）はコンソールにサインインできません。パソコンの操作は不要です。',
            'During the update, usually 20 to 30 minutes, nobody can sign in to the console. Nothing has to be done at any PC.',
          ),
          say(
            '完了後、通知先の皆様に完了のご案内をメールでお送りします。',
            'When it is finished, a mail tells everybody on your list.',
          ),
        ]
      : [
          say(
            '元に戻せない変更は行いません。現在の環境をそのままお使いいただけます。',
            'Nothing that cannot be undone is done. Everything stays as it is.',
          ),
        ],
  };
}

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
    const name =
      by === undefined
        ? say('お名前をご入力ください。', 'Type your name.')
        : say('お名前は100文字以内でご入力ください。', 'Your name may have at most 100 characters.');
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
      `確認コードが正しくありません。あと${String(triesLeft)}回入力できます。`,
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
