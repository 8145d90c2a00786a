import type { Fault } from './faults.ts';
import type { ConsoleLanguage } from './labels.ts';

/** What is special about one simulated tenant; a tenant without any of it is clean. */
export interface TenantScenario {
  faults: Fault[];
  /** Language of this tenant's consoles; the row's where it is left out. */
  language?: ConsoleLanguage | undefined;
  licence?: { expiresOn?: string | undefined; seats?: number | undefined; kind?: string | undefined } | undefined;
  /** How long the update takes, in minutes. */
  updateMinutes?: number | undefined;
}
