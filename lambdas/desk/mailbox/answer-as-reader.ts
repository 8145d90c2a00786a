import { awaitedPrefix, isThere, MAILBOX, readerOf, type Reader } from '../../domain/mailbox-answers.ts';
import { tokenPurpose } from '../../domain/desk-task.ts';
import type { Answered } from '../task-view.ts';
import { nameOf, type Submission } from '../desk-page.ts';
import { PersonIsReadyError } from '../../domain/errors.ts';
import { sayingIn } from '../../domain/language.ts';
import { codePurpose, packCode, unconfirmedPurpose, unpackCode } from '../../domain/verification-code.ts';
import type { Deed } from '../../domain/statements/catalogue.ts';
import type { Ports } from '../../ports/index.ts';
import { change, refuse } from '../answering.ts';

export const BE_READY = 'ready';
export const GIVE_CODE = 'code';

/** What the vendor mails: four to eight digits, which a person may paste with the prefix before them. */
const CODE = /^(?:[A-Z]{2,5}[\s:–-]*)?(\d{4,8})$/u;

/** Somebody is at the mailbox, or types the code that came. */
export function answerAsReader(ports: Ports, submission: Submission): Promise<Answered> {
  return submission.action === BE_READY ? beReady(ports, submission) : giveCode(ports, submission);
}

/** The operator answers for a mail that nobody else vouches for: its code goes where the wizard looks for it. */
export async function believeMail(ports: Ports, submission: Submission): Promise<Answered> {
  const { vault, tenants, clock } = ports;
  const { task, visitor } = submission;
  const now = clock.now();
  const reader = readerOf(task);
  const prefix = awaitedPrefix(reader, now);
  const sealed = prefix === undefined ? undefined : await vault.open(task.subject, unconfirmedPurpose(prefix));
  if (!reader || prefix === undefined || !sealed) return refuse(tooLateIn(submission));
  const { code, receivedAt, findings } = unpackCode(sealed);
  const what: Deed = { code: 'verificationMailBelieved', prefix, findings: findings ?? '' };
  await tenants.append(task.subject, { at: now.toISOString(), by: nameOf(visitor), step: task.step, what });
  await vault.seal(task.subject, codePurpose(prefix), packCode(code.reveal(), receivedAt));
  await vault.destroy(task.subject, unconfirmedPurpose(prefix));
  return store(ports, submission, { ...reader, typedFor: prefix, typedAt: now.toISOString() });
}

/** Starts the step anew for a reader who is there: its state, failed with this name, begins again within a second. */
async function beReady(ports: Ports, submission: Submission): Promise<Answered> {
  const { vault, executions, clock } = ports;
  const { task, visitor } = submission;
  const now = clock.now();
  const reader = readerOf(task);
  // Pressed twice: the first press is being worked on.
  if (isThere(reader, now)) return { kind: 'next' };
  const token = await vault.open(task.subject, tokenPurpose(task.step));
  if (!token) return { kind: 'over' };
  const kept: Reader = { rounds: (reader?.rounds ?? 0) + 1, readyAt: now.toISOString() };
  const changed = await store(ports, submission, kept);
  if (changed.kind !== 'next') return changed;
  const said = `${nameOf(visitor)} is at the mailbox`;
  return (await executions.failTask(token.reveal(), PersonIsReadyError.name, said)) ? changed : { kind: 'over' };
}

/** Puts the code where the wizard, which is open in a browser, looks for it every two seconds. */
async function giveCode(ports: Ports, submission: Submission): Promise<Answered> {
  const { task, form, language } = submission;
  const say = sayingIn(language);
  const now = ports.clock.now();
  const reader = readerOf(task);
  const prefix = awaitedPrefix(reader, now);
  if (!reader || prefix === undefined) {
    return refuse(tooLateIn(submission));
  }
  const typed = (form['code'] ?? '')
    .slice(0, 100)
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toUpperCase();
  const code = CODE.exec(typed)?.[1];
  if (code === undefined || (/^[A-Z]/u.test(typed) && !typed.startsWith(prefix))) {
    const message = say(
      `「${prefix}」の後の数字を入力してください。別の文字で始まるコードは、別の回のものです。`,
      `Type the digits after ${prefix}; a code that begins otherwise is of another try.`,
    );
    return refuse(message, 'code');
  }
  await ports.vault.seal(task.subject, codePurpose(prefix), packCode(code, now));
  return store(ports, submission, { ...reader, typedFor: prefix, typedAt: now.toISOString() });
}

function tooLateIn({ language }: Submission): string {
  return sayingIn(language)(
    'このコードの受付は終了しました。もう一度「準備ができました」を押すと、新しいコードが届きます。',
    'It is too late for this code. Press "I am ready" once more: a new one will be mailed.',
  );
}

function store(ports: Ports, { task, visitor }: Submission, given: Reader): Promise<Answered> {
  const answer = { by: nameOf(visitor), at: ports.clock.now().toISOString(), given: { ...given } };
  return change(ports, task, { answers: { ...task.answers, [MAILBOX]: answer } });
}
