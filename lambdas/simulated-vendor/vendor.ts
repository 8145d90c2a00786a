import type { IntakeRow } from '../domain/intake/intake-row.ts';
import type { Clock } from '../ports/clock.ts';
import type { TenantScenario } from './tenant-scenario.ts';
import { AccountWizard } from './account-wizard.ts';
import { ApexCentral } from './apex-central.ts';
import { Asks } from './asks.ts';
import { Clp } from './clp.ts';
import { type CodeMail, CodeMails } from './code-mails.ts';
import { shownOf } from './lag.ts';
import { Reception } from './reception.ts';
import { oneTimeCodeOf, TIME_STEP } from './second-factor.ts';
import { type Session, Sessions } from './sessions.ts';
import { type Credentials, credentialsOf, namesInUse, sameName, toldTotpSeed } from './sign-in-names.ts';
import { TenantDirectory } from './tenant-directory.ts';
import { newTenantState, type TenantState } from './tenant-state.ts';
import { VendorTenant } from './vendor-tenant.ts';
import { VisionOne } from './vision-one.ts';

/** Where the vendor's tenants lie beyond one process; synchronous, as the consoles are. */
export interface VendorStore {
  /** Those of an earlier process, read when a vendor is made. */
  readAll(): readonly TenantState[];
  /** Called with each change, before anybody hears of it. */
  write(state: TenantState): void;
}

export interface VendorOptions {
  clock: Pick<Clock, 'now'>;
  /** Where tenants lie beyond this process, so that another goes on with them; in memory only without it. */
  store?: VendorStore;
  /** Other passwords, tokens and codes for the same tenants. */
  seed?: string;
  /** Told of each verification mail when it is sent. */
  sendCode?: (mail: CodeMail) => void;
}

/** Of what the vendor makes up where no other seed is given. */
export const SEED = 'visionlift';

const CLEAN: TenantScenario = { faults: [] };

/**
 * The vendor, as the guide shows it: every tenant that was admitted, three consoles and the verification mails.
 *
 * Scripted hands call the consoles directly; the simulated pages serve the same ones to a browser. Nothing here waits:
 * what takes time is finished when the clock says so. Counts the presses of points of no return since a tenant was made.
 */
export class Vendor {
  readonly clp: Clp;
  readonly apexCentral: ApexCentral;
  readonly visionOne: VisionOne;
  readonly wizard: AccountWizard;
  readonly asks: Asks;
  readonly mails: CodeMails;
  readonly sessions = new Sessions();
  readonly #clock: Pick<Clock, 'now'>;
  readonly #seed: string;
  readonly #store: VendorStore | undefined;
  readonly #directory = new TenantDirectory();

  constructor({ clock, store, seed = SEED, sendCode }: VendorOptions) {
    this.#clock = clock;
    this.#seed = seed;
    this.#store = store;
    this.mails = new CodeMails(seed, sendCode);
    this.asks = new Asks(clock, seed);
    this.wizard = new AccountWizard({
      clock,
      sessions: this.sessions,
      mails: this.mails,
      isAddressTaken: (email, session) => this.#isAddressTaken(email, session),
      renamed: (tenant) => {
        this.#directory.index(tenant);
      },
    });
    const reception = new Reception(this.sessions, clock, seed);
    const context = { clock, directory: this.#directory, reception, sessions: this.sessions };
    this.clp = new Clp(context);
    this.apexCentral = new ApexCentral({ ...context, wizard: this.wizard });
    this.visionOne = new VisionOne({ ...context, seed });
    for (const state of this.#store?.readAll() ?? []) this.#directory.add(this.#tenantOf(state));
  }

  /**
   * Makes the tenant of a row, or finds the one that is there: a row corrected later does not change the vendor's side.
   * A scenario given for a tenant that is there replaces its old one; faults that have struck stay used up.
   */
  admit(row: IntakeRow, scenario?: TenantScenario): VendorTenant {
    const known = this.#directory.byId(row.tenantId);
    if (known) {
      if (scenario) known.change({ scenario });
      this.#directory.index(known);
      return known;
    }
    const state = newTenantState(row, scenario ?? CLEAN, this.#clock.now());
    const tenant = this.#tenantOf(state);
    this.#store?.write(state);
    this.#directory.add(tenant);
    return tenant;
  }

  /** The tenant, if it was admitted. */
  find(tenantId: string): VendorTenant | undefined {
    return this.#directory.byId(tenantId);
  }

  /** A tenant that was admitted; throws for any other. */
  tenant(tenantId: string): VendorTenant {
    const tenant = this.find(tenantId);
    if (!tenant) throw new Error(`the simulated vendor has no tenant "${tenantId}"; admit its row first`);
    return tenant;
  }

  tenants(): IterableIterator<VendorTenant> {
    return this.#directory.all();
  }

  /** The sign-in names and passwords that a tenant has before the migration; what a customer would give the operator. */
  credentials(tenantId: string): Credentials {
    return credentialsOf(this.tenant(tenantId), this.#seed);
  }

  /** Milliseconds until the authenticator app shows a code that was not used yet. */
  newCodeIn(tenantId: string): number {
    const { spentCode } = this.tenant(tenantId).state;
    return spentCode === undefined ? 0 : Math.max(0, (spentCode + 1) * TIME_STEP - this.#clock.now().getTime());
  }

  /** What the customer's authenticator app shows now, where its seed was told (`MFA_WITH_SEED`). */
  oneTimeCode(tenantId: string): string | undefined {
    const totpSeed = toldTotpSeed(this.tenant(tenantId), this.#seed);
    return totpSeed === undefined ? undefined : oneTimeCodeOf(totpSeed, this.#clock.now());
  }

  /** The tenant whose Apex Central has this host, if there is one. */
  tenantAt(apexCentralHost: string): VendorTenant | undefined {
    return this.#directory.byHost(apexCentralHost)[0];
  }

  /** The tenant that this sign-in name means, if it means one. */
  tenantNamed(name: string): VendorTenant | undefined {
    return this.#directory.byName(name)[0];
  }

  /** Asked by hands right after [Reset Password]: whether their process dies now (`CRASH_AFTER_RESET`). */
  handsDieAfterReset(tenantId: string): boolean {
    return this.tenant(tenantId).strikes('CRASH_AFTER_RESET');
  }

  #tenantOf(state: TenantState): VendorTenant {
    return new VendorTenant(state, (changed) => this.#store?.write(changed));
  }

  #isAddressTaken(email: string, { tenant, role }: Session): boolean {
    return this.#directory.byName(email).some((other) => {
      // A master account whose CLP name is an address already may keep it.
      const own = other === tenant && role === 'master' ? [tenant.state.origin.clpLoginId] : [];
      // To an account whose new address does not show yet, that address is as good as free.
      const names = namesInUse(other, other === tenant ? shownOf(other, this.#clock.now()) : other.state);
      return names.some((name) => sameName(name) === sameName(email) && !own.includes(name));
    });
  }
}
