import { PageChangedError, SignInRefusedError } from '../../domain/errors.ts';
import type { ProductInstanceRow } from '../../domain/product-instance.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { PrimaryAccountClaim, TokenIssue, VisionOne } from '../../ports/vision-one.ts';
import { Secret } from '../../domain/secret.ts';
import { businessIdOf } from '../../simulated-vendor/business-id.ts';
import { LABELS } from '../../simulated-vendor/labels.ts';
import type { Session } from '../../simulated-vendor/sessions.ts';
import type { Vendor } from '../../simulated-vendor/vendor.ts';
import { withSession } from './refusals.ts';

/**
 * Trend Vision One without a browser: asks the simulated vendor directly.
 *
 * `crash` ends the process of the hands where the scenario says `CRASH_AFTER_RESET`; its promise never resolves.
 */
export function scriptedVisionOne(vendor: Vendor, clock: Clock, crash: () => Promise<never>): VisionOne {
  const { visionOne } = vendor;

  const signedIn = async <T>(access: ConsoleAccess, work: (session: Session) => T | Promise<T>): Promise<T> => {
    const { account, password, tenantId } = access;
    const wait = vendor.newCodeIn(tenantId);
    if (wait > 0) await clock.sleep(wait);
    const signIn = () => visionOne.signIn(account, password.reveal(), vendor.oneTimeCode(tenantId));
    return withSession(vendor, signIn, work);
  };

  /** Guide 3-1, 3-11: the page above whose list stands whose business it is. */
  const atProductInstance = <T>(access: ConsoleAccess, work: (session: Session) => T | Promise<T>): Promise<T> =>
    signedIn(access, async (session) => {
      const { account, tenant } = session;
      const businessName = tenant.state.origin.companyName;
      await access.onSignedIn?.({ account, businessName, businessId: businessIdOf(tenant) });
      return work(session);
    });

  return {
    canSignIn: async (access) => {
      try {
        return await signedIn(access, () => true);
      } catch (error) {
        if (error instanceof SignInRefusedError) return false;
        throw error;
      }
    },

    claimPrimaryAccount: async (access, claim) => {
      const found = await withSession(
        vendor,
        () => vendor.clp.signIn(access.account, access.password.reveal()),
        (portal) =>
          withSession(
            vendor,
            () => vendor.clp.openApexCentral(portal),
            (session) => claimFrom(vendor, session, claim, crash),
          ),
      );
      if (found === 'claimed') return found;
      if (claim.resetBefore) return 'alreadyClaimed';
      const behind = await signedIn({ ...access, account: claim.email }, (session) => visionOne.home(session));
      return behind === 'provisioned' ? 'alreadyThere' : 'alreadyClaimed';
    },

    readProvisioning: (access) => signedIn(access, (session) => visionOne.home(session)),

    provisionConsole: (access) =>
      signedIn(access, (session) => {
        if (visionOne.home(session) !== 'none') return;
        // The planned region is the one that was consented to; one that is not offered goes to a person.
        if (visionOne.isRegionAsked(session)) visionOne.chooseRegion(session, access.region);
        visionOne.provisionConsole(session, access.region);
      }),

    readProductInstance: (access) => atProductInstance(access, (session) => productRow(vendor, session)),

    issueRegistrationToken: (access, issue) =>
      atProductInstance(access, (session) => issueToken(vendor, session, issue)),

    startUpdate: (access, beforePress) =>
      atProductInstance(access, async (session) => {
        visionOne.productInstances(session);
        // Refused, and so a changed page, unless the row carries the button.
        visionOne.openUpdatePanel(session);
        expectAgreeButton(visionOne.agreeButton(session));
        visionOne.agreeToUpdate(session);
        await beforePress();
        return visionOne.pressConnectAndTransfer(session, { ticked: true });
      }),

    readStandardEndpointProtection: (access) =>
      signedIn(access, (session) => visionOne.standardEndpointProtection(session)),
  };
}

/** Guide 3-13: a button is known by its name, as it is to a browser. */
function expectAgreeButton(name: string): void {
  const known = Object.values(LABELS).map(({ agreeToUpdate }) => agreeToUpdate);
  if (known.includes(name)) return;
  throw new PageChangedError(
    { code: 'controlNotShown', control: LABELS.ja.agreeToUpdate, instead: name },
    { guideStep: '3-13' },
  );
}

/** Guide 2-2 to 2-9, from inside Apex Central. */
async function claimFrom(
  vendor: Vendor,
  session: Session,
  claim: PrimaryAccountClaim,
  crash: () => Promise<never>,
): Promise<'claimed' | 'signIn'> {
  const { apexCentral, wizard } = vendor;
  if (apexCentral.accessVisionOne(session) === 'signIn') return 'signIn';
  const { prefix } = wizard.verifyEmail(session, claim.email, claim.email);
  const code = await claim.waitForCode(prefix);
  wizard.submitCode(session, code.reveal());
  await claim.beforeReset();
  wizard.resetPassword(session, claim.newPassword.reveal(), claim.newPassword.reveal());
  if (vendor.handsDieAfterReset(session.tenant.id)) await crash();
  return 'claimed';
}

/** Guide 3-1 to 3-5. */
async function issueToken({ visionOne }: Vendor, session: Session, issue: TokenIssue): Promise<void> {
  visionOne.productInstances(session);
  visionOne.addExistingProduct(session);
  await issue.keep(new Secret(visionOne.generateToken(session)));
  await issue.beforeTransfer();
  if (visionOne.saveProduct(session) === 'saved') return;
  visionOne.connectAndTransfer(session);
}

function productRow({ visionOne }: Vendor, session: Session): ProductInstanceRow | undefined {
  const [row] = visionOne.productInstances(session).rows;
  if (!row) return undefined;
  const { displayName, instanceType, status, region, updateOffered } = row;
  return { displayName, instanceType, status, region, updateOffered };
}
