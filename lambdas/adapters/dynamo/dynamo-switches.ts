import * as z from '../../domain/zod.ts';
import type { Sighting } from '../../domain/circuit-breaker.ts';
import type { GuideStep } from '../../domain/guide.ts';
import { recordedCodeSchema } from '../../domain/statements/statement.ts';
import type { Scope, Switch } from '../../domain/switch.ts';
import type { Trip } from '../../domain/texts/trips.ts';
import type { Switches } from '../../ports/switches.ts';
import { all, is, isAbsent } from './expression.ts';
import { SIGHTING, sightingKey, sightingPrefix, SIGHTINGS, switchKey } from './keys.ts';
import { parseItem, type Shape } from './parse-item.ts';
import { keyOf, type Table } from './table.ts';

/** Seconds after which DynamoDB may delete a sighting; nobody asks for it when half an hour is over. */
const KEPT = 24 * 3600;
/** Sightings per request: three tenants are among the latest few. */
const PAGE = 25;

const sightingSchema = z.object({ tenantId: z.string(), at: z.string() });

const trip = z.object({
  code: recordedCodeSchema,
  guideStep: z.nullable(z.custom<GuideStep>((text) => typeof text === 'string')),
  tenantIds: z.array(z.string()),
} satisfies Shape<Trip>);

const fields = {
  state: z.enum(['paused', 'stopped']),
  by: z.string(),
  at: z.iso.datetime(),
  why: z.string(),
  trip: z.optional(trip),
  spares: z.optional(z.array(z.string())),
} satisfies Shape<Switch>;

/** The version before this one has kept a trip as `pulled`. */
const switchSchema: z.ZodMiniType<Switch> = z.pipe(
  z.object({ ...fields, pulled: z.optional(trip) }),
  z.transform(({ pulled, ...set }) => (pulled ? { ...set, trip: set.trip ?? pulled } : set)),
);

/** One item for each switch that is set. */
export class DynamoSwitches implements Switches {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async read(scope: Scope): Promise<Switch | undefined> {
    const item = await this.#table.get(switchKey(scope));
    return item && parseItem(switchSchema, switchKey(scope), item);
  }

  async set(scope: Scope, to: Switch | undefined, seen: Switch | undefined): Promise<boolean> {
    const key = switchKey(scope);
    const asSeen = seen ? all(is('state', seen.state), is('by', seen.by), is('at', seen.at)) : isAbsent('pk');
    if (to ? await this.#table.put(key, { ...to }, asSeen) : await this.#table.delete(key, asSeen)) return true;
    const now = await this.read(scope);
    // Its own, whose answer was lost; or taken away by somebody else, which is what was wanted.
    return to ? now !== undefined && isSame(now, to) : now === undefined;
  }

  async setIfAbsent(scope: Scope, to: Switch): Promise<boolean> {
    return this.#table.put(switchKey(scope), { ...to }, isAbsent('pk'));
  }

  async noteError(sighting: Sighting, { since, most }: { since: string; most: number }): Promise<string[]> {
    const forgetAt = Math.floor(Date.parse(sighting.at) / 1000) + KEPT;
    await this.#table.put(sightingKey(sighting), { ...sighting, forgetAt });
    const tenantIds = new Set<string>();
    const ofThisError = { pk: SIGHTINGS, prefix: sightingPrefix(sighting.code) };
    const latest = this.#table.query({ ...ofThisError, pageSize: PAGE, backwards: true });
    for await (const item of latest) {
      const { tenantId, at } = sightingSchema.parse(item);
      if (at < since || tenantIds.size >= most) break;
      tenantIds.add(tenantId);
    }
    return [...tenantIds];
  }

  async forgetErrors(): Promise<void> {
    for await (const item of this.#table.query({ pk: SIGHTINGS, prefix: SIGHTING }))
      await this.#table.delete(keyOf(item));
  }
}

function isSame(one: Switch, other: Switch): boolean {
  return one.state === other.state && one.by === other.by && one.at === other.at;
}
