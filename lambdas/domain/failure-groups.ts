import type { BatchTenant } from './batch.ts';
import type { GuideStep } from './guide.ts';

/** Tenants that stopped for the same reason at the same step of the guide. */
export interface FailureGroup {
  code: string | null;
  guideStep: GuideStep | null;
  tenants: BatchTenant[];
}

/** The tenants that need attention, by reason and step; the largest group first, and within it the order they came in. */
export function failureGroups(tenants: Iterable<BatchTenant>): FailureGroup[] {
  const groups = new Map<string, FailureGroup>();
  for (const tenant of tenants) {
    if (tenant.outcome?.outcome !== 'needsAttention') continue;
    const { code, guideStep } = tenant.outcome;
    const key = `${code ?? ''}|${guideStep ?? ''}`;
    const group = groups.get(key);
    if (group) group.tenants.push(tenant);
    else groups.set(key, { code, guideStep, tenants: [tenant] });
  }
  return [...groups.values()].sort((a, b) => b.tenants.length - a.tenants.length);
}
