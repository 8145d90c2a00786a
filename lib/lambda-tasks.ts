import * as z from 'zod';
import { readDefinition, type DefinitionName } from './definition.ts';

const INVOKE = 'arn:aws:states:::lambda:invoke';

const lambdaTask = z.object({
  Type: z.literal('Task'),
  Comment: z.string(),
  Resource: z.enum([INVOKE, `${INVOKE}.waitForTaskToken`]),
  TimeoutSeconds: z.int(),
  Arguments: z.object({ FunctionName: z.string() }),
});

/** A state that invokes the Lambda function of its name, as its definition has it. */
export interface LambdaTask {
  /** Of the state, of its function, and, in kebab case, of its handler's file. */
  name: string;
  comment: string;
  timeoutSeconds: number;
}

/**
 * The states of a machine that invoke a Lambda function of their name, at whatever depth, in the order of the file. A look
 * by a person (`CheckUpdateByAPerson`) invokes that of the look, and is not among them.
 */
export function lambdaTasksOf(definition: DefinitionName): LambdaTask[] {
  return lambdaTasksIn(readDefinition(definition));
}

/** Those of the text of a definition; throws for one that lacks its comment or its time-out. */
export function lambdaTasksIn(definition: string): LambdaTask[] {
  return tasksIn(JSON.parse(definition));
}

function tasksIn(value: unknown): LambdaTask[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]: [string, unknown]) =>
    invokesLambda(each) ? ownTask(name, each) : tasksIn(each),
  );
}

function invokesLambda(value: unknown): boolean {
  const { Resource } = (value ?? {}) as { Resource?: unknown };
  return typeof Resource === 'string' && Resource.startsWith(INVOKE);
}

/** Throws for a task that lacks something: overlooked, it would have no function. */
function ownTask(name: string, state: unknown): LambdaTask[] {
  const task = lambdaTask.safeParse(state);
  if (!task.success) throw new Error(`the state ${name} is no task of Lambda: ${z.prettifyError(task.error)}`);
  const { Comment: comment, TimeoutSeconds: timeoutSeconds, Arguments } = task.data;
  return Arguments.FunctionName === `\${${name}}` ? [{ name, comment, timeoutSeconds }] : [];
}

/** `ConfirmLicence` is `confirm-licence`. */
export function fileOf(state: string): string {
  return state.replace(/(?<!^)([A-Z])/gu, '-$1').toLowerCase();
}
