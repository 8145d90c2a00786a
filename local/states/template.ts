import type { Bindings, Expression } from './expression.ts';
import type { Json } from './json.ts';

/** A field of a state that may hold expressions anywhere within: `Arguments`, `Output`, one variable of `Assign`. */
export interface Template {
  /** Its value where no expression stands in it. */
  readonly constant?: Json;
  /** Its text where it is one expression. */
  readonly source?: string;
  evaluate(bindings: Bindings): Json | Promise<Json>;
}

export function constantTemplate(constant: Json): Template {
  return { constant, evaluate: () => constant };
}

export function expressionTemplate(expression: Expression): Template {
  return { source: expression.source, evaluate: (bindings) => expression.evaluate(bindings) };
}

export function arrayTemplate(items: readonly Template[]): Template {
  if (items.every(isConstant)) return constantTemplate(items.map((item) => item.constant));
  return {
    evaluate: async (bindings) => {
      const values: Json[] = [];
      for (const item of items) values.push(await item.evaluate(bindings));
      return values;
    },
  };
}

export function objectTemplate(fields: ReadonlyMap<string, Template>): Template {
  const entries = [...fields];
  const constants = entries.flatMap(([key, field]) => (isConstant(field) ? [[key, field.constant] as const] : []));
  if (constants.length === entries.length) return constantTemplate(Object.fromEntries(constants));
  return {
    evaluate: async (bindings) => {
      const values: Record<string, Json> = {};
      for (const [key, field] of entries) {
        const value = field.evaluate(bindings);
        values[key] = value instanceof Promise ? await value : value;
      }
      return values;
    },
  };
}

function isConstant(template: Template): template is Template & { constant: Json } {
  return template.constant !== undefined;
}
