import { expect, test, vi } from 'vitest';
import { DynamoTable } from '../../lambdas/adapters/dynamo/dynamo-table.ts';
import { rehearsalHands } from '../../lambdas/adapters/rehearsal/rehearsal-hands.ts';
import { ENVIRONMENT } from '../../local/deployment.ts';
import { Product } from '../../local/product.ts';
import { readRunFiles } from '../../local/run/read-files.ts';
import { aStack, resourcesOf, smallest, someSettings } from './a-stack.ts';
import { callsInARun } from './calls-in-a-run.ts';
import { isAllowed } from './is-allowed.ts';
import { whatRolesMayDo } from './what-roles-may-do.ts';

/** The embedded run with the hands of a rehearsal on AWS. */
const { bind } = Product.prototype;
vi.spyOn(Product.prototype, 'bind').mockImplementation(function (this: Product, ports) {
  const table = new DynamoTable(ENVIRONMENT['TABLE_NAME'] ?? '');
  bind.call(this, { ...ports, ...rehearsalHands({ table, clock: ports.clock, tenants: ports.tenants }) });
});

/** An embedded run has one. */
const { desk } = someSettings();

test('a rehearsal asks AWS for nothing that the roles of its functions do not allow', async () => {
  const calls = await callsInARun({ ...(await readRunFiles('samples/tenants.csv')), hands: 'scripted' });

  const allowed = whatRolesMayDo(resourcesOf(aStack({ ...smallest, desk, defaultHands: 'scripted' })));
  expect(calls.filter((call) => !isAllowed(allowed[call.by], call))).toEqual([]);
  expect(calls.filter(({ what }) => what.startsWith('records REHEARSAL#'))).not.toEqual([]);
}, 60_000);
