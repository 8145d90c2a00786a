import type { BatchTenant } from './batch.ts';
import type { GuideStep } from './guide.ts';
import type { RecordedStatement } from './statements/statement.ts';

/** Tenants that stopped for the same reason, whatever its values, at the same step of the guide. */
export interface FailureGroup {
  /** Name of the error, or of the fact, behind the reason. */
  code: string | null;
  /** As the first of the tenants has it: its code is that of all, its values are not. */
  reason: RecordedStatement | null;
  guideStep: GuideStep | null;
  tenants: BatchTenant[];
}

/** The tenants that need attention, by reason and step; the largest group first, and within it the order they came in. */
export function failureGroups(tenants: Iterable<BatchTenant>): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const tenant of tenants) {
    if (tenant.outcome?.outcome !== 'needsAttention') continue;
    const { code, reason, guideStep } = tenant.outcome;
    // What an earlier version wrote has no code but that of its error.
    const why = typeof reason === 'string' ? '' : (reason?.code ?? '');
    const key = `${code ?? ''}|${why}|${guideStep ?? ''}`;
    const group = groups.get(key);
    if (group) group.tenants.push(tenant);
    else groups.set(key, { code, reason, guideStep, tenants: [tenant] });
  }
  return [...groups.values()].sort((a, b) => b.tenants.length - a.tenants.length);
}
