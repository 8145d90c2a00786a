import { DynamoTable } from '../../adapters/dynamo/dynamo-table.ts';
import { rehearsalHands } from '../../adapters/rehearsal/rehearsal-hands.ts';
import { rehearsalVault } from '../../adapters/rehearsal/rehearsal-vault.ts';
import { readEnvironment } from '../environment.ts';
import type { MakeHands } from '../step-ports-on-aws.ts';

/** The hands of a deployment for rehearsals: no console, no browser, and no password that anybody would have to import. */
export const consoleHandsOnAws: MakeHands = ({ vault, clock, tenants }) => {
  const { TABLE_NAME: name, REHEARSAL_LAG_MINUTES: every } = readEnvironment();
  const scenario = { faults: [], ...(every > 0 && { lagMinutes: { every } }) };
  return {
    ...rehearsalHands({ table: new DynamoTable(name), clock, tenants, scenario }),
    vault: rehearsalVault(vault),
  };
};
