import type { Field, Refusal } from '../domain/desk/task-view.ts';
import type { AgentCounts } from '../domain/tenant.ts';
import { named } from './labels-in-words.ts';
import type { QuestionContext } from './question.ts';
import { readFigure } from './reading/figure.ts';
import type { Form } from './form.ts';

const COUNTS = ['managedAgents', 'unmanagedEndpoints'] as const;

/** The figures of セキュリティ状態 (guide 1-2) and of Standard Endpoint Protection (guide 3-18). */
export function countFields(context: QuestionContext): Field[] {
  const hint = context.say('半角の数字（例：1,234）', 'A number, such as 1,234');
  return COUNTS.map((name) => ({ name, label: named(context, name), kind: 'text', required: true, hint }));
}

/** Both figures, or what is wrong with each. */
export function readCounts(form: Form, context: QuestionContext): AgentCounts | { refusals: readonly Refusal[] } {
  const managedAgents = readFigure(form['managedAgents'], 'managedAgents');
  const unmanagedEndpoints = readFigure(form['unmanagedEndpoints'], 'unmanagedEndpoints');
  if (managedAgents !== undefined && unmanagedEndpoints !== undefined) return { managedAgents, unmanagedEndpoints };
  const read = { managedAgents, unmanagedEndpoints };
  return {
    refusals: COUNTS.filter((name) => read[name] === undefined).map((field) => ({
      field,
      message: context.say(
        `${named(context, field)} の数を数字でご記入ください（画面に表示されている数）。`,
        `Give the number that ${named(context, field)} shows.`,
      ),
    })),
  };
}
