import type { Template } from './template.ts';

/** A machine as the interpreter walks it: read from its States Language text and found free of anything unknown. */
export interface Machine extends Graph {
  readonly timeoutSeconds: number | undefined;
}

/** States that lead to each other: the machine's own, a branch of a Parallel, the item processor of a Map. */
export interface Graph {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

export type State =
  TaskState | ParallelState | MapState | ChoiceState | WaitState | PassState | SucceedState | FailState;

/** How a state (or a catcher, or a choice) is left; without `next` the graph ends with it. */
export interface Exit {
  readonly assign: Template | undefined;
  readonly output: Template | undefined;
  readonly next: string | undefined;
}

interface Named {
  readonly name: string;
}

interface Recovering {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly backoffRate: number;
  readonly maxAttempts: number;
  readonly maxDelaySeconds: number;
  readonly jitter: boolean;
}

export interface Catcher extends Exit {
  readonly errorEquals: readonly string[];
}

export type Resource =
  | { readonly kind: 'function'; readonly arn: string }
  | { readonly kind: 'invoke' }
  | { readonly kind: 'invokeWithToken' }
  | { readonly kind: 'startExecution' };

export interface TaskState extends Named, Exit, Recovering {
  readonly type: 'Task';
  readonly resource: Resource;
  readonly arguments: Template | undefined;
  readonly timeoutSeconds: Template | undefined;
  readonly heartbeatSeconds: Template | undefined;
}

export interface ParallelState extends Named, Exit, Recovering {
  readonly type: 'Parallel';
  readonly branches: readonly Graph[];
  readonly arguments: Template | undefined;
}

export interface MapState extends Named, Exit, Recovering {
  readonly type: 'Map';
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template | undefined;
  readonly toleratedFailurePercentage: Template | undefined;
  readonly toleratedFailureCount: Template | undefined;
  readonly processor: Graph;
  /** Absent in an inline Map. */
  readonly distributed: Distribution | undefined;
}

/** What only a distributed Map has. */
export interface Distribution {
  readonly label: string;
  readonly express: boolean;
  readonly reader: ItemReader | undefined;
  readonly batcher: ItemBatcher | undefined;
  readonly writer: ResultWriter | undefined;
}

export interface ItemReader {
  readonly inputType: 'JSON' | 'JSONL' | 'CSV';
  /** The header is the first row where none is given. */
  readonly csvHeaders: readonly string[] | undefined;
  readonly csvDelimiter: string;
  readonly maxItems: number | undefined;
  readonly bucket: Template;
  readonly key: Template;
}

export interface ItemBatcher {
  readonly maxItemsPerBatch: number;
  readonly batchInput: Template | undefined;
}

export interface ResultWriter {
  readonly bucket: Template;
  readonly prefix: Template;
}

export interface ChoiceState extends Named {
  readonly type: 'Choice';
  readonly choices: readonly (Exit & { readonly condition: Template })[];
  readonly default: Exit | undefined;
}

export interface WaitState extends Named, Exit {
  readonly type: 'Wait';
  readonly until: { readonly seconds: Template } | { readonly timestamp: Template };
}

export interface PassState extends Named, Exit {
  readonly type: 'Pass';
}

export interface SucceedState extends Named, Exit {
  readonly type: 'Succeed';
}

export interface FailState extends Named {
  readonly type: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}
