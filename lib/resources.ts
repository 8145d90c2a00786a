import type { Buckets } from './buckets.ts';
import type { DeskDoor } from './desk-door.ts';
import type { Keys } from './keys.ts';
import type { Names } from './names.ts';
import type { StageSettings } from './stage-settings.ts';
import type { Tables } from './tables.ts';

/** What functions and machines are given access to, and the settings that decide how. */
export interface Resources {
  settings: StageSettings;
  names: Names;
  keys: Keys;
  tables: Tables;
  buckets: Buckets;
  /** Where people are asked; a deployment without it asks nobody. */
  door?: DeskDoor | undefined;
}

/** Whether the functions of this deployment work with browsers. */
export function hasBrowsers({ defaultHands }: Pick<StageSettings, 'defaultHands'>): boolean {
  return defaultHands === 'browser';
}

/** Whether nothing is real: a script plays the vendor. */
export function isRehearsal({ defaultHands }: Pick<StageSettings, 'defaultHands'>): boolean {
  return defaultHands === 'scripted';
}

/** Who releases a batch: where the settings do not say, two people, and nobody in a rehearsal. */
export function releaseByOf<Given>({ releaseBy, defaultHands }: { releaseBy?: Given; defaultHands: unknown }) {
  return releaseBy ?? (defaultHands === 'scripted' ? 'automatic' : 'two');
}
