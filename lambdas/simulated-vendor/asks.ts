import { digitsOf } from '../domain/one-time-code.ts';
import type { Clock } from '../ports/clock.ts';
import { codeOf, shareOf } from './made-up.ts';
import { oneTimeCodeOf, timeStepOf, totpSeedOf } from './second-factor.ts';
import type { ConsoleName, Asked, WhenAsked } from './tenant-scenario.ts';
import { passwordFingerprint } from './sign-in-names.ts';
import type { VendorTenant } from './vendor-tenant.ts';

/** Three pictures to choose from, one of which is asked for. */
export const PICTURES = ['circle', 'triangle', 'square'] as const;

export type Picture = (typeof PICTURES)[number];

/** What a person gave a page that only a person may pass. */
export interface Given {
  captcha: { ticked: boolean; picture: string };
  codeByMail: { code: string };
  codeByApp: { code: string };
  newPassword: { password: string; again: string };
}

/**
 * What stands between a sign-in at a page and the console behind it, where a scenario says `asks`: only a person passes.
 * Asked of the master account alone, and of no session that another console hands over.
 */
export class Asks {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #seed: string;

  constructor(clock: Pick<Clock, 'now'>, seed: string) {
    this.#clock = clock;
    this.#seed = seed;
  }

  /** What this sign-in is asked, in order; each call is one sign-in. */
  atSignIn(tenant: VendorTenant, console: ConsoleName): Asked[] {
    const asked = Object.entries(tenant.state.scenario.asks?.[console] ?? {}) as [Asked, WhenAsked][];
    if (asked.length === 0) return [];
    const { signIns, passed } = asksOf(tenant);
    const number = signIns + 1;
    tenant.change({ asks: { signIns: number, passed } });
    return asked
      .filter(([what, when]) => {
        if (when === 'once') return !passed.includes(`${console} ${what}`);
        return when === 'everySignIn' || shareOf('asks', this.#seed, tenant.id, console, what, String(number)) < 0.5;
      })
      .map(([what]) => what);
  }

  /** The picture that this sign-in's CAPTCHA asks for. */
  picture(tenant: VendorTenant): Picture {
    const share = shareOf('picture', this.#seed, tenant.id, String(asksOf(tenant).signIns));
    return PICTURES[Math.floor(share * PICTURES.length)] ?? 'circle';
  }

  /** What the mail says, or the authenticator app shows: for the person of a simulation, who has neither. */
  codeFor(tenant: VendorTenant, what: 'codeByMail' | 'codeByApp'): string {
    return what === 'codeByApp'
      ? oneTimeCodeOf(totpSeedOf(tenant, this.#seed), this.#clock.now())
      : codeOf(this.#seed, `${tenant.id} sign-in`, asksOf(tenant).signIns);
  }

  /** Whether this answer passes; what was passed once is not asked again where the scenario says `once`. */
  pass<What extends Asked>(tenant: VendorTenant, console: ConsoleName, what: What, given: Given[What]): boolean {
    if (!this.#isRight(tenant, what, given)) return false;
    const { signIns, passed } = asksOf(tenant);
    tenant.change({ asks: { signIns, passed: [...new Set([...passed, `${console} ${what}`])] } });
    return true;
  }

  #isRight(tenant: VendorTenant, what: Asked, given: Given[Asked]): boolean {
    if ('ticked' in given) return given.ticked && given.picture === this.picture(tenant);
    if ('password' in given) return takesPassword(tenant, given);
    if (what === 'codeByMail') return digitsOf(given.code) === this.codeFor(tenant, what);
    return timeStepOf(totpSeedOf(tenant, this.#seed), given.code, this.#clock.now()) !== undefined;
  }
}

function asksOf({ state }: VendorTenant): { signIns: number; passed: readonly string[] } {
  return state.asks ?? { signIns: 0, passed: [] };
}

/** A forced change: twice the same, by the vendor's rule for sister products, and another than before. */
function takesPassword(tenant: VendorTenant, { password, again }: Given['newPassword']): boolean {
  if (password !== again || password.length < 8 || password.length > 32) return false;
  const { primary, origin } = tenant.state;
  const fingerprint = passwordFingerprint(tenant, primary?.email ?? origin.clpLoginId, password);
  if (fingerprint === (primary?.passwordFingerprint ?? tenant.state.clpPasswordFingerprint)) return false;
  if (primary) tenant.change({ primary: { ...primary, passwordFingerprint: fingerprint } });
  else tenant.change({ clpPasswordFingerprint: fingerprint });
  return true;
}
