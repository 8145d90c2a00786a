import { format } from 'prettier';
import { definitionNames, type DefinitionName } from '../../lib/definition.ts';
import { fileOf } from '../../lib/lambda-tasks.ts';
import { graphOf, guideAndReason, mayWaitForAPerson, statesOf, type State } from './asl.ts';
import { block, code, table } from './markdown.ts';
import { drawnAsMermaid } from './mermaid.ts';

const INTRODUCTION = `# The state machines

Drawn by \`npm run docs\` from [statemachine/](../statemachine) ([日本語](state-machines.ja.md)). Each file can be pasted into the Step Functions console, which
draws the same graph and shows the sentence of a state beside it.

- **Blue**: a Lambda function, named like the state, which does its work in one run, or the start of another execution. The
  name of a function leads to its code in the tables.
- **Yellow**: a function that may need a person. Browser hands do the step at once; otherwise the state waits until
  somebody has done it at the [desk](desk.md), for as long as the table says. A look at a console does not wait: where it cannot
  tell, the question after it leads to a state of that function by a person.
- **Violet**: a question about what the state before it answered. **Grey**: a wait until an instant. **Green** and **red**: the ends.
- **A box** is one of the three STEPs of the vendor's guide, or what is done once for each of many. A dotted line is taken by
  errors after their retries; the one of a box is for every state in it.

How a record passes through them is told in [the journey of a tenant](the-journey-of-a-tenant.md).`;

/** `docs/state-machines.md`: a picture of each definition, and a table of what its states are for. */
export async function stateMachinePages(): Promise<Map<string, string>> {
  const text = [INTRODUCTION, ...definitionNames.map(section), ''].join('\n\n');
  return new Map([['state-machines.md', await format(text, { parser: 'markdown' })]]);
}

function section(name: DefinitionName): string {
  const graph = graphOf(name);
  const rows = statesOf(graph).map(({ name: title, state, box }) => {
    const { guide, reason } = guideAndReason(state);
    return [linked(title, state), kindOf(state), box ?? '', guide, atMost(state), reason];
  });
  return [
    `## ${name}`,
    graph.Comment ?? '',
    block('mermaid', drawnAsMermaid(graph)),
    table([['State', 'Kind', 'In the box', 'Guide', 'At most', 'Why'], ...rows]),
  ].join('\n\n');
}

/** The code of a step has the name of its function, which is that of its state but for a look by a person. */
function linked(name: string, { Arguments }: State): string {
  const [, step] = /^\$\{(\w+)\}$/u.exec(Arguments?.FunctionName ?? '') ?? [];
  return step === undefined ? code(name) : `[${code(name)}](../lambdas/steps/${fileOf(step)}.ts)`;
}

function kindOf(state: State): string {
  switch (state.Type) {
    case 'Parallel':
      return 'box';
    case 'Map':
      return 'box, for each';
    case 'Task':
      return mayWaitForAPerson(state) ? 'task or person' : 'task';
    case 'Succeed':
      return 'end';
    case 'Fail':
      return 'end, failed';
    case 'Choice':
    case 'Wait':
    case 'Pass':
      return state.Type.toLowerCase();
  }
}

function atMost({ TimeoutSeconds: seconds }: State): string {
  if (seconds === undefined) return '';
  if (seconds % 86_400 === 0) return `${String(seconds / 86_400)} days`;
  return seconds % 60 === 0 ? `${String(seconds / 60)} min` : `${String(seconds)} s`;
}
