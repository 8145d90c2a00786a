import type { VisionOne } from '../../lambdas/ports/vision-one.ts';
import type { Vendor } from '../../lambdas/simulated-vendor/vendor.ts';

/** `CRASH_AFTER_RESET` for any hands: their process dies as soon as the vendor has taken the new password (guide 2-8). */
export function dyingHands(visionOne: VisionOne, vendor: Vendor, crash: () => Promise<never>): VisionOne {
  return {
    ...visionOne,
    claimPrimaryAccount: async (access, claim) => {
      const found = await visionOne.claimPrimaryAccount(access, claim);
      return vendor.handsDieAfterReset(access.tenantId) ? crash() : found;
    },
  };
}
