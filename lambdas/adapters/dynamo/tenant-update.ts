import type { RecordedSignIn } from '../../domain/signed-in.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { Claim, StepStart, TenantChange } from '../../ports/tenant-store.ts';
import {
  all,
  any,
  is,
  isAbsent,
  isAtMost,
  isLessThan,
  isStill,
  isThere,
  oneMoreThan,
  orElse,
  type Update,
} from './expression.ts';
import { TENANT_MARKS } from '../../domain/points-of-no-return.ts';

/**
 * Takes a free tenant, our own, or one whose holder is known to be dead; a record that is not there is free. The mark of
 * a running step stays: the holder's execution is over, but its Lambda may still be in the middle of a console.
 */
export function claimUpdate({ tenantId, batchId, row, execution, replaces }: Claim): Update {
  return {
    set: {
      tenantId,
      batchId,
      row,
      lease: { execution, batchId },
      stage: orElse('stage', 'accepted'),
      revision: oneMoreThan('revision'),
      lastStep: undefined,
      failure: undefined,
    },
    when: any(
      isAbsent('lease'),
      is('lease.execution', execution),
      ...(replaces === undefined ? [] : [is('lease.execution', replaces)]),
    ),
  };
}

/** Marks a step as running unless another invocation's mark has not expired yet. */
export function beginStepUpdate({ step, execution, invocation, now, expiresAt, by }: StepStart): Update {
  return {
    set: {
      running: { step, invocation, expiresAt: expiresAt.toISOString(), ...(by !== undefined && { by }) },
      lastStep: step,
    },
    when: all(
      is('lease.execution', execution),
      any(isAbsent('running'), isAtMost('running.expiresAt', now.toISOString()), is('running.invocation', invocation)),
    ),
  };
}

/** What a console shows of who is signed in: the first that was shown stands, until one shows an ID. */
export function noteSignedInUpdate(shown: RecordedSignIn): Update {
  return {
    set: { signedIn: shown },
    when: all(isThere('tenantId'), any(isAbsent('signedIn'), isAbsent('signedIn.businessId'))),
  };
}

/** Gives a time step of one-time codes, unless it or a later one was given before. */
export function spendCodeUpdate(timeStep: number): Update {
  return {
    set: { spentCode: timeStep },
    when: all(isThere('tenantId'), any(isAbsent('spentCode'), isLessThan('spentCode', timeStep))),
  };
}

/**
 * A change of what was read, as one conditional update.
 *
 * `writeId` is stored with it: the SDK repeats a request whose answer was lost, and by it a writer that is then refused
 * knows its own write.
 */
export function changeUpdate(read: Tenant, execution: string | null, change: TenantChange, writeId: string): Update {
  const { stage, ...facts } = change;
  return {
    set: { ...facts, ...(stage !== undefined && { stage }), revision: read.revision + 1, writeId },
    when: all(
      is('revision', read.revision),
      is('stage', read.stage),
      ...(execution === null ? [] : [is('lease.execution', execution)]),
      ...TENANT_MARKS.filter((mark) => Object.hasOwn(change, mark)).map((mark) => isStill(mark, read[mark])),
    ),
  };
}
