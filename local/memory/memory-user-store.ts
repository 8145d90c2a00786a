import { beginRefused, userChangeRefused } from '../../lambdas/adapters/user-changes.ts';
import type { UserUpgradeRecord } from '../../lambdas/domain/user.ts';
import type { UserStepStart, UserStore } from '../../lambdas/ports/user-store.ts';
import { frozenCopy } from './frozen-copy.ts';

type UserName = Pick<UserUpgradeRecord, 'tenantId' | 'name'>;

interface Entry {
  user: UserUpgradeRecord;
  running?: { invocation: string; expiresAt: number } | undefined;
}

/** User accounts in this process, for step tests and simulations. Each call is atomic because none awaits anything. */
export class MemoryUserStore implements UserStore {
  readonly #tenants = new Map<string, Map<string, Entry>>();

  async begin(
    user: Pick<UserUpgradeRecord, 'tenantId' | 'name' | 'email'>,
    { invocation, now, expiresAt }: UserStepStart,
  ): Promise<UserUpgradeRecord> {
    const users = this.#ofTenant(user.tenantId);
    const { tenantId, name, email } = user;
    const entry: Entry = users.get(name) ?? { user: frozenCopy({ tenantId, name, email }) };
    const { running } = entry;
    if (running && running.invocation !== invocation && running.expiresAt > now.getTime()) throw beginRefused(user);
    users.set(name, { ...entry, running: { invocation, expiresAt: expiresAt.getTime() } });
    return entry.user;
  }

  async change(
    read: UserUpgradeRecord,
    invocation: string,
    change: Partial<Omit<UserUpgradeRecord, 'tenantId' | 'name'>>,
  ): Promise<UserUpgradeRecord> {
    const entry = this.#find(read);
    const isMarkAsRead =
      !('passwordResetRequestedAt' in change) || entry?.user.passwordResetRequestedAt === read.passwordResetRequestedAt;
    if (entry?.running?.invocation !== invocation || !isMarkAsRead) throw userChangeRefused(read);
    entry.user = frozenCopy({ ...entry.user, ...change });
    return entry.user;
  }

  async end(user: UserName, invocation: string): Promise<void> {
    const entry = this.#find(user);
    if (entry?.running?.invocation === invocation) entry.running = undefined;
  }

  async list(tenantId: string): Promise<UserUpgradeRecord[]> {
    return [...this.#ofTenant(tenantId).values()].map(({ user }) => user);
  }

  #find({ tenantId, name }: UserName): Entry | undefined {
    return this.#ofTenant(tenantId).get(name);
  }

  #ofTenant(tenantId: string): Map<string, Entry> {
    const users = this.#tenants.get(tenantId) ?? new Map<string, Entry>();
    this.#tenants.set(tenantId, users);
    return users;
  }
}
