import { secondsUntilStart, startRate, tenantLoad, type Quotas, type StartRate } from '../admission.ts';
import type { IntakeRow } from '../intake/intake-row.ts';
import { nextTurn } from '../window.ts';
import { CLEAN_TENANT, FURTHER_USER, type RealHands } from './clean-tenant.ts';
import { costOf, type Cost, type Usage } from './cost.ts';
import { hoursOfPeople, type HoursOfPeople } from './person-time.ts';

const MINUTE = 60_000;
/** From its start to the final press: two consoles, a code and a connection, as the simulated vendor plays them. */
const PREPARATION = 5 * MINUTE;
/** Guide 3-16: an update takes 20 to 30 minutes; the rest is ours. */
const UPDATE = 31 * MINUTE;
/** Guide 3-15: the temporary problem costs 30 to 60 minutes each time. */
const TEMPORARY_PROBLEM = 61 * MINUTE;

export interface BatchEstimate {
  tenants: number;
  userAccounts: number;
  /** Rows without a consent in writing: each waits for its approver, which is not counted. */
  consentsToCome: number;
  rate: StartRate;
  /** UTC ISO: when the last tenant has ended, where no person is waited for and the vendor has no problem. */
  finishedAt: string;
  /** UTC ISO: when the last tenant has ended, where it meets the temporary problem of guide 3-15 once. */
  finishedAtWithProblem: string;
  /** In dollars, list price. */
  cost: Cost;
  /** Whose hands do them, and what one of those costs without further user accounts. */
  byHands: Readonly<Record<RealHands, { tenants: number; each: number }>>;
  /** Hours of one person, release and report included. */
  people: HoursOfPeople;
}

/**
 * Adds up a file, row by row: when it would be finished if it were started at `now`, what it costs, and what holds it
 * up.
 */
export class BatchEstimator {
  readonly #now: Date;
  readonly #rate: StartRate;
  readonly #hands: RealHands;
  readonly #tenantsOf: Record<RealHands, number> = { browser: 0, operator: 0 };
  #tenants = 0;
  #userAccounts = 0;
  #consentsToCome = 0;
  #lastPress: number;

  constructor({ now, quotas, hands }: { now: Date; quotas: Quotas; hands: RealHands }) {
    this.#now = now;
    this.#hands = hands;
    this.#rate = startRate(quotas, tenantLoad(hands));
    this.#lastPress = now.getTime();
  }

  add(row: IntakeRow): void {
    const start = this.#now.getTime() + secondsUntilStart(this.#tenants, this.#rate) * 1000;
    const ready = new Date(start + PREPARATION);
    this.#lastPress = Math.max(this.#lastPress, Date.parse(nextTurn(row, ready) ?? ready.toISOString()));
    this.#tenants++;
    if (!row.consent) this.#consentsToCome++;
    if (row.userAccounts.kind === 'listed') this.#userAccounts += row.userAccounts.accounts.length;
    this.#tenantsOf[row.hands ?? this.#hands]++;
  }

  estimate(): BatchEstimate {
    const finished = this.#tenants === 0 ? this.#now.getTime() : this.#lastPress + UPDATE;
    return {
      tenants: this.#tenants,
      userAccounts: this.#userAccounts,
      consentsToCome: this.#consentsToCome,
      rate: this.#rate,
      finishedAt: new Date(finished).toISOString(),
      finishedAtWithProblem: new Date(finished + (this.#tenants === 0 ? 0 : TEMPORARY_PROBLEM)).toISOString(),
      cost: costOf(this.#usage()),
      byHands: { browser: this.#by('browser'), operator: this.#by('operator') },
      people: hoursOfPeople(this.#tenantsOf),
    };
  }

  #by(hands: RealHands) {
    return { tenants: this.#tenantsOf[hands], each: costOf(CLEAN_TENANT[hands]).total };
  }

  #usage(): Usage {
    const furtherUsers = Math.max(0, this.#userAccounts - this.#tenants);
    const { browser, operator } = CLEAN_TENANT;
    const names = Object.keys(FURTHER_USER) as (keyof Usage)[];
    return names.reduce(
      (usage, name) => ({
        ...usage,
        [name]:
          browser[name] * this.#tenantsOf.browser +
          operator[name] * this.#tenantsOf.operator +
          FURTHER_USER[name] * furtherUsers,
      }),
      FURTHER_USER,
    );
  }
}
