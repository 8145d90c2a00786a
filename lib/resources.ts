import type { Buckets } from './buckets.ts';
import type { DeskApi } from './desk-api.ts';
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
  door?: DeskApi | undefined;
}
