import { Expression } from '../expression.ts';
import { isJsonObject, type Json } from '../json.ts';
import { arrayTemplate, constantTemplate, expressionTemplate, objectTemplate, type Template } from '../template.ts';
import type { Surroundings } from './reading.ts';

/** What of `$states` a field may read. */
export type StatesFields = readonly string[];

export const BEFORE: StatesFields = ['input', 'context'];
export const AFTER: StatesFields = ['input', 'context', 'result'];
export const AFTER_ERROR: StatesFields = ['input', 'context', 'errorOutput'];

/** The text between `${` and `}` that a deployment replaces; JSONata's own `${...}` always holds a colon. */
const PLACEHOLDER = /\$\{[A-Za-z0-9_]+\}/;

/** Reads a field that may hold expressions; `field` is its place within the state, as in AWS's error messages. */
export function readTemplate(
  value: unknown,
  path: string,
  field: string,
  allowed: StatesFields,
  surroundings: Surroundings,
): Template {
  if (typeof value === 'string') return readText(value, path, field, allowed, surroundings);
  if (Array.isArray(value)) {
    return arrayTemplate(
      value.map((item, index) => {
        const place = `[${String(index)}]`;
        return readTemplate(item, path + place, field + place, allowed, surroundings);
      }),
    );
  }
  if (isJsonObject(value)) {
    const fields = new Map<string, Template>();
    for (const [key, item] of Object.entries(value)) {
      if (key.endsWith('.$')) surroundings.reading.refuse(`${path}.${key}`, 'a key that ends in .$ is JSONPath');
      fields.set(key, readTemplate(item, `${path}.${key}`, `${field}/${key}`, allowed, surroundings));
    }
    return objectTemplate(fields);
  }
  return constantTemplate(value as Json);
}

function readText(
  text: string,
  path: string,
  field: string,
  allowed: StatesFields,
  surroundings: Surroundings,
): Template {
  const { reading } = surroundings;
  refusePlaceholder(text, path, surroundings);
  if (!text.startsWith('{%')) return constantTemplate(text);
  if (!text.endsWith('%}')) {
    reading.refuse(path, `${text} begins with {% and does not end with %}`);
    return constantTemplate(text);
  }
  const expression = compile(text.slice(2, -2).trim(), path, field, surroundings);
  if (!expression) return constantTemplate(text);
  for (const name of expression.names.statesFields) {
    if (!allowed.includes(name)) reading.refuse(path, `$states.${name} is not known here, only ${allowed.join(', ')}`);
  }
  for (const name of expression.names.variables) surroundings.variables.read.set(name, path);
  expression.names.refused.forEach((why) => {
    reading.refuse(path, why);
  });
  return expressionTemplate(expression);
}

/** Expressions of all engines of this process: of thousands, each reads the same definitions. */
const COMPILED = new Map<string, Expression>();

function compile(source: string, path: string, field: string, { reading }: Surroundings): Expression | undefined {
  const key = `${field}\n${source}`;
  try {
    // What draws random numbers draws them from its own engine.
    const expressions = source.includes('$random') ? reading.expressions : COMPILED;
    const expression = expressions.get(key) ?? new Expression(source, field, reading.random);
    expressions.set(key, expression);
    return expression;
  } catch (error) {
    reading.refuse(path, `{% ${source} %} is not JSONata: ${(error as { message?: string }).message ?? String(error)}`);
    return undefined;
  }
}

export function refusePlaceholder(text: string, path: string, { reading }: Surroundings): void {
  const placeholder = PLACEHOLDER.exec(text);
  if (placeholder) reading.refuse(path, `${placeholder[0]} has not been replaced`);
}
