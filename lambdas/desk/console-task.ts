import { answerConsoleTask } from './answer-console-task.ts';
import { contextOf, openQuestion, type ConsoleTaskDefinition } from './console-task-definition.ts';
import { consoleTaskView } from './console-task-view.ts';
import type { DeskPage } from './desk-page.ts';
import { postedBy } from './form.ts';

/**
 * A step on a console as a task: its page, and its answers, which become the hands of the same step. It is an operator's:
 * nobody outside is ever sent a link to one.
 */
export function consoleTask(definition: ConsoleTaskDefinition): DeskPage {
  return {
    view: async (ports, { task, visitor, language }) => {
      if (visitor.kind !== 'operator') return undefined;
      const context = await contextOf(ports, task, language);
      return consoleTaskView(openQuestion(definition, context).question, context);
    },
    answer: async (ports, submission) => {
      if (submission.visitor.kind !== 'operator') return { kind: 'over' };
      return answerConsoleTask(ports, definition, submission.task, postedBy(submission));
    },
  };
}
