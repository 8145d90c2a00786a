import { planHash } from '../../lambdas/domain/consent.ts';
import { mayMove } from '../../lambdas/domain/stage.ts';
import { asText } from '../../lambdas/domain/statements/statement.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import { PAUSED, type Scope, type Switch } from '../../lambdas/domain/switch.ts';
import type { Desk } from '../../lambdas/ports/desk.ts';
import type { Switches } from '../../lambdas/ports/switches.ts';
import type { TenantStore } from '../../lambdas/ports/tenant-store.ts';
import type { UserStore } from '../../lambdas/ports/user-store.ts';
import { isPointOfNoReturn, type PointOfNoReturn } from '../../lambdas/domain/points-of-no-return.ts';
import type { UserUpgradeRecord } from '../../lambdas/domain/user.ts';
import type { Vault } from '../../lambdas/ports/vault.ts';
import { overrideMethods } from '../../lambdas/adapters/override-methods.ts';
import type { Vendor } from '../../lambdas/simulated-vendor/vendor.ts';
import type { Breach, Invariant } from './breach.ts';
import { aroundPresses, type Press } from './presses.ts';

/** Lambda's longest time-out: anyone who looked at the switch before it was turned has pressed by then. */
const LIFE_OF_A_FUNCTION = 15 * 60_000;
/** The mark of guide 3-19, in the record of a user. */
const USER_MARK = 'passwordResetRequestedAt';

/** Whether an execution runs, as the engine knows it. */
type IsRunning = (executionArn: string) => boolean;

/** Watches a run from between the product and its stores, and from behind the vendor's buttons. */
export class Witness {
  readonly breaches: Breach[] = [];
  readonly #records = new Map<string, Tenant>();
  readonly #passwords = new Map<string, string>();
  readonly #users = new Map<string, UserUpgradeRecord>();
  /** Marks that a press has used up, by tenant, user and kind of mark. */
  readonly #used = new Map<string, Set<string>>();
  /** Points that were pressed, by tenant and step of the guide. */
  readonly #pressedAt = new Set<string>();
  #isRunning: IsRunning = () => false;
  #now: () => number = () => 0;
  /** What is held, since when. */
  readonly #held = new Map<string, number>();
  /** When everything was held by the circuit breaker. */
  readonly trips: string[] = [];
  /** What people were told that they have decided, of tenants and of batches. */
  readonly consents: { batchId: string; tenantId: string; agreed: boolean }[] = [];
  readonly releases: { batchId: string; released: boolean }[] = [];

  /** For the option `disturb`: sees what is really stored, whatever the caller is told. */
  watch(ports: Ports): Ports {
    return {
      ...ports,
      tenants: this.#watchTenants(ports.tenants),
      users: this.#watchUsers(ports.users),
      vault: this.#watchVault(ports.vault),
      switches: this.#watchSwitches(ports.switches),
      desk: this.#watchDesk(ports),
    };
  }

  /** Looks on at each press of a point of no return, before the vendor does anything about it. */
  standBehind(vendor: Vendor, clock: Pick<Clock, 'now'>, isRunning: IsRunning): void {
    this.#isRunning = isRunning;
    this.#now = () => clock.now().getTime();
    aroundPresses(vendor, clock, (press, take) => {
      this.#pressed(press, clock.now());
      const answer = take();
      this.#pressedAt.add(`${press.session.tenant.id} ${press.point.guideStep}`);
      return answer;
    });
  }

  /** Whether this button was ever pressed at the vendor, of the tenant itself or of a user. */
  wasPressed(tenantId: string, guideStep: PointOfNoReturn['guideStep']): boolean {
    return this.#pressedAt.has(`${tenantId} ${guideStep}`);
  }

  breach(invariant: Invariant, what: string): void {
    this.breaches.push({ invariant, what });
  }

  #pressed({ point, session, password }: Press, now: Date): void {
    const { guideStep, mark } = point;
    const { id } = session.tenant;
    const record = this.#records.get(id);
    // Of a user of Apex Central their own record has the mark.
    const account = guideStep === '3-19' ? session.account : undefined;
    const who = account === undefined ? id : `${id} ${account}`;
    // Compared here, so that a defect in the product's own comparison is seen.
    if (!record || record.consent?.planHash !== planHash(record.row)) {
      this.breach('consent-before-press', `${who}: pressed at ${guideStep} without a consent that covers the plan`);
    }
    const heldSince = Math.min(
      ...['everything', record?.batchId ?? ''].map((held) => this.#held.get(held) ?? Infinity),
    );
    if (now.getTime() - heldSince > LIFE_OF_A_FUNCTION) {
      this.breach(
        'nothing-while-held',
        `${who}: pressed at ${guideStep}, held since ${new Date(heldSince).toISOString()}`,
      );
    }
    const marked = account === undefined ? record?.[mark] : this.#users.get(who)?.[USER_MARK];
    this.#useUp(`${who} ${guideStep} ${mark}`, marked);
    if (password !== undefined && this.#passwords.get(who) !== password) {
      this.breach('password-before-press', `${who}: [Reset Password] with a password nobody has sealed`);
    }
    const why = guideStep === '3-14' ? this.#whyOutsideWindow(id, now) : undefined;
    if (why) this.breach('inside-window', `${id}: pressed ${why}`);
  }

  /** At most one press behind each mark. */
  #useUp(what: string, mark: string | undefined): void {
    if (mark === undefined) {
      this.breach('mark-before-press', `${what}: pressed before it was written`);
      return;
    }
    const used = this.#used.get(what) ?? new Set();
    if (used.has(mark)) this.breach('mark-before-press', `${what}: a second press behind the mark ${mark}`);
    this.#used.set(what, used.add(mark));
  }

  /** Worked out here, in the few forms that the simulated rows have. */
  #whyOutsideWindow(tenantId: string, now: Date): string | undefined {
    const { notBefore, window } = this.#records.get(tenantId)?.row ?? {};
    if (notBefore && Date.parse(notBefore) > now.getTime()) return `before ${notBefore}`;
    if (!window) return undefined;
    const { from, to, zone } = window;
    const time = now.toLocaleTimeString('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
    const isInside = from < to ? time >= from && time < to : time >= from || time < to;
    return isInside ? undefined : `at ${time}, outside ${from}-${to} ${zone}`;
  }

  #watchTenants(store: TenantStore): TenantStore {
    return overrideMethods(store, {
      claim: async (claim) => {
        const holder = (await store.read(claim.tenantId))?.lease?.execution;
        const claimed = await store.claim(claim);
        if (holder !== undefined && holder !== claim.execution && this.#isRunning(holder)) {
          this.breach('one-holder', `${claim.tenantId}: taken from ${holder}, which runs`);
        }
        return this.#saw(claimed);
      },
      change: async (...change) => this.#saw(await store.change(...change)),
    });
  }

  #watchUsers(users: UserStore): UserStore {
    const saw = (user: UserUpgradeRecord): UserUpgradeRecord => {
      this.#users.set(`${user.tenantId} ${user.name}`, user);
      return user;
    };
    return overrideMethods(users, {
      begin: async (...user) => saw(await users.begin(...user)),
      change: async (...change) => saw(await users.change(...change)),
    });
  }

  #watchVault(vault: Vault): Vault {
    return overrideMethods(vault, {
      seal: async (tenantId, purpose, secret) => {
        await vault.seal(tenantId, purpose, secret);
        if (purpose === 'primary-account-password') this.#passwords.set(tenantId, secret.reveal());
        const [, account] = /^new-user-password:(.+)$/u.exec(purpose) ?? [];
        if (account !== undefined) this.#passwords.set(`${tenantId} ${account}`, secret.reveal());
      },
    });
  }

  #watchSwitches(switches: Switches): Switches {
    const turned = (scope: Scope, to: Switch | undefined): void => {
      const held = scope === 'everything' ? scope : scope.batchId;
      if (!to) this.#held.delete(held);
      else if (!this.#held.has(held)) this.#held.set(held, this.#now());
    };
    return overrideMethods(switches, {
      set: async (scope, to, seen) => {
        const set = await switches.set(scope, to, seen);
        if (set) turned(scope, to);
        return set;
      },
      setIfAbsent: async (scope, to) => {
        const trip = await switches.setIfAbsent(scope, to);
        if (trip) this.trips.push(to.at);
        if (trip) turned(scope, to);
        return trip;
      },
    });
  }

  /** What a person is asked because of an unknown page at a press comes to the desk when everything is held. */
  #watchDesk({ desk, switches }: Pick<Ports, 'desk' | 'switches'>): Desk {
    return overrideMethods(desk, {
      file: async (filing) => {
        const { subject, step, ask, because } = filing;
        const isUnknown =
          because.code === 'PageChangedError' && isPointOfNoReturn(step.split(':', 1)[0] ?? '') && ask !== PAUSED;
        const known = isUnknown && (await desk.read(subject, step));
        if (isUnknown && (!known || known.closed) && !(await switches.read('everything'))) {
          this.breach('breaker-holds', `${subject}: ${asText(because.reason)} at ${step}, and nothing is held`);
        }
        return desk.file(filing);
      },
    });
  }

  #saw(tenant: Tenant): Tenant {
    const earlier = this.#records.get(tenant.tenantId);
    if (earlier && earlier.revision >= tenant.revision) {
      this.breach(
        'legal-moves',
        `${tenant.tenantId}: revision ${String(tenant.revision)} after ${String(earlier.revision)}`,
      );
    }
    if (earlier && earlier.stage !== tenant.stage && !mayMove(earlier.stage, tenant.stage)) {
      this.breach('legal-moves', `${tenant.tenantId}: moved from ${earlier.stage} to ${tenant.stage}`);
    }
    if (earlier?.updateRequestedAt && tenant.updateRequestedAt !== earlier.updateRequestedAt) {
      const said = [earlier.temporaryProblem?.at, earlier.notStarted?.at];
      const isAllowed = said.some((at) => at !== undefined && at >= (earlier.updateRequestedAt ?? ''));
      if (!isAllowed && tenant.stage !== 'updateStarted') {
        this.breach('renewed-after-message', `${tenant.tenantId}: another final press without the vendor's message`);
      }
    }
    this.#records.set(tenant.tenantId, tenant);
    return tenant;
  }
}
