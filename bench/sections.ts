import { browser } from './browser.ts';
import { browserTenant } from './browser-tenant.ts';
import { commands } from './commands.ts';
import { cost, costByHand } from './cost.ts';
import { costOfPeople } from './cost-of-people.ts';
import { embedded } from './embedded.ts';
import { headroom } from './headroom.ts';
import { imports } from './imports.ts';
import { inMemory } from './in-memory.ts';
import { intake } from './intake.ts';
import { interpreter } from './interpreter.ts';
import { naive } from './naive.ts';
import { overhead } from './overhead.ts';
import { polling } from './polling.ts';
import { scale } from './scale.ts';
import { reportPage } from './report-page.ts';
import type { Section } from './section.ts';

/** Every section, in the order of the tables. */
export const SECTIONS: readonly Section[] = [
  polling,
  cost,
  costByHand,
  costOfPeople,
  scale,
  naive,
  overhead,
  headroom,
  imports,
  intake,
  interpreter,
  inMemory,
  embedded,
  browser,
  browserTenant,
  reportPage,
  commands,
];
