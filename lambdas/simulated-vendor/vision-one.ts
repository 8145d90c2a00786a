import { agentCountsOf, type Figures } from './agents.ts';
import type { ConsoleContext } from './clp.ts';
import { finalPress, pressForAnotherProduct, type PressAnswer } from './final-press.ts';
import { fingerprintOf, tokenOf } from './made-up.ts';
import { shownOf } from './lag.ts';
import { type InstanceRow, provisioningOf, rowOf, shownUpdateOf, trialEndsOn } from './progress.ts';
import { notThere, Refusal } from './refusal.ts';
import { REGIONS } from './regions.ts';
import { asksForSecondFactor, timeStepOf, totpSeedOf } from './second-factor.ts';
import { type Dialog, type Session, sessionGone } from './sessions.ts';
import type { VendorTenant } from './vendor-tenant.ts';

/** What heads each dialog. */
const DIALOGS: Readonly<Record<Dialog, string>> = {
  productConnection: 'Product Connection',
  confirmTransfer: '接続と転送の確認',
  updateSolution: 'ソリューションをアップデート',
  systemUpdateNotice: 'システムアップデートの通知',
};

/** Vision One > Service Management > Product Instance. */
export interface ProductInstancePage {
  rows: InstanceRow[];
  /** Guide 3-17: the day in the trial banner, where there is one. */
  trialEndsOn: string | undefined;
}

/** Trend Vision One: opened by e-mail address only. */
export class VisionOne {
  readonly #context: ConsoleContext & { seed: string };

  constructor(context: ConsoleContext & { seed: string }) {
    this.#context = context;
  }

  /** Guide 2-10; with `MFA` the primary account needs the code that its authenticator app shows as well. */
  signIn(email: string, password: string, oneTimeCode?: string): Session {
    const { reception, directory, sessions } = this.#context;
    const session = reception.signIn({
      console: 'visionOne',
      candidates: directory.byName(email),
      name: email,
      password,
      admits: ({ byEmail }) => byEmail,
    });
    const refusal = this.#secondFactorRefusal(session, oneTimeCode);
    if (!refusal) return session;
    sessions.end(session);
    throw refusal;
  }

  /** Guide 2-10 to 2-12: what comes after the sign-in: [Provision Console], Provisioning, or the console. */
  home(session: Session): 'none' | 'provisioning' | 'provisioned' {
    return provisioningOf(this.#context.sessions.enter(session), this.#now());
  }

  /** Guide 2-11: [Provision Console]; the region is fixed by it for good. */
  provisionConsole(session: Session, region?: string): void {
    const tenant = this.#context.sessions.enter(session);
    if (this.isRegionAsked(session)) {
      throw new Refusal('regionAsked', { code: 'controlNotShown', control: '[Provision Console]' }, '2-11');
    }
    if (session.role !== 'master' || provisioningOf(tenant, this.#now()) !== 'none') {
      throw notThere('[Provision Console]', '2-11');
    }
    tenant.atOnce(() => {
      tenant.count('provisionPressed');
      // Pressed again before the first press shows: the region stays.
      if (tenant.state.provisionRequestedAt) {
        tenant.violate('provisionedTwice', this.#now());
        return;
      }
      tenant.change({
        provisionRequestedAt: this.#now().toISOString(),
        region: session.region ?? region ?? tenant.state.origin.region,
      });
    });
  }

  /** Whether "Choose a region for Trend Vision One" stands before [Provision Console]. */
  isRegionAsked(session: Session): boolean {
    const asksOnce = session.tenant.has('REGION_PAGE') && session.region === undefined;
    return asksOnce && provisioningOf(session.tenant, this.#now()) === 'none';
  }

  /** "Choose a region for Trend Vision One": nothing is fixed before [Provision Console]. */
  chooseRegion(session: Session, region: string): void {
    this.#context.sessions.enter(session);
    if (!this.isRegionAsked(session)) throw notThere('Choose a region for Trend Vision One', '2-11');
    if (!REGIONS.includes(region)) {
      throw new Refusal('regionAsked', { code: 'regionNotOffered', region, options: [...REGIONS] }, '2-11');
    }
    session.region = region;
  }

  /** Guide 3-6: Administration > License Information > [コンソールを開く]; works for the primary account only. */
  openApexCentral(session: Session): Session {
    const tenant = this.#enterConsole(session);
    if (session.role !== 'master') throw notThere('[コンソールを開く]', '3-6');
    return this.#context.sessions.open(tenant, 'apexCentral', session);
  }

  /** Guide 3-1, 3-11, 3-16, 3-17. */
  productInstances(session: Session): ProductInstancePage {
    const tenant = this.#enterConsole(session);
    if (tenant.strikes('SESSION_EXPIRED')) {
      this.#context.sessions.end(session);
      throw sessionGone();
    }
    const row = rowOf(tenant, this.#now());
    return { rows: row ? [row] : [], trialEndsOn: trialEndsOn(tenant, this.#now()) };
  }

  /** Guide 3-1, 3-2: [既存製品を追加], Trend Micro Apex One SaaS. Also for a product that waits for its registration. */
  addExistingProduct(session: Session): void {
    const tenant = this.#enterConsole(session);
    if (shownOf(tenant, this.#now()).registeredAt) throw notThere('[既存製品を追加]', '3-1');
    session.dialog = 'productConnection';
  }

  /** Guide 3-3: the registration token; it is shown here only, and the one before is worth nothing. */
  generateToken(session: Session): string {
    const tenant = this.#inDialog(session, 'productConnection', '3-3');
    const tokenRequests = tenant.state.tokenRequests + 1;
    const token = tokenOf('token', this.#context.seed, tenant.id, String(tokenRequests));
    tenant.change({ tokenRequests, tokenFingerprint: fingerprintOf(tenant.id, token) });
    return token;
  }

  /**
   * Guide 3-4: [Save]. A product whose data was transferred before is not asked about again. The newer generation of the
   * console never asks: there the row appears at once.
   */
  saveProduct(session: Session): 'confirmTransfer' | 'saved' {
    const tenant = this.#inDialog(session, 'productConnection', '3-4');
    if (!tenant.state.tokenFingerprint) throw notThere('[Save]', '3-4');
    if (tenant.generation === 'newer' && !tenant.state.transferredAt) {
      tenant.change({ transferredAt: this.#now().toISOString() });
    }
    session.dialog =
      shownOf(tenant, this.#now()).transferredAt || tenant.generation === 'newer' ? undefined : 'confirmTransfer';
    return session.dialog ? 'confirmTransfer' : 'saved';
  }

  /** Guide 3-5: [Connect and Transfer], a point of no return: the row appears. */
  connectAndTransfer(session: Session): void {
    const tenant = this.#enterConsole(session);
    const isAsked = session.dialog === 'confirmTransfer';
    session.dialog = undefined;
    tenant.atOnce(() => {
      tenant.count('transferPressed');
      if (tenant.state.transferredAt) tenant.violate('transferredTwice', this.#now());
      if (!isAsked || shownOf(tenant, this.#now()).transferredAt) throw notThere('[Connect and Transfer]', '3-5');
      if (!tenant.state.transferredAt) tenant.change({ transferredAt: this.#now().toISOString() });
    });
  }

  /** Guide 3-12: the button [アップデート] in the row opens ソリューションをアップデート; also in the row of another product. */
  openUpdatePanel(session: Session, otherProduct?: string): void {
    const tenant = this.#enterConsole(session);
    if (otherProduct === undefined && !rowOf(tenant, this.#now())?.updateOffered) {
      throw notThere('[アップデート]', '3-12');
    }
    session.dialog = 'updateSolution';
    session.otherProduct = otherProduct;
  }

  /** Guide 3-13: what the button of the panel is called. */
  agreeButton(session: Session): string {
    const tenant = this.#inDialog(session, 'updateSolution', '3-13');
    return tenant.has('RENAMED_BUTTON') ? tenant.labels.renamedAgreeToUpdate : tenant.labels.agreeToUpdate;
  }

  /** Guide 3-13: [アップデートに同意する] opens システムアップデートの通知. */
  agreeToUpdate(session: Session): void {
    this.#inDialog(session, 'updateSolution', '3-13');
    session.dialog = 'systemUpdateNotice';
  }

  /** Guide 3-14: the final press, [接続して転送] in システムアップデートの通知, with or without its tick. */
  pressConnectAndTransfer(session: Session, { ticked }: { ticked: boolean }): PressAnswer {
    const tenant = this.#enterConsole(session);
    const isAsked = session.dialog === 'systemUpdateNotice' && ticked;
    session.dialog = undefined;
    if (isAsked && session.otherProduct !== undefined) return pressForAnotherProduct(tenant, this.#now());
    return finalPress(tenant, isAsked, this.#now());
  }

  /** Guide 3-18: Endpoint Security > Standard Endpoint Protection; the former Apex Central, once the update is finished. */
  standardEndpointProtection(session: Session): Figures | undefined {
    const tenant = this.#enterConsole(session);
    return shownUpdateOf(tenant, this.#now()) === 'finished' ? agentCountsOf(tenant) : undefined;
  }

  #now(): Date {
    return this.#context.clock.now();
  }

  #secondFactorRefusal({ tenant, role }: Session, oneTimeCode: string | undefined): Refusal | undefined {
    if (role !== 'master' || !asksForSecondFactor(tenant)) return undefined;
    if (oneTimeCode === undefined) {
      return new Refusal('secondFactor', { code: 'oneTimeCodeMissing', console: 'Vision One' }, '2-10');
    }
    const timeStep = timeStepOf(totpSeedOf(tenant, this.#context.seed), oneTimeCode, this.#now());
    // RFC 6238, 5.2: a code is good for one sign-in.
    if (timeStep !== undefined && timeStep > (tenant.state.spentCode ?? 0)) {
      tenant.change({ spentCode: timeStep });
      return undefined;
    }
    return new Refusal('secondFactor', { code: 'oneTimeCodeRefused', console: 'Vision One' }, '2-10');
  }

  #enterConsole(session: Session): VendorTenant {
    const tenant = this.#context.sessions.enter(session);
    if (provisioningOf(tenant, this.#now()) !== 'provisioned') {
      throw notThere('Trend Vision One', '2-12');
    }
    return tenant;
  }

  #inDialog(session: Session, dialog: Dialog, guideStep: '3-3' | '3-4' | '3-13'): VendorTenant {
    const tenant = this.#enterConsole(session);
    if (session.dialog !== dialog) throw notThere(DIALOGS[dialog], guideStep);
    return tenant;
  }
}
