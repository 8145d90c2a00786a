import type * as z from '../zod.ts';
import { OF_CONSOLES } from './of-consoles.ts';
import type { OF_JOURNAL } from './of-journal.ts';
import { OF_MAILS } from './of-mails.ts';
import { OF_RUNS } from './of-runs.ts';
import { OF_TENANTS } from './of-tenants.ts';
import type { Entry } from './wording.ts';

/** Every reason there is, with its values and sentences: what errors, outcomes and desk tasks hold. */
export const REASONS = { ...OF_TENANTS, ...OF_CONSOLES, ...OF_MAILS, ...OF_RUNS };

type StatementOf<Table extends Record<string, Entry>> = {
  [Code in keyof Table]: { readonly code: Code } & Readonly<z.infer<Table[Code]['schema']>>;
}[keyof Table];

/**
 * Why something is so, as the one who finds it writes it down: `{ code: 'licenceExpired', expiresOn: '2026-05-30' }`.
 * Only the type is imported there, so that no function carries sentences that it does not make.
 */
export type Reason = StatementOf<typeof REASONS>;

/** A line of the journal: what was done. */
export type Deed = StatementOf<typeof OF_JOURNAL>;
