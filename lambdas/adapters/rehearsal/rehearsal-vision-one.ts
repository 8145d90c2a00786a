import { PageChangedError, SignInRefusedError } from '../../domain/errors.ts';
import type { ProductInstanceRow } from '../../domain/product-instance.ts';
import type { VisionOne } from '../../ports/vision-one.ts';
import { all, isAbsent, isThere } from '../dynamo/expression.ts';
import { once } from './once.ts';
import { agentCountsOf, fingerprintOf, madeUpSecret, prefixOf } from './made-up.ts';
import type { RehearsalVendor } from './rehearsal-vendor.ts';
import type { RehearsedTenant } from './rehearsed-tenant.ts';

const BEFORE = { displayName: 'Trend Micro Apex One as a Service', instanceType: 'Trend Micro Apex One SaaS' };
const AFTER = { displayName: 'Standard Endpoint Protection Manager', instanceType: 'Standard Endpoint Protection' };

/** Trend Vision One of a rehearsal. Write-aheads are awaited where the guide's own buttons would be pressed. */
export function rehearsalVisionOne(vendor: RehearsalVendor): VisionOne {
  return {
    canSignIn: async (access) => {
      try {
        await vendor.signInToVisionOne(access);
        return true;
      } catch (error) {
        if (error instanceof SignInRefusedError) return false;
        throw error;
      }
    },

    claimPrimaryAccount: async (access, claim) => {
      const { tenantId } = access;
      if ((await vendor.signIn(access)).primaryEmail !== undefined) return 'alreadyThere';
      await claim.waitForCode(prefixOf(tenantId));
      await claim.beforeReset();
      const when = once('primaryEmail', claim.email);
      await vendor.press(tenantId, { set: { primaryEmail: claim.email }, when, button: '[Reset Password]' });
      return 'claimed';
    },

    readProvisioning: async (access) => vendor.provisioningOf(await vendor.signInToVisionOne(access)),

    provisionConsole: async (access) => {
      if (vendor.provisioningOf(await vendor.signInToVisionOne(access)) !== 'none') return;
      const set = { provisionRequestedAt: vendor.now(), region: access.region };
      const when = once('provisionRequestedAt', set.provisionRequestedAt);
      await vendor.press(access.tenantId, { set, when, button: '[Provision Console]' });
    },

    readProductInstance: async (access) => rowOf(vendor, access.tenantId, await vendor.openVisionOne(access)),

    issueRegistrationToken: async (access, issue) => {
      const { tenantId } = access;
      const { registeredAt, transferredAt } = await vendor.openVisionOne(access);
      if (registeredAt !== undefined) {
        throw new PageChangedError('the rehearsed product is connected already', { guideStep: '3-1' });
      }
      const token = madeUpSecret();
      await issue.keep(token);
      const set = { tokenFingerprint: fingerprintOf(tenantId, token) };
      await vendor.press(tenantId, { set, when: isAbsent('registeredAt'), button: '[Save]' });
      if (transferredAt !== undefined) return;
      await issue.beforeTransfer();
      const now = vendor.now();
      const when = once('transferredAt', now);
      await vendor.press(tenantId, { set: { transferredAt: now }, when, button: '[Connect and Transfer]' });
    },

    startUpdate: async (access, beforePress) => {
      const { tenantId } = access;
      const tenant = await vendor.openVisionOne(access);
      if (rowOf(vendor, tenantId, tenant)?.updateOffered !== true) {
        throw new PageChangedError('the rehearsed row carries no button [アップデート]', { guideStep: '3-12' });
      }
      await beforePress();
      const now = vendor.now();
      const when = all(isThere('registeredAt'), once('updateStartedAt', now));
      await vendor.press(tenantId, { set: { updateStartedAt: now }, when, button: '[接続して転送]' });
      return { kind: 'started' };
    },

    readStandardEndpointProtection: async (access) => {
      const { tenantId } = access;
      const isUpdated = vendor.updateOf(tenantId, await vendor.openVisionOne(access)) === 'finished';
      return isUpdated ? agentCountsOf(tenantId) : undefined;
    },
  };
}

/** Guide 3-11 to 3-17. */
function rowOf(vendor: RehearsalVendor, tenantId: string, tenant: RehearsedTenant): ProductInstanceRow | undefined {
  if (tenant.transferredAt === undefined) return undefined;
  const region = tenant.region ?? '';
  const update = vendor.updateOf(tenantId, tenant);
  if (update === 'finished') return { ...AFTER, status: '接続済み', region, updateOffered: false };
  if (update === 'running') return { ...BEFORE, status: 'アップデート', region, updateOffered: false };
  const connected = vendor.isConnected(tenant);
  return { ...BEFORE, status: connected ? '接続済み' : '登録されていません', region, updateOffered: connected };
}
