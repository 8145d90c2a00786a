import { DynamoTable } from '../../adapters/dynamo/dynamo-table.ts';
import { rehearsalHands } from '../../adapters/rehearsal/rehearsal-hands.ts';
import { rehearsalVault } from '../../adapters/rehearsal/rehearsal-vault.ts';
import { readEnvironment } from '../environment.ts';
import type { MakeHands } from '../step-ports-on-aws.ts';

/** The hands of a deployment for rehearsals: no console, no browser, and no password that anybody would have to import. */
export const consoleHandsOnAws: MakeHands = ({ vault, clock, tenants }) => ({
  ...rehearsalHands({
    table: new DynamoTable(readEnvironment().TABLE_NAME),
    clock,
    tenants,
  }),
  vault: rehearsalVault(vault),
});
