import type { ApexCentral, Registration } from '../../ports/apex-central.ts';
import type { ConsoleAccount } from '../../domain/tenant.ts';
import { PageChangedError } from '../../domain/errors.ts';
import type { TenantStore } from '../../ports/tenant-store.ts';
import { all, is, isThere } from '../dynamo/expression.ts';
import { agentCountsOf, fingerprintOf, prefixOf } from './made-up.ts';
import { once } from './once.ts';
import type { RehearsalVendor } from './rehearsal-vendor.ts';
import type { RehearsedTenant } from './rehearsed-tenant.ts';

/** Apex Central of a rehearsal: it has the user accounts that the row of the tenant lists, and no others. */
export function rehearsalApexCentral(vendor: RehearsalVendor, tenants: Pick<TenantStore, 'read'>): ApexCentral {
  return {
    readUserAccounts: async (access) => {
      await vendor.signInToApexCentral(access);
      return accountsOf(access.tenantId, tenants);
    },

    readAgentCounts: async (access) => {
      await vendor.signInToApexCentral(access);
      return agentCountsOf(access.tenantId);
    },

    readRegistration: async (access) => registrationOf(await vendor.signInToApexCentral(access)),

    register: async (access, token) => {
      const { tenantId } = access;
      const tenant = await vendor.signInToApexCentral(access);
      const fingerprint = fingerprintOf(tenantId, token);
      // A token that is not the newest changes nothing, and the page says 登録されていません.
      if (tenant.registeredAt !== undefined || tenant.tokenFingerprint !== fingerprint) return registrationOf(tenant);
      const now = vendor.now();
      const when = all(is('tokenFingerprint', fingerprint), isThere('transferredAt'), once('registeredAt', now));
      await vendor.press(tenantId, { set: { registeredAt: now }, when, button: '[登録]' });
      return 'registered';
    },

    upgradeUserAccount: async (access, user) => {
      const { tenantId } = access;
      const tenant = await vendor.signIn(access);
      if (vendor.updateOf(tenantId, tenant) !== 'finished') {
        throw new PageChangedError('アカウントをアップグレードする does not appear before the update is finished', {
          guideStep: '3-19',
        });
      }
      await user.waitForCode(prefixOf(tenantId));
      return 'upgraded';
    },
  };
}

async function accountsOf(tenantId: string, tenants: Pick<TenantStore, 'read'>): Promise<ConsoleAccount[]> {
  const listed = (await tenants.read(tenantId))?.row.userAccounts;
  if (listed?.kind !== 'listed') return [];
  return listed.accounts.map(({ name }) => ({ name, kind: 'custom', role: '管理者' }));
}

function registrationOf({ registeredAt }: RehearsedTenant): Registration {
  return registeredAt === undefined ? 'notRegistered' : 'registered';
}
