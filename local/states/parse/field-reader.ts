import { isJsonObject, type JsonObject } from '../json.ts';
import { constantTemplate, type Template } from '../template.ts';
import { BEFORE, readTemplate, refusePlaceholder, type StatesFields } from './read-template.ts';
import type { Surroundings } from './reading.ts';

const JSON_PATH_FIELDS: ReadonlySet<string> = new Set([
  'InputPath',
  'OutputPath',
  'ResultPath',
  'Parameters',
  'ResultSelector',
  'Result',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'MaxConcurrencyPath',
  'ToleratedFailurePercentagePath',
  'ToleratedFailureCountPath',
  'ErrorPath',
  'CausePath',
  'Variable',
]);

/** What AWS takes beside the fields that are read here; not one of them does anything here. */
const OF_AWS: ReadonlySet<string> = new Set([
  ...['ClientContext', 'Credentials', 'InvocationType', 'LogType', 'Qualifier', 'TraceHeader'],
  ...['ItemsPointer', 'Iterator', 'MaxInputBytesPerBatch', 'VersionId', 'WriterConfig'],
]);

/** One object of a definition, read field by field: what was not read by the end is unknown and refused by name. */
export class FieldReader {
  readonly path: string;
  readonly surroundings: Surroundings;
  readonly #source: JsonObject;
  readonly #read = new Set<string>(['Comment']);
  /** Where it stands within its state, as AWS names the place of a failed expression: '', `Catch[0]/`. */
  readonly #place: string;

  constructor(source: unknown, path: string, surroundings: Surroundings, place = '') {
    this.path = path;
    this.#place = place;
    this.surroundings = surroundings;
    this.#source = isJsonObject(source) ? source : {};
    if (!isJsonObject(source)) this.refuse('is not an object');
    if (typeof (this.#source['Comment'] ?? '') !== 'string') this.refuse('is not text', 'Comment');
  }

  refuse(why: string, field?: string): void {
    this.surroundings.reading.refuse(field === undefined ? this.path : `${this.path}.${field}`, why);
  }

  raw(field: string): unknown {
    this.#read.add(field);
    return this.#source[field];
  }

  keys(): string[] {
    return Object.keys(this.#source);
  }

  has(field: string): boolean {
    return Object.hasOwn(this.#source, field);
  }

  /** Text that is never an expression; '' where it is missing and was `required`. */
  text(field: string): string | undefined;
  text(field: string, required: 'required'): string;
  text(field: string, required?: 'required'): string | undefined {
    const value = this.raw(field);
    if (typeof value === 'string') {
      refusePlaceholder(value, `${this.path}.${field}`, this.surroundings);
      return value;
    }
    if (value !== undefined) this.refuse('is not text', field);
    else if (required) this.refuse(`${field} is missing`);
    return required ? '' : undefined;
  }

  /** `alsoOnAws` are values that are no mistake, and do not run here. */
  choice<T extends string>(field: string, values: readonly T[], alsoOnAws: readonly string[] = []): T | undefined {
    const value = this.text(field);
    const found = values.find((candidate) => candidate === value);
    if (value !== undefined && !found) {
      const why = alsoOnAws.includes(value) ? `is valid on AWS, but here only` : 'is none of';
      this.refuse(`${value} ${why} ${values.join(', ')}${alsoOnAws.includes(value) ? ' run' : ''}`, field);
    }
    return found;
  }

  refuseUnknown(field: string): void {
    if (JSON_PATH_FIELDS.has(field)) this.refuse('is JSONPath; only JSONata runs here', field);
    else this.refuse(OF_AWS.has(field) ? 'is valid on AWS, but does not run here' : 'is not known here', field);
  }

  number(field: string, { least, whole = true }: { least: number; whole?: boolean }): number | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    if (typeof value === 'number' && value >= least && (!whole || Number.isInteger(value))) return value;
    this.refuse(`is not a ${whole ? 'whole ' : ''}number of at least ${String(least)}`, field);
    return undefined;
  }

  list(field: string, { mayBeEmpty = false } = {}): { value: unknown; path: string }[] {
    const value = this.raw(field);
    if (value === undefined) return [];
    if (!Array.isArray(value) || (value.length === 0 && !mayBeEmpty)) {
      this.refuse(mayBeEmpty ? 'is not a list' : 'is not a list with entries', field);
      return [];
    }
    return value.map((entry: unknown, index) => ({ value: entry, path: `${this.path}.${field}[${String(index)}]` }));
  }

  /** A list of objects, each read on its own: retriers, catchers, choices. */
  rules<T>(field: string, read: (rule: FieldReader) => T, options?: { mayBeEmpty: boolean }): T[] {
    return this.list(field, options).map(({ value, path }, index) => {
      const rule = new FieldReader(value, path, this.surroundings, `${this.#place}${field}[${String(index)}]/`);
      const result = read(rule);
      rule.finish();
      return result;
    });
  }

  texts(field: string): string[] {
    return this.list(field).flatMap(({ value, path }) => {
      if (typeof value === 'string') return [value];
      this.surroundings.reading.refuse(path, 'is not text');
      return [];
    });
  }

  object(field: string): FieldReader | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    return new FieldReader(value, `${this.path}.${field}`, this.surroundings, `${this.#place}${field}/`);
  }

  template(field: string, allowed: StatesFields = BEFORE): Template | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    return readTemplate(value, `${this.path}.${field}`, this.#place + field, allowed, this.surroundings);
  }

  requiredTemplate(field: string): Template {
    if (!this.has(field)) this.refuse(`${field} is missing`);
    return this.template(field) ?? constantTemplate(null);
  }

  /** A number, or an expression that gives one when the state is entered. */
  numberTemplate(field: string, { least }: { least: number }): Template | undefined {
    const value = this.#source[field];
    if (typeof value === 'string' && value.startsWith('{%')) return this.template(field);
    const constant = this.number(field, { least });
    return constant === undefined ? undefined : constantTemplate(constant);
  }

  /** Every field has been asked for. */
  finish(): void {
    for (const field of Object.keys(this.#source)) {
      if (this.#read.has(field)) continue;
      this.refuseUnknown(field);
    }
  }
}
