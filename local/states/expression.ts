import jsonata from 'jsonata';
import { directPath, follow, UNDECIDED } from './direct-path.ts';
import { namesIn, type NamesInExpression } from './expression-names.ts';
import type { Json } from './json.ts';
import { registerExtras } from './jsonata-functions.ts';
import { plainJson } from './plain-json.ts';
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
