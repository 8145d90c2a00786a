import * as z from 'zod';
import { type Fault, isOfModernPages, parseFault } from '../../lambdas/simulated-vendor/faults.ts';
import {
  ASKED,
  LAG_POINTS,
  type LagMinutes,
  type TenantScenario,
  WHEN_ASKED,
} from '../../lambdas/simulated-vendor/tenant-scenario.ts';

/** By tenant id. */
export type Scenario = ReadonlyMap<string, TenantScenario>;

/** One reason why a scenario file is refused, in a person's words. */
export interface ScenarioProblem {
  /** Path within the file, such as `tenants.t-003.licence.expiresOn`. */
  where: string;
  /** What stands there, as JSON; `null` where the whole file is meant. */
  value: string | null;
  whatToDo: string;
}

export type ParsedScenario =
  { kind: 'scenario'; scenario: Scenario } | { kind: 'refused'; problems: ScenarioProblem[] };

/** Months and days within their ranges, but not checked against a calendar: the guide itself shows 2024/06/31. */
const LICENCE_DATE = /^\d{4}([-/])(0[1-9]|1[0-2])\1(0[1-9]|[12]\d|3[01])$/u;

const faults = z.array(z.unknown(), 'give a list of faults').transform((entries, context) => {
  const parsed: Fault[] = [];
  entries.forEach((entry, index) => {
    const result = faultAt(entry, parsed);
    if ('fault' in result) parsed.push(result.fault);
    else context.addIssue({ code: 'custom', path: [index], message: result.whatToDo });
  });
  return parsed;
});

function faultAt(entry: unknown, before: readonly Fault[]): { fault: Fault } | { whatToDo: string } {
  if (typeof entry !== 'string') return { whatToDo: 'give a fault as text, such as "TEMPORARY_PROBLEM:2"' };
  const result = parseFault(entry);
  if ('whatToDo' in result || !before.some(({ name }) => name === result.fault.name)) return result;
  return { whatToDo: `${result.fault.name} stands here twice; name it once` };
}

const lag = z.number('give a number of minutes').min(0, 'give a number of minutes from 0').optional();
const lagMinutes = z.strictObject(
  Object.fromEntries(['every', ...LAG_POINTS].map((point) => [point, lag])) as Record<keyof LagMinutes, typeof lag>,
  refusal('give an object such as {"every":5,"update":3}', `every, ${LAG_POINTS.join(', ')}`),
);

const whenAsked = z.enum(WHEN_ASKED, `use ${WHEN_ASKED.map((when) => `"${when}"`).join(', ')}`).optional();
const asksOfConsole = z
  .strictObject(
    Object.fromEntries(ASKED.map((what) => [what, whenAsked])) as Record<(typeof ASKED)[number], typeof whenAsked>,
    refusal('give an object such as {"captcha":"once"}', ASKED.join(', ')),
  )
  .optional();
const asks = z.strictObject(
  { clp: asksOfConsole, apexCentral: asksOfConsole, visionOne: asksOfConsole },
  refusal('give an object such as {"clp":{"captcha":"once"}}', 'clp, apexCentral, visionOne'),
);

const tenant = z.strictObject(
  {
    faults: faults.optional(),
    face: z.enum(['plain', 'modern'], 'use "plain" or "modern"').optional(),
    language: z.enum(['ja', 'en'], 'use "ja" or "en"').optional(),
    licence: z
      .strictObject(
        {
          expiresOn: z.string('give a date as text').regex(LICENCE_DATE, 'give a date such as "2026-05-30"').optional(),
          seats: z.int('give a whole number from 1').min(1, 'give a whole number from 1').optional(),
          kind: z.string('give a text, such as "製品版"').min(1, 'give a text, such as "製品版"').optional(),
        },
        refusal('give an object such as {"expiresOn":"2026-05-30"}', 'expiresOn, seats, kind'),
      )
      .optional(),
    updateMinutes: z.number('give a number of minutes').positive('give a number of minutes above 0').optional(),
    lagMinutes: lagMinutes.optional(),
    asks: asks.optional(),
  },
  refusal(
    'give an object such as {"faults":["TEMPORARY_PROBLEM:2"]}',
    'faults, face, language, licence, updateMinutes, lagMinutes, asks',
  ),
);

const file = z.strictObject(
  {
    everyTenant: tenant.optional(),
    tenants: z.record(z.string(), tenant, 'give an object with a tenant id for each key').default({}),
  },
  refusal('give an object such as {"tenants":{"t-001":{"faults":["EXPIRED_LICENCE"]}}}', 'everyTenant, tenants'),
);

/**
 * Reads `<stem>.vendor.json`, which stands beside a CSV and says what is special about its tenants.
 *
 * Everything unknown refuses the file (a fault, a field at any level, a tenant that is not in `tenantIds`), and so does a
 * fault of modern pages at a tenant without them, because such a scenario would silently test nothing. All problems are
 * given at once.
 */
export function parseScenario(text: string, tenantIds: Iterable<string>): ParsedScenario {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    return { kind: 'refused', problems: [notJson(error)] };
  }
  const parsed = file.safeParse(content);
  const ids = new Set(tenantIds);
  const problems = [
    ...unknownTenants(content, ids),
    ...problemsOf(parsed.error, content),
    ...(parsed.success ? [...faultsThatNothingShows(parsed.data), ...asksThatNothingShows(parsed.data)] : []),
  ];
  if (!parsed.success || problems.length > 0) return { kind: 'refused', problems };
  const { everyTenant, tenants } = parsed.data;
  const named = everyTenant ? [...ids] : Object.keys(tenants);
  return {
    kind: 'scenario',
    scenario: new Map(named.map((id) => [id, { faults: [], ...everyTenant, ...tenants[id] }])),
  };
}

/** Faults of modern pages at tenants whose pages are plain, each where it stands. */
function faultsThatNothingShows({ everyTenant, tenants }: z.infer<typeof file>): ScenarioProblem[] {
  const ofTenants = Object.entries(tenants).map(
    ([id, own]) => [`tenants.${id}`, { ...everyTenant, ...own }, own] as const,
  );
  const ofEvery = everyTenant ? ([['everyTenant', everyTenant, everyTenant]] as const) : [];
  return [...ofTenants, ...ofEvery].flatMap(([place, { face }, { faults: own = [] }]) =>
    face === 'modern'
      ? []
      : own.flatMap(({ name }, index) => (isOfModernPages(name) ? [unseen(place, index, name)] : [])),
  );
}

function unseen(place: string, index: number, name: string): ScenarioProblem {
  return {
    where: `${place}.faults.${String(index)}`,
    value: JSON.stringify(name),
    whatToDo: `only modern pages show ${name}; add "face": "modern", or leave the fault out`,
  };
}

/** The modern pages ask nothing of a person. */
function asksThatNothingShows({ everyTenant, tenants }: z.infer<typeof file>): ScenarioProblem[] {
  const places = Object.entries(tenants).map(([id, own]) => [`tenants.${id}`, { ...everyTenant, ...own }] as const);
  const every = everyTenant && Object.keys(tenants).length === 0 ? ([['everyTenant', everyTenant]] as const) : [];
  return [...places, ...every].flatMap(([place, { face, asks: asked }]) =>
    face !== 'modern' || asked === undefined
      ? []
      : [
          {
            where: `${place}.asks`,
            value: JSON.stringify(asked),
            whatToDo: 'only plain pages ask; leave "face": "modern" out, or "asks"',
          },
        ],
  );
}

function notJson(error: unknown): ScenarioProblem {
  const reason = error instanceof Error ? error.message : String(error);
  return { where: 'the file', value: null, whatToDo: `write it as JSON; reading it stopped with: ${reason}` };
}

function unknownTenants(content: unknown, tenantIds: ReadonlySet<string>): ScenarioProblem[] {
  const tenants = valueAt(content, ['tenants']);
  if (!isObject(tenants)) return [];
  const unknown = Object.keys(tenants).filter((id) => !tenantIds.has(id));
  return unknown.map((id) => ({
    where: `tenants.${id}`,
    value: JSON.stringify(id),
    whatToDo: 'the CSV has no tenant of this name; use a tenant_id of the CSV, or leave this entry out',
  }));
}

function problemsOf(error: z.ZodError | undefined, content: unknown): ScenarioProblem[] {
  return (error?.issues ?? []).flatMap((issue) => {
    // One problem for each unknown field, at the place of the field itself.
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => problemAt(path, content, issue.message));
  });
}

function problemAt(path: PropertyKey[], content: unknown, whatToDo: string): ScenarioProblem {
  return { where: path.join('.') || 'the file', value: JSON.stringify(valueAt(content, path)) ?? null, whatToDo };
}

function valueAt(content: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key as string] : undefined), content);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What to do about an object that is none, and about a field it does not have. */
function refusal(otherwise: string, fields: string) {
  return {
    error: ({ code }: { code: string }) =>
      code === 'unrecognized_keys' ? `no such field here; the fields are ${fields}` : otherwise,
  };
}
