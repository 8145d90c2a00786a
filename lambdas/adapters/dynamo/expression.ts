/**
 * A condition on the item of a write, as data: `conditionExpression` writes it for DynamoDB, and the table in memory
 * evaluates it.
 */
export type Condition =
  | { readonly is: '=' | '<' | '<='; readonly path: string; readonly value: unknown }
  | { readonly is: 'begins' | 'contains'; readonly path: string; readonly value: string }
  | { readonly is: 'there' | 'absent'; readonly path: string }
  | { readonly is: 'all' | 'any'; readonly of: readonly Condition[] };

export const is = (path: string, value: unknown): Condition => ({ is: '=', path, value });

export const isAtMost = (path: string, value: unknown): Condition => ({ is: '<=', path, value });

export const isLessThan = (path: string, value: unknown): Condition => ({ is: '<', path, value });

/** Of a text: it begins with this one. */
export const begins = (path: string, value: string): Condition => ({ is: 'begins', path, value });

/** Of a text: this one stands in it, in these very letters. */
export const contains = (path: string, value: string): Condition => ({ is: 'contains', path, value });

export const isThere = (path: string): Condition => ({ is: 'there', path });

export const isAbsent = (path: string): Condition => ({ is: 'absent', path });

/** The attribute is exactly what was read: this value, or not there. */
export const isStill = (path: string, read: unknown): Condition =>
  read === undefined ? isAbsent(path) : is(path, read);

export const all = (...of: Condition[]): Condition => ({ is: 'all', of });

export const any = (...of: Condition[]): Condition => ({ is: 'any', of });

/** A value that a SET works out from the item as it is: `if_not_exists(path, value)`, and something added to it. */
export class ValueOfItem {
  readonly path: string;
  readonly orElse: unknown;
  readonly plus: number | undefined;

  constructor(path: string, orElse: unknown, plus?: number) {
    this.path = path;
    this.orElse = orElse;
    this.plus = plus;
  }
}

/** What the attribute holds, or this value where it is absent. */
export const orElse = (path: string, value: unknown): ValueOfItem => new ValueOfItem(path, value);

/** A counter that begins at one. */
export const oneMoreThan = (path: string): ValueOfItem => new ValueOfItem(path, 0, 1);

export interface Update {
  /** Attributes to set: to a value, to a value of the item, or away (`undefined`). */
  set: Readonly<Record<string, unknown>>;
  /** Without it the item is changed whatever it holds, and made where it is not there. */
  when?: Condition;
}

/** Names and values of one request, each under a placeholder, because half the language is reserved in DynamoDB. */
export class Placeholders {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, unknown> = {};
  #count = 0;

  /** `lease.execution` becomes `#lease.#execution`. */
  name(path: string): string {
    return path
      .split('.')
      .map((part) => {
        this.names[`#${part}`] = part;
        return `#${part}`;
      })
      .join('.');
  }

  value(value: unknown): string {
    const placeholder = `:v${String(this.#count++)}`;
    this.values[placeholder] = value;
    return placeholder;
  }
}

/** `#revision = :v0 AND (attribute_not_exists(#running) OR ...)`. */
export function conditionExpression(condition: Condition, p: Placeholders): string {
  switch (condition.is) {
    case 'there':
      return `attribute_exists(${p.name(condition.path)})`;
    case 'absent':
      return `attribute_not_exists(${p.name(condition.path)})`;
    case 'all':
      return condition.of.map((part) => conditionExpression(part, p)).join(' AND ');
    case 'any':
      return `(${condition.of.map((part) => conditionExpression(part, p)).join(' OR ')})`;
    case 'begins':
      return `begins_with(${p.name(condition.path)}, ${p.value(condition.value)})`;
    case 'contains':
      return `contains(${p.name(condition.path)}, ${p.value(condition.value)})`;
    case '=':
    case '<':
    case '<=':
      return `${p.name(condition.path)} ${condition.is} ${p.value(condition.value)}`;
  }
}

/** `SET #a = :v0 REMOVE #b`: everything an update changes, in one expression. */
export function updateExpression(set: Update['set'], placeholders: Placeholders): string {
  const sets: string[] = [];
  const removes: string[] = [];
  for (const [name, value] of Object.entries(set)) {
    const attribute = placeholders.name(name);
    if (value === undefined) removes.push(attribute);
    else sets.push(`${attribute} = ${setExpression(value, placeholders)}`);
  }
  return [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
  ].join(' ');
}

function setExpression(value: unknown, p: Placeholders): string {
  if (!(value instanceof ValueOfItem)) return p.value(value);
  const found = `if_not_exists(${p.name(value.path)}, ${p.value(value.orElse)})`;
  return value.plus === undefined ? found : `${found} + ${p.value(value.plus)}`;
}
