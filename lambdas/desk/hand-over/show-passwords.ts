import { codesSentOf, handOverAnswer, mailedCodeOf, SHOW, TAKE_OVER, type MailedCode } from '../../domain/hand-over.ts';
import type { Answered } from '../task-view.ts';
import { handOverCodeMail } from '../../domain/mails/hand-over-mails.ts';
import { CODE_MINUTES, CODE_TRIES, isTheCode, MOST_CODES } from '../../domain/one-time-code.ts';
import type { Deed } from '../../domain/statements/catalogue.ts';
import type { Ports } from '../../ports/index.ts';
import { change, mailCode, refuse } from '../answering.ts';
import type { Submission } from '../desk-page.ts';
import type { HandOverAtTheDesk } from './view-hand-over.ts';

/** Mails a code to the address that the link was sent to; the page asks for it then. */
export async function sendCode(
  ports: Ports,
  { task }: Submission,
  { tenant, say }: HandOverAtTheDesk,
  to: string,
): Promise<Answered> {
  const { clock, settings } = ports;
  const now = clock.now();
  const count = codesSentOf(task) + 1;
  if (count > MOST_CODES)
    return refuse(
      say('確認コードの送信回数が上限に達しました。お電話ください。', 'No more codes can be sent. Please call us.'),
    );
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000).toISOString();
  const mailed: MailedCode = { to, expiresAt, triesLeft: CODE_TRIES };
  const answers = {
    ...task.answers,
    code: handOverAnswer(to, now, mailed),
    codes: handOverAnswer(to, now, { count }),
  };
  // First the task, so that of two who press at once one goes on, and with the code of that one.
  const changed = await change(ports, task, { ask: SHOW, answers });
  if (changed.kind !== 'next') return changed;
  const refusal = await mailCode(ports, {
    subject: task.subject,
    key: ['handOverCode', task.subject, task.filedAt, String(count)].join('#'),
    mail: (code) => handOverCodeMail({ row: tenant.row, to, code, minutes: CODE_MINUTES }, settings),
    refused: say('確認コードのメールを送信できませんでした。', 'The code could not be mailed.'),
  });
  return refusal ?? changed;
}

/** Shows the passwords that only we know, in the answer to the right code and nowhere else. */
export async function showPasswords(
  ports: Ports,
  { task, form }: Submission,
  { tenant, say }: HandOverAtTheDesk,
  to: string,
): Promise<Answered> {
  const { vault, tenants, clock } = ports;
  const now = clock.now();
  const mailed = mailedCodeOf(task);
  const kept = await vault.open(task.subject, 'consent-code');
  const gone = refuse(
    say(
      'この確認コードは使用できません。新しいコードを受け取ってください。',
      'This code can no longer be used. Get a new one.',
    ),
  );
  if (!kept || mailed?.to !== to || mailed.triesLeft <= 0 || now.toISOString() > mailed.expiresAt) return gone;
  if (!isTheCode(form['code'] ?? '', kept)) {
    const triesLeft = mailed.triesLeft - 1;
    const code = handOverAnswer(to, now, { ...mailed, triesLeft });
    const counted = await change(ports, task, { answers: { ...task.answers, code } });
    if (counted.kind !== 'next') return counted;
    if (triesLeft === 0) return gone;
    const left = String(triesLeft);
    return refuse(
      say(`確認コードが正しくありません。あと${left}回入力できます。`, `This is not the code. ${left} more tries.`),
      'code',
    );
  }
  // First the task and the journal: nobody has seen a secret of which we do not know.
  const { code: _used, ...others } = task.answers;
  const shown = await change(ports, task, {
    ask: TAKE_OVER,
    answers: { ...others, shown: handOverAnswer(to, now, {}) },
  });
  if (shown.kind !== 'next') return shown;
  await vault.destroy(task.subject, 'consent-code');
  const ours = (await vault.purposes(task.subject)).filter(
    (purpose) => purpose === 'primary-account-password' || purpose.startsWith('new-user-password:'),
  );
  const what: Deed = { code: 'secretsShown', purposes: ours };
  await tenants.append(task.subject, { at: now.toISOString(), by: to, step: task.step, what });
  const copy: { label: string; value: string }[] = [];
  for (const purpose of ours) {
    const secret = await vault.open(task.subject, purpose);
    const account = purpose.startsWith('new-user-password:')
      ? purpose.slice('new-user-password:'.length)
      : tenant.row.primaryEmail;
    if (secret) copy.push({ label: account, value: secret.reveal() });
  }
  const heading = say('現在のパスワード（この画面でのみ表示されます）', 'Present passwords (on this page only)');
  return { kind: 'shown', passage: { heading, copy } };
}
