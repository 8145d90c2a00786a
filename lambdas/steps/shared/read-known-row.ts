import { PageChangedError } from '../../domain/errors.ts';
import {
  shownRow,
  stateOf,
  type ProductInstanceRow,
  type ProductInstanceState,
} from '../../domain/product-instance.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { VisionOne } from '../../ports/vision-one.ts';

export interface KnownRow {
  row: ProductInstanceRow | undefined;
  state: Exclude<ProductInstanceState, 'unknown'>;
}

/** Guide 3-11: the row of the product and what it means; one that the guide does not show goes to a person. */
export async function readKnownRow(visionOne: VisionOne, access: ConsoleAccess): Promise<KnownRow> {
  const row = await visionOne.readProductInstance(access);
  const state = stateOf(row);
  if (state !== 'unknown') return { row, state };
  throw new PageChangedError({ code: 'rowUnknown', row: shownRow(row) });
}
