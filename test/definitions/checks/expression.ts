import jsonata from 'jsonata';
import { ownFieldsOf, stringsIn, type State } from './state-machine.ts';

/** What one JSONata expression uses of its surroundings. */
export interface Expression {
  text: string;
  /** Variables it reads; `states` is the one that Step Functions provides. */
  variables: Set<string>;
  /** Functions it calls, by name. */
  functions: Set<string>;
  /** Paths it reads of `$states`, such as `states.result.Payload`. */
  paths: Set<string>;
  /** A field name, `$` or `$$` where there is no context item; Step Functions refuses those. */
  contextual: string[];
  error?: string;
}

/** A node of JSONata's syntax tree, as far as we look at it. */
interface Node {
  type?: string;
  value?: unknown;
  steps?: Node[];
  lhs?: Node | Node[][];
  rhs?: Node;
  arguments?: Node[];
  procedure?: Node;
  body?: Node;
  [field: string]: unknown;
}

/** All expressions of a state's own fields, those of nested states left out. */
export function expressionsOf(state: State): Expression[] {
  return expressionsIn(ownFieldsOf(state));
}

export function expressionsIn(value: unknown): Expression[] {
  return stringsIn(value)
    .map(({ text }) => /^\{%(.*)%\}$/s.exec(text)?.[1])
    .filter((text) => text !== undefined)
    .map(parse);
}

/** A placeholder in an expression stands for a number. */
const PLACEHOLDER = /\$\{\w+\}/g;

export function parse(text: string): Expression {
  const expression: Expression = {
    text: text.trim(),
    variables: new Set(),
    functions: new Set(),
    paths: new Set(),
    contextual: [],
  };
  try {
    walk(jsonata(text.replace(PLACEHOLDER, '0')).ast() as unknown as Node, expression, new Set(), false);
  } catch (error) {
    expression.error = error instanceof Error || hasMessage(error) ? error.message : String(error);
  }
  return expression;
}

function walk(node: Node, found: Expression, local: ReadonlySet<string>, hasContext: boolean): void {
  switch (node.type) {
    case 'variable': {
      const name = String(node.value);
      if (name === '' || name === '$') {
        if (!hasContext) found.contextual.push(`$${name}`);
      } else if (!local.has(name)) found.variables.add(name);
      walkFields(node, found, local, hasContext);
      return;
    }
    case 'path': {
      const [first, ...rest] = node.steps ?? [];
      found.paths.add((node.steps ?? []).map((step) => String(step.value)).join('.'));
      if (first?.type === 'name' && !hasContext) found.contextual.push(String(first.value));
      if (first) walk(first, found, local, hasContext);
      for (const step of rest) walk(step, found, local, true);
      if (isNode(node.group)) walkFields(node.group, found, local, true);
      return;
    }
    case 'function':
    case 'partial': {
      if (node.procedure?.type === 'variable' && !local.has(String(node.procedure.value))) {
        found.functions.add(String(node.procedure.value));
      } else if (node.procedure) walk(node.procedure, found, local, hasContext);
      for (const argument of node.arguments ?? []) walk(argument, found, local, hasContext);
      return;
    }
    case 'lambda': {
      const inner = new Set([...local, ...(node.arguments ?? []).map((argument) => String(argument.value))]);
      if (node.body) walk(node.body, found, inner, hasContext);
      return;
    }
    case 'block': {
      const inner = new Set(local);
      for (const part of (node.expressions ?? []) as Node[]) {
        walk(part, found, inner, hasContext);
        if (part.type === 'bind') inner.add(String((part.lhs as Node).value));
      }
      return;
    }
    case 'bind':
      if (node.rhs) walk(node.rhs, found, local, hasContext);
      return;
    case 'filter':
    case 'sort':
      walkFields(node, found, local, true);
      return;
    case undefined:
    default:
      walkFields(node, found, local, hasContext);
  }
}

function walkFields(node: Node, found: Expression, local: ReadonlySet<string>, hasContext: boolean): void {
  for (const [field, value] of Object.entries(node)) {
    // A filter or grouping is evaluated once per item, which is then its context.
    const inner = hasContext || field === 'predicate' || field === 'stages' || field === 'group';
    for (const child of [value].flat(2)) if (isNode(child)) walk(child, found, local, inner);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function hasMessage(value: unknown): value is { message: string } {
  return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}
