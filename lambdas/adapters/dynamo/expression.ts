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

/** A piece of a condition, or of the right side of a SET. */
export type Term = (placeholders: Placeholders) => string;

export const is = (path: string, value: unknown): Term => {
  return (p) => `${p.name(path)} = ${p.value(value)}`;
};

export const isAtMost = (path: string, value: unknown): Term => {
  return (p) => `${p.name(path)} <= ${p.value(value)}`;
};

export const isLessThan = (path: string, value: unknown): Term => {
  return (p) => `${p.name(path)} < ${p.value(value)}`;
};

export const isThere = (path: string): Term => {
  return (p) => `attribute_exists(${p.name(path)})`;
};

export const isAbsent = (path: string): Term => {
  return (p) => `attribute_not_exists(${p.name(path)})`;
};

/** The attribute is exactly what was read: this value, or not there. */
export const isStill = (path: string, read: unknown): Term => {
  return read === undefined ? isAbsent(path) : is(path, read);
};

export const all = (...terms: Term[]): Term => {
  return (p) => terms.map((term) => term(p)).join(' AND ');
};

export const any = (...terms: Term[]): Term => {
  return (p) => `(${terms.map((term) => term(p)).join(' OR ')})`;
};

/** What the attribute holds, or this value where it is absent. */
export const orElse = (path: string, value: unknown): Term => {
  return (p) => `if_not_exists(${p.name(path)}, ${p.value(value)})`;
};

export const oneMoreThan = (path: string): Term => {
  return (p) => `if_not_exists(${p.name(path)}, ${p.value(0)}) + ${p.value(1)}`;
};

export interface Update {
  /** Attributes to set: to a value, to a term, or away (`undefined`). */
  set: Record<string, unknown>;
  /** Without it the item is changed whatever it holds, and made where it is not there. */
  when?: Term;
}

/** `SET #a = :v0 REMOVE #b`: everything an update changes, in one expression. */
export function updateExpression(set: Update['set'], placeholders: Placeholders): string {
  const sets: string[] = [];
  const removes: string[] = [];
  for (const [name, value] of Object.entries(set)) {
    const attribute = placeholders.name(name);
    if (value === undefined) removes.push(attribute);
    else sets.push(`${attribute} = ${isTerm(value) ? value(placeholders) : placeholders.value(value)}`);
  }
  return [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
  ].join(' ');
}

/** Data never holds functions, so a function is a term. */
function isTerm(value: unknown): value is Term {
  return typeof value === 'function';
}
