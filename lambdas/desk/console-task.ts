import { answerConsoleTask } from './answer-console-task.ts';
import { PAUSED } from '../domain/switch.ts';
import type { BoundTask } from './console-tasks.ts';
import type { DeskPage } from './desk-page.ts';
import { contextOf, openQuestion, type Question, CANNOT, CANNOT_REASON, type QuestionContext } from './question.ts';
import type { Because } from '../domain/desk-task.ts';
import type { Action, Field, TaskView } from './task-view.ts';
import { PersonNeededError } from '../domain/errors.ts';
import { guideStepOf } from '../domain/guide.ts';
import { describeGuideStep } from '../domain/texts/guide-steps.ts';
import { reasonIn } from '../domain/texts/reasons.ts';
import { hasBegun } from '../runtime/hands-of.ts';
import { accountOf } from '../domain/user-upgrade.ts';

/** A step that was halted: there is nothing to do before somebody resumes, and it then begins anew. */
const WAITS: Pick<Question, 'page'> = {
  page: ({ say }) => ({
    instructions: [],
    warnings: [
      say(
        'この作業は再開されるまで待機します。コンソールでの操作は不要です。再開後に、この画面で作業内容をご案内します。',
        'This step waits until somebody resumes. Nothing is to be done in a console; this page then says what to do.',
      ),
    ],
    fields: [],
    actions: [],
  }),
};

/**
 * A step on a console as a task: its page, and its answers, which become the hands of the same step. It is an operator's:
 * nobody outside is ever sent a link to one.
 */
export function consoleTask(definition: BoundTask): DeskPage {
  return {
    view: async (ports, request) => {
      if (request.visitor.kind !== 'operator') return undefined;
      const context = await contextOf(ports, request);
      return consoleTaskView(request.task.ask === PAUSED ? WAITS : openQuestion(definition, context).question, context);
    },
    answer: async (ports, submission) => {
      if (submission.visitor.kind !== 'operator') return { kind: 'over' };
      return answerConsoleTask(ports, definition, submission);
    },
  };
}

/** The whole page of a step by hand: what its question asks, why, and the way out. */
function consoleTaskView(question: Pick<Question, 'page'>, context: QuestionContext): TaskView {
  const { task, tenant, language, say } = context;
  const { because } = task;
  const account = accountOf(task.step);
  const guideStep = guideStepOf(task.step);
  const what = describeGuideStep(guideStep, language);
  const of = account === undefined ? tenant.row.companyName : `${tenant.row.companyName} (${account})`;
  const page = question.page(context);
  return {
    title: say(`${of}：${what}`, `${of}: ${what}`),
    guideStep,
    why: whyOf(because, context),
    ...(because.picture !== undefined && { picture: because.picture }),
    ...attendedBy(context),
    ...page,
    fields: [...page.fields, cannotReason(context)],
    actions: [...page.actions, cannot(context)],
  };
}

/** Attended hands do what nobody has begun by hand, and no row asks a person for. */
function attendedBy({ task, tenant, settings }: QuestionContext): Pick<TaskView, 'attend'> {
  const { assistCommand } = settings;
  const isByHand = tenant.row.hands === 'operator' || task.ask === PAUSED || hasBegun({ task });
  if (assistCommand === undefined || isByHand) return {};
  return { attend: `${assistCommand} --tenant ${task.subject}` };
}

/** Nothing was met where a tenant is done by hand anyway: what there is to say of that is no name of a state. */
function whyOf(because: Because, { language, settings, say }: QuestionContext): string {
  if (isDoneByHand(because)) {
    return say(
      'この作業は手作業で行います。下の「作業内容」のとおりに操作し、画面で確認した内容をご回答ください。',
      'This step is done by hand: do what is said below, and say what the console shows.',
    );
  }
  return reasonIn(language, because, settings.zone);
}

/** As each version wrote it. */
function isDoneByHand({ code, reason }: Because): boolean {
  if (typeof reason !== 'string') return reason.code === 'doneByHand';
  return code === PersonNeededError.name && reason.endsWith(' is done by hand: a person has to do this step');
}

function cannot({ say }: QuestionContext): Action {
  return { value: CANNOT, label: say('作業できません', 'I cannot do this'), kind: 'danger' };
}

function cannotReason({ say }: QuestionContext): Field {
  return {
    name: CANNOT_REASON,
    label: say('作業できない理由', 'Why it cannot be done'),
    kind: 'multiline',
    required: false,
    hint: say(
      '「作業できません」を押す場合のみご記入ください。このお客様の移行は停止し、「要対応」として報告されます。',
      'Only for [I cannot do this]: the migration of this tenant stops and is reported as "needs attention".',
    ),
  };
}
