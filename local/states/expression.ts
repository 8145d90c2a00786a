import jsonata from 'jsonata';
import { namesIn, type NamesInExpression } from './expression-names.ts';
import { type Json, isJsonObject } from './json.ts';
import { registerExtras } from './jsonata-functions.ts';
import { StatesError } from './states-error.ts';

/** What an expression can see: the workflow's variables and `states`. */
export type Bindings = Readonly<Record<string, Json>>;

/** One `{% ... %}` of a definition, compiled once and evaluated for every execution. */
export class Expression {
  readonly names: NamesInExpression;
  readonly source: string;
  readonly #field: string;
  readonly #compiled: jsonata.Expression;
  readonly #path: readonly string[] | undefined;

  /** Throws what JSONata says of text that is no expression. `field` is its place within the state: `Assign/failure`. */
  constructor(source: string, field: string, random: () => number) {
    this.source = source;
    this.#field = field;
    this.#compiled = jsonata(source);
    registerExtras(this.#compiled, random);
    const ast = this.#compiled.ast();
    this.names = namesIn(ast);
    this.#path = directPath(ast);
  }

  /** Fails with States.QueryEvaluationError when JSONata does, and when nothing or no JSON comes out. */
  evaluate(bindings: Bindings): Json | Promise<Json> {
    if (this.#path) {
      const value = follow(this.#path, bindings);
      if (value !== UNDECIDED) return value;
    }
    return this.#evaluate(bindings);
  }

  async #evaluate(bindings: Bindings): Promise<Json> {
    let value: unknown;
    try {
      value = await this.#compiled.evaluate(undefined, bindings);
    } catch (error) {
      throw this.#failed(`threw an error during evaluation. ${describe(error)}`);
    }
    if (value === undefined) throw this.#failed('returned nothing (undefined).');
    const plain = plainJson(value);
    if (plain === undefined) throw this.#failed('returned a value that is not JSON.');
    return plain;
  }

  #failed(what: string): StatesError {
    return new StatesError(
      'States.QueryEvaluationError',
      `The JSONata expression '${this.source}' specified for the field '${this.#field}' ${what}`,
      this.#field,
    );
  }
}

/** JSONata throws plain objects with a code and a message. */
function describe(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return [code, message ?? String(error)].filter(Boolean).join(': ');
}

/**
 * What a JSONata evaluation gave, as plain JSON: without the markers JSONata leaves on its arrays, which would change
 * how the next expression reads them. `undefined` when it is not JSON at all (nothing, a function, NaN).
 */
function plainJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'object') return undefined;
  return Array.isArray(value) ? plainArray(value) : plainObject(value);
}

function plainArray(values: unknown[]): Json | undefined {
  const plain: Json[] = [];
  for (const value of values) {
    const item = plainJson(value);
    if (item === undefined) return undefined;
    plain.push(item);
  }
  return plain;
}

function plainObject(value: object): Json | undefined {
  // A function of JSONata is an object that says so.
  if ('_jsonata_function' in value || '_jsonata_lambda' in value) return undefined;
  const plain: Record<string, Json> = {};
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined) continue;
    const item = plainJson(field);
    if (item === undefined) return undefined;
    plain[key] = item;
  }
  return plain;
}

/**
 * The names of an expression that only follows names (`$states.input.tenant.id`), or `undefined`.
 *
 * Four of five expressions in a machine are of this kind, and JSONata needs 20 to 50 times as long for one.
 */
function directPath(ast: object): readonly string[] | undefined {
  const node = ast as PathNode;
  if (node.type === 'variable') return isPlain(node) ? [node.value as string] : undefined;
  if (node.type !== 'path' || !Array.isArray(node.steps) || !hasOnly(node, ['type', 'steps'])) return undefined;
  const [first, ...rest] = node.steps as PathNode[];
  if (first?.type !== 'variable' || !isPlain(first)) return undefined;
  if (!rest.every((step) => step.type === 'name' && isPlain(step))) return undefined;
  return [first, ...rest].map((step) => step.value as string);
}

/** Where JSONata has to decide: an array on the way is mapped over, and nothing found is JSONata's to report. */
const UNDECIDED = Symbol('undecided');

function follow(path: readonly string[], bindings: Readonly<Record<string, Json>>): Json | typeof UNDECIDED {
  let value: Json = bindings;
  for (const name of path) {
    if (!isJsonObject(value) || !Object.hasOwn(value, name)) return UNDECIDED;
    value = value[name] as Json;
  }
  return value;
}

interface PathNode {
  type?: unknown;
  value?: unknown;
  steps?: unknown;
}

function isPlain(step: PathNode): boolean {
  return typeof step.value === 'string' && step.value !== '' && hasOnly(step, ['type', 'value', 'position']);
}

function hasOnly(node: object, fields: readonly string[]): boolean {
  return Object.keys(node).every((field) => fields.includes(field));
}
