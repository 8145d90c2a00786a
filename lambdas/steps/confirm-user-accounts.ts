import { whyAccountsDoNotMatch } from '../domain/accounts.ts';
import { AccountsDoNotMatchError, ConnectedElsewhereError } from '../domain/errors.ts';
import { onwardTo } from '../domain/tenant.ts';
import type { Ports } from '../ports/index.ts';
import { clpAccess } from './shared/console-access.ts';
import { isPreparationOver } from './shared/is-preparation-over.ts';
import { DONE, type CheckAnswer, type StepRun } from './shared/step-run.ts';

/**
 * Guide 1-2: compares the console's user accounts with the row's and notes the agent counts for guide 3-18. An Apex
 * Central that is registered before we registered it belongs to another Vision One console; it is found here, because
 * from 2-8 on there is no way back.
 */
export async function confirmUserAccounts(
  { apexCentral, tenants, vault }: Pick<Ports, 'apexCentral' | 'tenants' | 'vault'>,
  { tenant, execution }: StepRun,
): Promise<CheckAnswer> {
  if (isPreparationOver(tenant)) return DONE;
  const access = await clpAccess(tenant, vault);
  if ((await apexCentral.readRegistration(access)) === 'registered') {
    throw new ConnectedElsewhereError({ code: 'connectedElsewhere' });
  }
  const accounts = await apexCentral.readUserAccounts(access);
  const whyNot = whyAccountsDoNotMatch(tenant.row, accounts);
  if (whyNot) throw new AccountsDoNotMatchError(whyNot);
  const countsBefore = await apexCentral.readAgentCounts(access);
  await tenants.change(tenant, execution, { ...onwardTo(tenant, 'accountsConfirmed'), accounts, countsBefore });
  return DONE;
}
