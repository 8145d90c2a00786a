import { PageChangedError, SignInRefusedError, VendorUnavailableError } from '../../domain/errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import { DynamoTable, type TableAccess } from '../dynamo/dynamo-table.ts';
import type { Term } from '../dynamo/expression.ts';
import { rehearsalKey } from '../dynamo/keys.ts';
import { parseItem } from '../dynamo/parse-item.ts';
import { CONNECTING_TAKES, PROVISIONING_TAKES, updateTakes } from './made-up.ts';
import { rehearsedTenantSchema, type RehearsedTenant } from './rehearsed-tenant.ts';

/** A press of the guide: what it leaves behind, and under which condition the button is there. */
export interface Press {
  set: RehearsedTenant;
  when: Term;
  /** What the page would lack otherwise. */
  button: string;
}

/**
 * The vendor of a rehearsal: everything goes as in the guide, and in the guide's times.
 *
 * Its hands meet it in as many processes as there are functions, so what it knows lies in the main table, one item for
 * each tenant; each press is one conditional write. It knows people by their sign-in name and never asks for a password:
 * a rehearsal has none that could be wrong.
 */
export class RehearsalVendor {
  readonly #table: DynamoTable;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(access: TableAccess, clock: Pick<Clock, 'now'>) {
    this.#table = new DynamoTable(access);
    this.#clock = clock;
  }

  /** CLP and Apex Central: the name of the master account, after guide 2-9 its address. */
  async signIn({ tenantId, account }: Pick<ConsoleAccess, 'tenantId' | 'account'>): Promise<RehearsedTenant> {
    const tenant = await this.#read(tenantId);
    if (tenant.primaryEmail === undefined || tenant.primaryEmail === account) return tenant;
    throw refused(account);
  }

  /** Vision One: opened by an address only. */
  async signInToVisionOne({ tenantId, account }: ConsoleAccess): Promise<RehearsedTenant> {
    const tenant = await this.#read(tenantId);
    if (tenant.primaryEmail === account) return tenant;
    throw refused(account);
  }

  /** Apex Central is closed while the update runs (guide 3-14). */
  async signInToApexCentral(access: ConsoleAccess): Promise<RehearsedTenant> {
    const tenant = await this.signIn(access);
    if (this.updateOf(access.tenantId, tenant) !== 'running') return tenant;
    throw new VendorUnavailableError('the rehearsed Apex Central cannot be reached while the update runs');
  }

  /** Vision One behind its sign-in, once guide 2-12 shows it. */
  async openVisionOne(access: ConsoleAccess): Promise<RehearsedTenant> {
    const tenant = await this.signInToVisionOne(access);
    if (this.provisioningOf(tenant) === 'provisioned') return tenant;
    throw new PageChangedError('the rehearsed Vision One console is not provisioned', { guideStep: '2-12' });
  }

  async press(tenantId: string, { set, when, button }: Press): Promise<void> {
    if (await this.#table.update(rehearsalKey(tenantId), { set: { ...set }, when })) return;
    throw new PageChangedError(`the rehearsed console has no button ${button} now`);
  }

  now(): string {
    return this.#clock.now().toISOString();
  }

  /** Guide 2-11, 2-12. */
  provisioningOf({ provisionRequestedAt }: RehearsedTenant): 'none' | 'provisioning' | 'provisioned' {
    if (provisionRequestedAt === undefined) return 'none';
    return this.#hasPassed(PROVISIONING_TAKES, provisionRequestedAt) ? 'provisioned' : 'provisioning';
  }

  /** Guide 3-11. */
  isConnected({ registeredAt }: RehearsedTenant): boolean {
    return registeredAt !== undefined && this.#hasPassed(CONNECTING_TAKES, registeredAt);
  }

  /** Guide 3-16, 3-17. */
  updateOf(tenantId: string, { updateStartedAt }: RehearsedTenant): 'none' | 'running' | 'finished' {
    if (updateStartedAt === undefined) return 'none';
    return this.#hasPassed(updateTakes(tenantId), updateStartedAt) ? 'finished' : 'running';
  }

  #hasPassed(milliseconds: number, since: string): boolean {
    return this.#clock.now().getTime() >= Date.parse(since) + milliseconds;
  }

  async #read(tenantId: string): Promise<RehearsedTenant> {
    const key = rehearsalKey(tenantId);
    return parseItem(rehearsedTenantSchema, key, (await this.#table.get(key)) ?? {});
  }
}

function refused(account: string): SignInRefusedError {
  return new SignInRefusedError(`the rehearsed console refused the sign-in name "${account}"`);
}
