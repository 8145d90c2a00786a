import {
  endOfRetryWindow,
  firstLookAtTheConnection,
  firstLookAtTheConsole,
  lookAgainForTheConsole,
  lookAgainForTheUpdate,
  type NextLook,
} from '../lambdas/domain/when-to-look-again.ts';
import type { Clock } from '../lambdas/ports/clock.ts';
import { codeTravels } from '../lambdas/simulated-vendor/code-mails.ts';
import { connectionTakes, provisioningTakes } from '../lambdas/simulated-vendor/progress.ts';
import type { TenantScenario } from '../lambdas/simulated-vendor/tenant-scenario.ts';

const MINUTE = 60_000;
const DONE = { done: true };

/**
 * What the functions of one clean tenant answer, by the names of their states: at the vendor's own times and by the
 * product's own rules of when to look again, without anything that a real function reads or writes on the way.
 */
export class ScriptedTenant {
  readonly #tenantId: string;
  readonly #updateTakes: number;
  /** How often the vendor will still answer the final press with guide 3-15. */
  #problems: number;
  #problemsSeen = 0;
  readonly #clock: Clock;
  #consoleRequestedAt = 0;
  #registeredAt = 0;
  #pressedAt = 0;

  constructor(tenantId: string, { updateMinutes = 0, faults }: TenantScenario, clock: Clock) {
    this.#tenantId = tenantId;
    this.#updateTakes = updateMinutes * MINUTE;
    this.#problems = faults.length;
    this.#clock = clock;
  }

  /** Throws for a state that the script does not know. */
  answer(state: string): unknown {
    switch (state) {
      case 'ClaimTenant':
        return { skip: null, dryRun: false };
      case 'ConfirmLicence':
      case 'ConfirmUserAccounts':
      case 'IssueRegistrationToken':
      case 'VerifyConsole':
        return DONE;
      case 'AskForConsent':
        return { consented: true };
      case 'ClaimPrimaryAccount':
        return this.#clock.sleep(codeTravels(this.#tenantId, 0)).then(() => DONE);
      case 'ProvisionConsole':
        return { lookAgainAt: firstLookAtTheConsole(instant((this.#consoleRequestedAt = this.#now))) };
      case 'CheckProvisioning':
        return this.#consoleHas(this.#consoleRequestedAt, provisioningTakes(this.#tenantId));
      case 'RegisterApexCentral':
        return { lookAgainAt: firstLookAtTheConnection(instant((this.#registeredAt = this.#now))) };
      case 'CheckConnection':
        return this.#consoleHas(this.#registeredAt, connectionTakes(this.#tenantId));
      case 'StartUpdate':
        return this.#press();
      case 'CheckUpdate':
        return this.#now >= this.#pressedAt + this.#updateTakes ? DONE : { done: false, ...this.#nextLook() };
      case 'RecordOutcome':
        return { outcome: 'migrated', failure: null };
      case 'EmailStakeholders':
        return {};
      case 'ListUserAccounts':
        return { accounts: [{ name: 'bbb' }] };
      case 'UpgradeUserAccount':
        return { upgraded: false };
      case 'HandOverPrimaryAccount':
      case 'DestroySecrets':
        return { handedOver: false };
      default:
        throw new Error(`the script has no answer for ${state}`);
    }
  }

  get #now(): number {
    return this.#clock.now().getTime();
  }

  #consoleHas(requestedAt: number, takes: number) {
    const now = this.#clock.now();
    if (now.getTime() >= requestedAt + takes) return DONE;
    return { done: false, ...lookAgainForTheConsole(instant(requestedAt), now) };
  }

  #press() {
    const at = instant((this.#pressedAt = this.#now));
    if (this.#problems === 0) return { started: true, ...this.#nextLook() };
    this.#problems--;
    const lookAgainAt = endOfRetryWindow(this.#tenantId, { at, count: ++this.#problemsSeen });
    return { started: false, why: 'vendorNotReady', lookAgainAt };
  }

  #nextLook(): NextLook {
    const press = { tenantId: this.#tenantId, requestedAt: instant(this.#pressedAt) };
    return lookAgainForTheUpdate(press, this.#clock.now());
  }
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
