import { isAskedBy, tokenPurpose, type DeskTask } from '../domain/desk-task.ts';
import type { Answered } from './task-view.ts';
import {
  CannotBeDoneError,
  ManualActionRequiredError,
  LeaseLostError,
  StaleRecordError,
  StepError,
  NotShownYetError,
  StepStillRunningError,
} from '../domain/errors.ts';
import { PAUSED } from '../domain/switch.ts';
import { Secret } from '../domain/secret.ts';
import { reasonIn } from '../domain/texts/reasons.ts';
import type { Ports } from '../ports/index.ts';
import { closeAnswered } from '../steps/shared/desk-filing.ts';
import type { BoundTask } from './console-tasks.ts';
import { type Submission, nameOf } from './desk-page.ts';
import { CANNOT, CANNOT_REASON, contextOf, openQuestion, type QuestionContext } from './question.ts';
import { cleanText } from './typed-text.ts';
import { refuse } from './answering.ts';
import { haltNotice } from './switches/halt-notice.ts';
import { runAtTheDesk } from './finish-step.ts';

/**
 * Takes one answer to a step done by hand. It is stored before anything is done with it, so that whichever run comes next
 * uses it: the token is only a doorbell. Whatever this run dies of, the same POST once more goes on from it; only where it
 * died between the end of the step and its token is the page looked at anew, which then ends at once.
 */
export async function answerConsoleTask(
  ports: Ports,
  definition: BoundTask,
  submission: Submission,
): Promise<Answered> {
  const { task, action } = submission;
  const replayed = askAnsweredBy(submission);
  if (!isAskedBy(task, submission.revision) && replayed === undefined) return { kind: 'overtaken' };
  if (!(await ports.executions.isRunning(task.execution))) return { kind: 'over' };
  const context = await contextOf(ports, submission);
  if (action === CANNOT) return giveBack(ports, definition, context, submission);
  if (task.ask === PAUSED) return waits(ports, context);

  const { ask, question } = openQuestion(definition, context);
  if (replayed !== undefined && replayed !== ask) return { kind: 'next' };
  const reading = question.read({ ...submission.form, action }, context);
  if ('refusals' in reading) return { kind: 'refused', refusals: reading.refusals };
  let stored: DeskTask;
  try {
    if ('backTo' in reading) {
      await ports.desk.change(task, { ask: reading.backTo, answers: {} });
      return { kind: 'next' };
    }
    stored = await store(ports, ask, submission, reading.given);
  } catch (error) {
    if (error instanceof StaleRecordError) return { kind: 'overtaken' };
    throw error;
  }
  for (const { purpose, text } of reading.secrets ?? [])
    await ports.vault.seal(task.subject, purpose, new Secret(text));
  return goOn(ports, definition, { ...context, task: stored }, submission, ask);
}

/** The question that this very POST answered when it came first. */
function askAnsweredBy({ task: { answers }, revision, visitor }: Submission): string | undefined {
  const by = nameOf(visitor);
  return Object.entries(answers).find(([, answer]) => answer.revision === revision && answer.by === by)?.[0];
}

/** An answer given once more keeps the instant of the first: marks that were written since are this task's own. */
async function store(
  { desk, clock }: Ports,
  ask: string,
  { task, visitor, revision }: Submission,
  given: Readonly<Record<string, unknown>>,
): Promise<DeskTask> {
  const by = nameOf(visitor);
  const at = task.answers[ask]?.at ?? clock.now().toISOString();
  return desk.change(task, { answers: { ...task.answers, [ask]: { by, at, given, revision } } });
}

async function goOn(
  ports: Ports,
  definition: BoundTask,
  context: QuestionContext,
  { form, visitor }: Submission,
  ask: string,
): Promise<Answered> {
  const { task, language } = context;
  const by = nameOf(visitor);
  const taskToken = await ports.vault.open(task.subject, tokenPurpose(task.step));
  if (!taskToken) return { kind: 'over' };
  const unconfirmed = form['confirmed'] !== 'yes';
  try {
    const { subject: tenantId, batchId, execution } = task;
    const call = { batchId, tenantId, execution, taskToken: taskToken.reveal(), person: by, unconfirmed };
    const performed = await runAtTheDesk(ports.clock, (invocation) =>
      definition.perform(ports, task, { ...call, ...invocation }),
    );
    if (!performed.done)
      return performed.task?.ask === PAUSED ? halt(ports, context, performed.task) : { kind: 'next' };
    const note = definition.note?.(performed.answer, context);
    return note === undefined ? { kind: 'done' } : { kind: 'done', note };
  } catch (error) {
    if (error instanceof LeaseLostError) return { kind: 'over' };
    const passes = [StepStillRunningError, StaleRecordError, NotShownYetError].some((each) => error instanceof each);
    if (passes) return busyButKept(context);
    if (!(error instanceof StepError)) throw error;
    const reason = reasonIn(language, { reason: error.reason, code: error.name }, ports.settings.zone);
    if (error instanceof ManualActionRequiredError || unconfirmed) {
      const answers = Object.fromEntries(Object.entries(task.answers).filter(([name]) => name !== ask));
      await ports.desk.change(task, { answers });
      return error instanceof ManualActionRequiredError ? refuse(reason) : { kind: 'confirm', reason };
    }
    return stop(ports, task, { by, taskToken: taskToken.reveal(), error, reason });
  }
}

/**
 * Somebody has paused between the page and its answer: nothing was marked, and nobody is told to press. What was seen may
 * be days old when it goes on, so that it is asked anew then.
 */
async function halt(ports: Ports, context: QuestionContext, task: DeskTask): Promise<Answered> {
  await ports.desk.change(task, { answers: {} });
  return waits(ports, context);
}

async function waits(ports: Ports, { task, language, say }: QuestionContext): Promise<Answered> {
  const resumed = say(
    '再開されました。1分ほどお待ちいただき、ページを開き直してください。',
    'It was resumed: wait a minute, then open this page again.',
  );
  return refuse((await haltNotice(ports, task, language)) ?? resumed);
}

/** The answer is kept: the next press goes on from it. */
function busyButKept({ say }: QuestionContext): Answered {
  return refuse(
    say(
      'この作業は現在処理中です。入力内容は保存されました。1分ほどお待ちいただき、もう一度送信してください。',
      'This step is being worked on at this moment. What you entered is kept: wait a minute, then send it again.',
    ),
  );
}

/** "I cannot do this": the state is failed with the reason, and the tenant ends as one that needs attention. */
async function giveBack(
  ports: Ports,
  definition: BoundTask,
  context: QuestionContext,
  { form, visitor }: Submission,
): Promise<Answered> {
  const { task, say, language } = context;
  const by = nameOf(visitor);
  const why = cleanText(form[CANNOT_REASON]).replace(/\s+/gu, ' ').slice(0, 1_000);
  if (why === '') return refuse(say('作業できない理由をご記入ください。', 'Say why it cannot be done.'), CANNOT_REASON);
  const taskToken = await ports.vault.open(task.subject, tokenPurpose(task.step));
  if (!taskToken) return { kind: 'over' };
  const { guideStep } = task.because;
  const error = new CannotBeDoneError({ code: 'couldNotDoIt', by, why }, { ...(guideStep && { guideStep }) });
  try {
    await definition.noteFailure(ports, task, error);
  } catch (failed) {
    if (failed instanceof StepStillRunningError || failed instanceof StaleRecordError) return busyButKept(context);
    throw failed;
  }
  const reason = reasonIn(language, { reason: error.reason, code: error.name }, ports.settings.zone);
  return stop(ports, task, { by, taskToken: taskToken.reveal(), error, reason });
}

/** The machine goes on to its outcome, which closes whatever this run may no longer come to. */
async function stop(
  ports: Ports,
  task: DeskTask,
  { by, taskToken, error, reason }: { by: string; taskToken: string; error: StepError; reason: string },
): Promise<Answered> {
  await ports.executions.failTask(taskToken, error.name, error.message);
  await closeAnswered(ports, task, { by, as: 'refused' });
  return { kind: 'stopped', reason };
}
