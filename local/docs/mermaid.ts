import { graphsWithin, guideAndReason, mayWaitForAPerson, type Graph, type State } from './asl.ts';

/** A state carries its own text colour, so that it reads on a light page and on a dark one. */
const COLOURS = {
  task: 'fill:#dbe9ff,stroke:#2f6fcf,color:#0b2347',
  person: 'fill:#ffe9b8,stroke:#b7791f,color:#3d2800',
  choice: 'fill:#ece2ff,stroke:#7a4fd0,color:#25104f',
  wait: 'fill:#e3e7ec,stroke:#66707c,color:#1d242c',
  done: 'fill:#d3f2dc,stroke:#2c8a4b,color:#0c3419',
  failed: 'fill:#ffdcd8,stroke:#c0392b,color:#4a100a',
} as const;

/** The machine as GitHub draws it: boxes as subgraphs, a shape for each kind of state, errors as dotted lines. */
export function drawnAsMermaid(graph: Graph): string {
  return [
    'flowchart TD',
    `  Start((" ")) --> ${graph.StartAt}`,
    ...drawn(graph, '  '),
    ...Object.entries(COLOURS).map(([kind, colours]) => `  classDef ${kind} ${colours}`),
  ].join('\n');
}

function drawn(graph: Graph, indent: string): string[] {
  const states = Object.entries(graph.States);
  return [
    ...states.flatMap(([name, state]) => node(name, state).map((line) => indent + line)),
    ...states.flatMap(([name, state]) => waysOut(state).map((way) => `${indent}${name} ${way}`)),
  ];
}

function node(name: string, state: State): string[] {
  const { guide } = guideAndReason(state);
  const lines = guide ? [name, `guide ${guide}`] : [name];
  const label = `"${lines.join('<br/>')}"`;
  switch (state.Type) {
    case 'Parallel':
    case 'Map':
      return [
        `subgraph ${name}["${lines.join(', ')}"]`,
        '  direction TB',
        ...graphsWithin(state).flatMap((inner) => drawn(inner, '  ')),
        'end',
      ];
    case 'Choice':
      return [`${name}{{${label}}}:::choice`];
    case 'Wait':
      return [`${name}[/${label}/]:::wait`];
    case 'Succeed':
      return [`${name}([${label}]):::done`];
    case 'Fail':
      return [`${name}([${label}]):::failed`];
    case 'Task':
    case 'Pass':
      return [`${name}[${label}]:::${mayWaitForAPerson(state) ? 'person' : 'task'}`];
  }
}

function waysOut({ Next, Default, Choices = [], Catch = [] }: State): string[] {
  return [
    ...(Next === undefined ? [] : [`--> ${Next}`]),
    ...Choices.map(({ Condition, Next: to }) => `-->|"${inWords(Condition)}"| ${to}`),
    ...(Default === undefined ? [] : [`-->|otherwise| ${Default}`]),
    ...Catch.map(({ ErrorEquals, Next: to }) => `-.->|"${ErrorEquals.map(errorInWords).join(', ')}"| ${to}`),
  ];
}

/** A condition such as `{% $states.input.done %}` without the marks of its language. */
function inWords(condition: string): string {
  return condition
    .replace(/^\{%\s*|\s*%\}$/gu, '')
    .replace(/\$exists\(([^)]+)\)/gu, '$1')
    .replaceAll('$states.input.', '')
    .replaceAll('$', '')
    .replace(/^(\S+) != null$/u, '$1')
    .replace(/^(\S+) = null$/u, 'no $1')
    .replaceAll(' = true', '')
    .replaceAll(' = ', ': ')
    .replaceAll("'", '');
}

function errorInWords(error: string): string {
  return error === 'States.ALL' ? 'any error' : error.replace(/^.*\./u, '');
}
