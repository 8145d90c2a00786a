import { readDefinition, type DefinitionName } from '../../lib/definition.ts';

/** What a drawing of a machine needs to know of the States Language. */
export interface Graph {
  Comment?: string;
  StartAt: string;
  States: Record<string, State>;
}

export interface State {
  Type: 'Task' | 'Choice' | 'Wait' | 'Parallel' | 'Map' | 'Pass' | 'Succeed' | 'Fail';
  Comment?: string;
  Resource?: string;
  Arguments?: { FunctionName?: string };
  TimeoutSeconds?: number;
  Next?: string;
  Default?: string;
  Choices?: { Condition: string; Next: string }[];
  Catch?: { ErrorEquals: string[]; Next: string }[];
  Branches?: Graph[];
  ItemProcessor?: Graph;
}

/** The definition as it stands in the repository. */
export function graphOf(name: DefinitionName): Graph {
  return JSON.parse(readDefinition(name)) as Graph;
}

/** What lies inside of a box: the branches of a Parallel, the item processor of a Map. */
export function graphsWithin({ Branches = [], ItemProcessor }: State): Graph[] {
  return ItemProcessor ? [...Branches, ItemProcessor] : Branches;
}

/** Every state of the graph and of the boxes in it, each box before what it holds. */
export function statesOf(graph: Graph, box?: string): { name: string; state: State; box: string | undefined }[] {
  return Object.entries(graph.States).flatMap(([name, state]) => [
    { name, state, box },
    ...graphsWithin(state).flatMap((inner) => statesOf(inner, name)),
  ]);
}

/** The step may be done by a person, who answers its task token. */
export function mayWaitForAPerson({ Resource = '' }: State): boolean {
  return Resource.endsWith('.waitForTaskToken');
}

/** A comment such as `Guide 2-1 to 2-9: done in one sitting` in its two parts; a box names its STEP of the guide. */
export function guideAndReason({ Comment = '' }: State): { guide: string; reason: string } {
  const [, step, box, rest = ''] = /^(?:Guide ([^:]+)|(STEP \d) of the guide): (.*)$/u.exec(Comment) ?? [];
  const guide = step ?? box;
  if (guide === undefined) return { guide: '', reason: Comment };
  return { guide, reason: rest.charAt(0).toUpperCase() + rest.slice(1) };
}
