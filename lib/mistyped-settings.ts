import * as z from 'zod';
import { nearMiss } from '../lambdas/domain/intake/near-miss.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface MendedSettings {
  /** With each mistyped name as it was probably meant, so that its value is looked at as well; without the unknown ones. */
  settings: Fields;
  /** One sentence for each name that there is not. */
  problems: string[];
}

/** Looks at the names of settings, at whatever depth, before anything looks at their values. */
export function mendNames(settings: Fields, schema: z.ZodObject): MendedSettings {
  const all = pathsIn(schema);
  const problems: string[] = [];

  function mend(fields: Fields, { shape }: z.ZodObject, at: readonly string[]): Fields {
    const known = Object.keys(shape);
    const mended = Object.entries(fields).flatMap(([name, value]) => {
      const meant = known.includes(name) ? name : nearMiss(name, known, fold);
      if (meant === undefined) {
        problems.push(`${[...at, name].join('.')}: there is no such setting; ${remedyFor(name, at, known, all)}`);
        return [];
      }
      if (meant !== name)
        problems.push(`${[...at, name].join('.')}: there is no such setting; did you mean "${meant}"?`);
      // Beside the right name the mistyped one says nothing.
      if (meant !== name && Object.hasOwn(fields, meant)) return [];
      const within = objectIn(shape[meant]);
      return [[meant, within && isFields(value) ? mend(value, within, [...at, meant]) : value] as const];
    });
    return Object.fromEntries(mended);
  }

  return { settings: mend(settings, schema, []), problems };
}

/** A name of another place is told its place; where nothing comes near, all there is at this one. */
function remedyFor(name: string, at: readonly string[], known: readonly string[], all: readonly string[]): string {
  const elsewhere = all.map((path) => path.split('.')).find((path) => fold(path.at(-1) ?? '') === fold(lastOf(name)));
  if (elsewhere !== undefined) {
    const place = elsewhere.length === 1 ? 'at the top of the file' : `within "${elsewhere.slice(0, -1).join('.')}"`;
    return `"${elsewhere.at(-1) ?? ''}" stands ${place}`;
  }
  return `${at.length === 0 ? 'there are' : `within "${at.join('.')}" there are`} ${known.join(', ')}`;
}

/** Also `retention.logDays`, written as one name. */
function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The object that a setting must be, whether or not it may be left out. */
export function objectIn(schema: unknown): z.ZodObject | undefined {
  let within = schema;
  while (within instanceof z.ZodOptional || within instanceof z.ZodPrefault) within = within.unwrap();
  return within instanceof z.ZodObject ? within : undefined;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `desk`, `desk.signIn`, `desk.signIn.issuer`, ... */
function pathsIn({ shape }: z.ZodObject, at = ''): string[] {
  return Object.entries(shape).flatMap(([name, schema]) => {
    const within = objectIn(schema);
    return [`${at}${name}`, ...(within ? pathsIn(within, `${at}${name}.`) : [])];
  });
}

/** `default_hands` and `DefaultHands` are `defaultHands`. */
function fold(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/gu, '');
}
