import { recordedStatementSchema } from '../../domain/statements/statement.ts';
import * as z from '../../domain/zod.ts';
import { StaleRecordError, StepStillRunningError, type StepError } from '../../domain/errors.ts';
import type { UserUpgradeRecord } from '../../domain/user.ts';
import type { UserStepStart, UserStore } from '../../ports/user-store.ts';
import { all, any, is, isAbsent, isAtMost, isStill, orElse } from './expression.ts';
import { userKey, USERS } from './keys.ts';
import { parseItem, type Shape } from './parse-item.ts';
import { keyOf, type Item, type Table } from './table.ts';

const instant = z.iso.datetime();
const userSchema: z.ZodMiniType<UserUpgradeRecord> = z.object({
  tenantId: z.string(),
  name: z.string(),
  email: z.string(),
  passwordResetRequestedAt: z.optional(instant),
  newSignInRefusedAt: z.optional(instant),
  upgradedAt: z.optional(instant),
  saidBy: z.optional(z.string()),
  failedAt: z.optional(instant),
  openReason: z.optional(recordedStatementSchema),
} satisfies Shape<UserUpgradeRecord>);

/** `TENANT#<id> / USER#<name>` in the main table. */
export class DynamoUserStore implements UserStore {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  async begin(
    { tenantId, name, email }: Pick<UserUpgradeRecord, 'tenantId' | 'name' | 'email'>,
    { invocation, now, expiresAt }: UserStepStart,
  ): Promise<UserUpgradeRecord> {
    const item = await this.#table.update(userKey(tenantId, name), {
      set: {
        tenantId,
        name,
        email: orElse('email', email),
        running: { invocation, expiresAt: expiresAt.toISOString() },
      },
      when: any(
        isAbsent('running'),
        isAtMost('running.expiresAt', now.toISOString()),
        is('running.invocation', invocation),
      ),
    });
    if (!item) throw beginRefused({ tenantId, name });
    return userOf(item);
  }

  async change(
    user: UserUpgradeRecord,
    invocation: string,
    change: Partial<Omit<UserUpgradeRecord, 'tenantId' | 'name'>>,
  ): Promise<UserUpgradeRecord> {
    const item = await this.#table.update(userKey(user.tenantId, user.name), {
      set: { ...change },
      when: all(
        is('running.invocation', invocation),
        ...('passwordResetRequestedAt' in change
          ? [isStill('passwordResetRequestedAt', user.passwordResetRequestedAt)]
          : []),
      ),
    });
    if (!item) throw userChangeRefused(user);
    return userOf(item);
  }

  async end({ tenantId, name }: Pick<UserUpgradeRecord, 'tenantId' | 'name'>, invocation: string): Promise<void> {
    await this.#table.update(userKey(tenantId, name), {
      set: { running: undefined },
      when: is('running.invocation', invocation),
    });
  }

  async list(tenantId: string): Promise<UserUpgradeRecord[]> {
    const users: UserUpgradeRecord[] = [];
    for await (const item of this.#table.query({ pk: userKey(tenantId, '').pk, prefix: USERS })) {
      users.push(userOf(item));
    }
    return users;
  }
}

function userOf(item: Item): UserUpgradeRecord {
  return parseItem(userSchema, keyOf(item), item);
}

type UserName = Pick<UserUpgradeRecord, 'tenantId' | 'name'>;

/** Why `begin` did not happen. */
function beginRefused({ tenantId, name }: UserName): StepError {
  return new StepStillRunningError({ code: 'userStepStillRunning', tenantId, account: name });
}

/** Why `change` did not happen. */
function userChangeRefused({ tenantId, name }: UserName): StepError {
  return new StaleRecordError({ code: 'userIsStale', tenantId, account: name });
}
