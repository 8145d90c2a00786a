import { originsFor, originsOf } from '../adapters/browser/origins.ts';
import type { DeskTask } from '../domain/desk/desk-task.ts';
import type { StepError } from '../domain/errors.ts';
import { sayingIn, type Language } from '../domain/language.ts';
import type { Ports } from '../ports/index.ts';
import type { Performed, StepCall } from '../runtime/perform-step.ts';
import type { Question, QuestionContext } from './question.ts';

/** A step that can be done by hand: its questions, and how it goes on once one of them is answered. */
export interface ConsoleTaskDefinition {
  /** Name of the state. */
  step: string;
  questions: Readonly<Record<string, Question>> & { work: Question };
  /** Where the record knows better than the task which question is open, such as after a press of a browser. */
  openQuestion?(context: QuestionContext): string;
  /** Does the step with what has been answered so far. */
  perform(ports: Ports, task: DeskTask, call: StepCall): Promise<Performed>;
  /** Writes down why the step was given back. */
  noteFailure(ports: Ports, task: DeskTask, error: StepError): Promise<void>;
  /** What the person must know of the step's answer to the machine. */
  note?(answer: unknown, context: QuestionContext): string | undefined;
}

/** The question that a task stands at. */
export function openQuestion(definition: ConsoleTaskDefinition, context: QuestionContext) {
  const ask = definition.openQuestion?.(context) ?? context.task.ask;
  return { ask, question: definition.questions[ask] ?? definition.questions.work };
}

/** Reads what a page or an answer of a task needs; throws for a tenant that there is not. */
export async function contextOf(
  { tenants, vault, clock, settings }: Pick<Ports, 'tenants' | 'vault' | 'clock' | 'settings'>,
  task: DeskTask,
  language: Language,
): Promise<QuestionContext> {
  const [tenant, purposes] = await Promise.all([tenants.read(task.subject), vault.purposes(task.subject)]);
  if (!tenant) throw new Error(`there is no tenant ${task.subject} for the desk task ${task.step}`);
  const origins = originsFor(originsOf(), tenant.row.apexCentralHost);
  return { task, tenant, language, now: clock.now(), settings, origins, purposes, say: sayingIn(language) };
}
