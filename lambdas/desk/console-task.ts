import { answerConsoleTask } from './answer-console-task.ts';
import { PAUSED } from '../domain/switch.ts';
import { contextOf, openQuestion, type ConsoleTaskDefinition } from './console-task-definition.ts';
import { consoleTaskView } from './console-task-view.ts';
import type { DeskPage } from './desk-page.ts';
import { postedBy } from './form.ts';
import type { Question } from './question.ts';

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
export function consoleTask(definition: ConsoleTaskDefinition): DeskPage {
  return {
    view: async (ports, { task, visitor, language }) => {
      if (visitor.kind !== 'operator') return undefined;
      const context = await contextOf(ports, task, language);
      return consoleTaskView(task.ask === PAUSED ? WAITS : openQuestion(definition, context).question, context);
    },
    answer: async (ports, submission) => {
      if (submission.visitor.kind !== 'operator') return { kind: 'over' };
      return answerConsoleTask(ports, definition, submission.task, postedBy(submission));
    },
  };
}
