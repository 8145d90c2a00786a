import { describe, expect, it } from 'vitest';
import { conditionExpression, Placeholders } from '../../../lambdas/adapters/dynamo/expression.ts';
import { changeUpdate } from '../../../lambdas/adapters/dynamo/tenant-update.ts';
import type { Tenant } from '../../../lambdas/domain/tenant.ts';
import type { TenantChange } from '../../../lambdas/ports/tenant-store.ts';
import { aTenant } from '../../builders.ts';

const AT = '2026-12-01T00:00:00.000Z';

function conditionOf(read: Tenant, execution: string | null, change: TenantChange): string {
  const placeholders = new Placeholders();
  const { when } = changeUpdate(read, execution, change, 'write-1');
  if (!when) throw new Error('a change without a condition');
  return conditionExpression(when, placeholders).replace(/:v\d+/gu, (placeholder) =>
    JSON.stringify(placeholders.values[placeholder]),
  );
}

describe('changeUpdate', () => {
  it('holds a stage change to the stage and revision that were read, and to the lease', () => {
    expect(conditionOf(aTenant({ revision: 7 }), 'me', { stage: 'licenceConfirmed' })).toBe(
      '#revision = 7 AND #stage = "accepted" AND #lease.#execution = "me"',
    );
  });

  it('asks for no lease where there is none any more', () => {
    expect(conditionOf(aTenant(), null, { toldAt: AT })).toBe('#revision = 1 AND #stage = "accepted"');
  });

  it('gives each mark of a point of no return a condition of its own', () => {
    const read = aTenant({ updateRequestedAt: AT });
    expect(conditionOf(read, null, { updateRequestedAt: 'later', transferRequestedAt: AT })).toBe(
      `#revision = 1 AND #stage = "accepted" AND attribute_not_exists(#transferRequestedAt) AND #updateRequestedAt = "${AT}"`,
    );
  });

  it('raises the revision by one and writes nothing but what changes', () => {
    const change: TenantChange = { stage: 'licenceConfirmed', failure: undefined };
    const { set } = changeUpdate(aTenant({ revision: 7 }), null, change, 'write-1');
    expect(set).toStrictEqual({ stage: 'licenceConfirmed', failure: undefined, revision: 8, writeId: 'write-1' });
  });
});
