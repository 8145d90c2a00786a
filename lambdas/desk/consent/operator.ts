import { decidedAt, consentAnswer, DECIDE, sentSoFar } from '../../domain/consent-answers.ts';
import type { TaskView, Answered } from '../task-view.ts';
import { formatInstant } from '../../domain/texts/instants.ts';
import { reasonIn } from '../../domain/texts/reasons.ts';
import type { ConsentAtTheDesk } from './read-consent.ts';
import { whyNotApprover } from '../../domain/consent.ts';
import type { DeskTask } from '../../domain/desk-task.ts';
import type { Visitor, Submission } from '../desk-page.ts';
import { MailRefusedError } from '../../domain/errors.ts';
import { isEmail } from '../../domain/intake/intake-row.ts';
import { consentReaddressedMail } from '../../domain/mails/consent-mails.ts';
import type { Deed } from '../../domain/statements/catalogue.ts';
import type { Ports } from '../../ports/index.ts';
import { requestConsent } from '../../steps/shared/request-consent.ts';
import { change, refuse } from '../answering.ts';
import { allRefused, refused } from '../question.ts';
import { cutLine, typedLine } from '../typed-text.ts';

/** What the operator sees: whom it waits for, the text that is asked about, and how to ask somebody else. */
export function viewForOperator({ task, tenant, approver, text, textName, settings, say }: ConsentAtTheDesk): TaskView {
  const decided = decidedAt(task, tenant.row);
  return {
    title: say(`${tenant.row.companyName}：お客様の同意待ち`, `${tenant.row.companyName}: waits for consent`),
    guideStep: null,
    why: reasonIn(textName.language, task.because, settings.zone),
    passages: [
      {
        heading: say('依頼先', 'Who is asked'),
        pairs: [
          [say('承認者', 'Approver'), approver ?? say('指定なし', 'nobody')],
          [say('依頼日時', 'Since'), formatInstant(task.filedAt, settings.zone, textName.language)],
          [say('文面', 'Text'), `${textName.version} / ${textName.sha256.slice(0, 16)}`],
          ...(decided
            ? [[say('回答', 'Answer'), decided.agreed ? say('同意', 'yes') : say('不同意', 'no')] as const]
            : []),
        ],
      },
      ...text.passages,
    ],
    warnings: [
      say(
        '同意できるのは、お客様の権限のある方だけです。代わりに同意することはできません。',
        'Only an authorised person of the customer can consent. You cannot do it for them.',
      ),
    ],
    instructions: [],
    fields: [
      {
        name: 'address',
        label: say('新しい承認者のメールアドレス', 'Mail address of another approver'),
        kind: 'text',
        required: false,
      },
      {
        name: 'because',
        label: say('変更の理由', 'Why somebody else'),
        kind: 'text',
        required: false,
        hint: say(
          '記録に残ります。以前の承認者には、変更された旨をお知らせします。',
          'It is kept in the journal; the former approver is told that somebody else was asked.',
        ),
      },
    ],
    actions: [
      { value: 'readdress', label: say('別の方に依頼する', 'Ask somebody else'), kind: 'primary' },
      ...(approver === undefined
        ? []
        : [
            {
              value: 'repeat',
              label: say('もう一度メールを送る', 'Mail the request again'),
              kind: 'secondary' as const,
            },
          ]),
    ],
  };
}

type Operator = Extract<Visitor, { kind: 'operator' }>;

/** The operator asks somebody else, or the same person again. Nobody else can, and it never decides anything. */
export function answerAsOperator(
  ports: Ports,
  submission: Submission,
  operator: Operator,
  consent: ConsentAtTheDesk,
): Promise<Answered> {
  return submission.action === 'repeat' && consent.approver !== undefined
    ? request(ports, submission.task, consent, consent.approver, operator)
    : readdress(ports, submission, operator, consent);
}

async function readdress(
  ports: Ports,
  { task, form }: Submission,
  operator: Operator,
  consent: ConsentAtTheDesk,
): Promise<Answered> {
  const { tenant, approver, say, settings } = consent;
  if (decidedAt(task, tenant.row)) return refuse(say('すでに回答されています。', 'The answer is here already.'));
  const address = typedLine(form['address'], 254)?.normalize('NFKC').toLowerCase() ?? '';
  const because = cutLine(form['because'], 200);
  const whyNot = whyNoApprover(address, consent);
  if (whyNot !== undefined || because === undefined) {
    const message = say('変更の理由をご記入ください。', 'Say why somebody else is asked.');
    return {
      kind: 'refused',
      ...allRefused(
        whyNot !== undefined && refused(whyNot, 'address'),
        because === undefined && refused(message, 'because'),
      ),
    };
  }
  const now = ports.clock.now();
  // What the former approver had begun is nobody's any more, their code included.
  const { challenge: _challenge, codes: _codes, ...kept } = task.answers;
  const named = consentAnswer(operator.name, now, { address, because });
  const answers = { ...kept, approver: named };
  const changed = await change(ports, task, { ask: DECIDE, answers });
  if (changed.kind !== 'next') return changed;
  await ports.vault.destroy(task.subject, 'consent-code');
  await ports.tenants.append(tenant.tenantId, {
    at: now.toISOString(),
    by: operator.name,
    step: task.step,
    what: { code: 'approverReplaced', address, formerly: approver ?? null, because } satisfies Deed,
  });
  if (approver !== undefined && approver !== address) {
    const key = ['consentReaddressed', task.batchId, tenant.tenantId, approver, String(task.revision)].join('#');
    const mail = consentReaddressedMail({ row: tenant.row, to: approver, at: now.toISOString() }, settings);
    // That the former approver cannot be reached is often why somebody else is asked.
    await ports.mailer.sendOnce(key, mail).catch(unlessMailRefused);
  }
  return request(ports, (await ports.desk.read(task.subject, task.step)) ?? task, consent, address, operator);
}

/** Why this address cannot be asked for the consent; `undefined` where it can. */
function whyNoApprover(address: string, { say, settings }: ConsentAtTheDesk): string | undefined {
  if (!isEmail(address)) {
    const shown = address.slice(0, 100);
    return say(
      `「${shown}」はメールアドレスではありません（例：name@example.jp）。`,
      `"${shown}" is no mail address; write one like name@example.jp.`,
    );
  }
  if (whyNotApprover(address, settings) === undefined) return undefined;
  return say(
    `${address} は運用会社のアドレスのため、承認者に指定できません（設定で理由を登録した場合を除く）。`,
    `the approver ${address} is at the operator's own mail domain, and no setting says why that is right here`,
  );
}

/** A mail of its own each time; the link in it leads on for another 30 days, or as long as the state waits. */
async function request(
  ports: Ports,
  task: DeskTask,
  { tenant, say }: ConsentAtTheDesk,
  approver: string,
  operator: Operator,
): Promise<Answered> {
  const repeated = sentSoFar(task).requests + 1;
  const counted = consentAnswer(operator.name, ports.clock.now(), { count: repeated });
  const changed = await change(ports, task, { answers: { ...task.answers, requests: counted } });
  if (changed.kind !== 'next') return changed;
  const { batchId, filedAt } = task;
  try {
    await requestConsent(ports, { batchId, row: tenant.row, approver, askedAt: new Date(filedAt), repeated });
  } catch (error) {
    unlessMailRefused(error);
    return refuse(
      say(`${approver} 宛てのメールを送信できませんでした。`, `The mail to ${approver} was refused.`),
      'address',
    );
  }
  return changed;
}

function unlessMailRefused(error: unknown): void {
  if (!(error instanceof MailRefusedError)) throw error;
}
