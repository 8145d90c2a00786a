/** The functions of the reference implementation that run here; `REFUSED` has those that do not, and why. */
const FUNCTIONS = new Set(
  (
    'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad ' +
    'match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs ' +
    'sqrt power random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse ' +
    'each error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl ' +
    'decodeUrlComponent decodeUrl toMillis fromMillis clone partition range hash uuid parse'
  ).split(' '),
);

const REFUSED: Readonly<Record<string, string>> = {
  now: '$now() reads the real clock; take an instant from a function or from $states.context',
  millis: '$millis() reads the real clock; take an instant from a function or from $states.context',
  eval: '$eval() does not exist in Step Functions; use $parse()',
};

/** What an expression speaks of, as far as its text tells. */
export interface NamesInExpression {
  /** Workflow variables it reads. */
  variables: string[];
  /** What it reads of `$states`. */
  statesFields: string[];
  refused: string[];
}

/** Reads an expression's syntax tree (`expression.ast()`), which JSONata documents as plain nested objects. */
export function namesIn(ast: object): NamesInExpression {
  const read = new Set<string>();
  const bound = new Set<string>();
  const statesFields = new Set<string>();
  const seen = new WeakSet();

  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) {
      value.forEach(walk);
      return;
    }
    const node = value as Node;
    if (node.type === 'variable' && typeof node.value === 'string') read.add(node.value);
    if (node.type === 'bind' && isNamed(node.lhs)) bound.add(node.lhs.value);
    if (node.type === 'lambda' && Array.isArray(node.arguments)) {
      node.arguments.filter(isNamed).forEach((argument) => bound.add(argument.value));
    }
    // `items@$item` and `items#$index` bind a name for the rest of the path.
    if (typeof node.focus === 'string') bound.add(node.focus);
    if (typeof node.index === 'string') bound.add(node.index);
    if (node.type === 'index' && typeof node.value === 'string') bound.add(node.value);
    if (node.type === 'path' && Array.isArray(node.steps)) {
      const [first, second] = node.steps as unknown[];
      if (isNamed(first) && first.value === 'states' && isNamed(second)) statesFields.add(second.value);
    }
    Object.values(node).forEach(walk);
  };
  walk(ast);

  const free = [...read].filter((name) => name !== '' && name !== '$' && !bound.has(name));
  return {
    variables: free.filter((name) => name !== 'states' && !FUNCTIONS.has(name) && !Object.hasOwn(REFUSED, name)),
    statesFields: [...statesFields],
    refused: free.flatMap((name) => (Object.hasOwn(REFUSED, name) ? [String(REFUSED[name])] : [])),
  };
}

interface Node {
  type?: unknown;
  value?: unknown;
  lhs?: unknown;
  arguments?: unknown;
  steps?: unknown;
  focus?: unknown;
  index?: unknown;
}

function isNamed(node: unknown): node is { value: string } {
  return typeof node === 'object' && node !== null && 'value' in node && typeof node.value === 'string';
}
