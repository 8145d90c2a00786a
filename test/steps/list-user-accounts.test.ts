import { expect, test } from 'vitest';
import type { IntakeRow } from '../../lambdas/domain/intake/intake-row.ts';
import { listUserAccounts } from '../../lambdas/steps/list-user-accounts.ts';
import { anIntakeRow, aTenant, BATCH_ID, EXECUTION } from '../builders.ts';
import { portsWith } from './kit.ts';

const run = { batchId: BATCH_ID, tenantId: 'tenant-1', execution: EXECUTION };

function portsFor(userAccounts: IntakeRow['userAccounts']) {
  return portsWith({ tenants: [aTenant({ row: anIntakeRow({ userAccounts }) })] });
}

test('lists the accounts of the row by name: the addresses stay in the record', async () => {
  const accounts = [
    { name: 'bbb', email: 'bbb@test.com' },
    { name: 'ccc', email: 'ccc@test.com' },
  ];

  expect(await listUserAccounts(portsFor({ kind: 'listed', accounts }), run)).toEqual({
    accounts: [{ name: 'bbb' }, { name: 'ccc' }],
  });
});

test.each([
  ['leaves the console’s accounts alone', { kind: 'ignore' }],
  ['lists none', { kind: 'listed', accounts: [] }],
] as [string, IntakeRow['userAccounts']][])(
  'answers with a list, which is what a Map needs, when the row %s',
  async (_, accounts) => {
    expect(await listUserAccounts(portsFor(accounts), run)).toEqual({ accounts: [] });
  },
);
