import { writeCsvRow } from '../../lambdas/domain/intake/csv-writer.ts';
import type { Fault } from '../../lambdas/simulated-vendor/faults.ts';
import { LAG_POINTS, type TenantScenario } from '../../lambdas/simulated-vendor/tenant-scenario.ts';
import type { Draw } from './draw.ts';
import type { Allows, InjectedFault } from './fault-kinds.ts';

export const TENANTS_OF_A_RUN = 20;
/** Minutes after a press at which its effect shows at the latest. */
const MOST_LAG = 10;

const HEADER = [
  ...['tenant_id', 'company_name', 'clp_login_id', 'primary_email', 'apex_central_url', 'user_accounts'],
  ...[
    'notify_emails',
    'consent_reference',
    'consent_by',
    'consent_on',
    'approver_email',
    'not_before',
    'window',
    'licence_channel',
  ],
];

export interface SimulatedBatch {
  csv: string;
  tenantIds: readonly string[];
  scenario: Map<string, TenantScenario>;
  /** Tenants on whom nothing is drawn but that what was pressed shows late: whatever becomes of the others, these are migrated. */
  clean: ReadonlySet<string>;
  /** Tenants whose presses show late. */
  late: readonly InjectedFault[];
  /** Tenants that nobody has consented to, or whose licence the guide does not cover. */
  unwilling: ReadonlySet<string>;
}

/** What may be special at the vendor's side: mostly nothing, and then whatever a guide step can meet. */
const FAULTS: readonly [Fault[], ...Fault[][]] = [
  [],
  [{ name: 'TEMPORARY_PROBLEM', count: 1 }],
  [{ name: 'TEMPORARY_PROBLEM', count: 3 }],
  [{ name: 'TEMPORARY_PROBLEM' }],
  [{ name: 'SERVER_ERROR', count: 3 }],
  [{ name: 'SERVER_ERROR', count: 9 }],
  [{ name: 'SESSION_EXPIRED', count: 2 }],
  [{ name: 'WRONG_CODE_ONCE' }],
  [{ name: 'LATE_CODE', count: 1 }],
  [{ name: 'CRASH_AFTER_RESET' }],
  [{ name: 'CRASH_AFTER_RESET' }, { name: 'TEMPORARY_PROBLEM', count: 2 }],
  [{ name: 'UPDATE_NEVER_ENDS' }],
  [{ name: 'STATUS_FLAPS' }],
  [{ name: 'STATUS_FLAPS' }, { name: 'TEMPORARY_PROBLEM', count: 2 }],
  [{ name: 'EXPIRED_LICENCE' }],
  [{ name: 'USER_NOT_LISTED' }],
  [{ name: 'ALREADY_HAS_VISION_ONE' }],
  [{ name: 'ALREADY_HAS_ADDRESS' }],
  [{ name: 'CONNECTED_ELSEWHERE' }],
  [{ name: 'CAPTCHA' }],
  [{ name: 'MFA' }],
  [{ name: 'REGION_PAGE' }],
  [{ name: 'RENAMED_BUTTON' }],
  [{ name: 'NEWER_CONSOLE' }],
];

/** Twenty tenants, each drawn by itself. */
export function aBatch(draw: Draw, allows: Allows): SimulatedBatch {
  const tenantIds = Array.from({ length: TENANTS_OF_A_RUN }, (_, index) => `t-${String(index + 1).padStart(2, '0')}`);
  const clean = new Set(tenantIds.filter((id) => draw.chance(`${id} is clean`, 0.2)));
  const scenario = new Map(tenantIds.map((id) => [id, clean.has(id) ? { faults: [] } : scenarioOf(draw, id)]));
  const late = tenantIds
    .map((id): InjectedFault => ({ id: `lateEffects ${id}`, kind: 'lateEffects' }))
    .filter((fault) => draw.chance(fault.id, 0.25) && allows(fault));
  for (const { id } of late) {
    const tenantId = id.split(' ')[1] ?? '';
    const known = scenario.get(tenantId);
    if (known) scenario.set(tenantId, { ...known, lagMinutes: lagOf(draw, id) });
  }
  const unwilling = new Set(tenantIds.filter((id) => !clean.has(id) && draw.chance(`${id} is unwilling`, 0.08)));
  const rows = tenantIds.map((id) => rowOf(draw, id, { isClean: clean.has(id), isUnwilling: unwilling.has(id) }));
  return {
    csv: [HEADER, ...rows].map((cells) => writeCsvRow(cells)).join(''),
    tenantIds,
    scenario,
    clean,
    late,
    unwilling,
  };
}

function scenarioOf(draw: Draw, id: string): TenantScenario {
  const isSpecial = draw.chance(`${id} is special`, 0.5);
  return {
    faults: isSpecial ? draw.pick(`${id} faults`, FAULTS) : [],
    // From at once to three times the guide's half an hour.
    updateMinutes: draw.chance(`${id} takes its time`, 0.3) ? draw.between(`${id} minutes`, 0.1, 90) : undefined,
  };
}

/** Of each press: nothing, or up to ten minutes. */
function lagOf(draw: Draw, id: string): NonNullable<TenantScenario['lagMinutes']> {
  return Object.fromEntries(
    LAG_POINTS.filter((point) => draw.chance(`${id} ${point}`, 0.6)).map((point) => [
      point,
      draw.between(`${id} ${point} minutes`, 0, MOST_LAG),
    ]),
  );
}

function rowOf(draw: Draw, id: string, { isClean, isUnwilling }: { isClean: boolean; isUnwilling: boolean }): string[] {
  const isOfAnotherChannel = isUnwilling && draw.chance(`${id} is of another channel`, 0.3);
  const consents = !isUnwilling || isOfAnotherChannel;
  const odd = (what: string, probability: number): boolean => !isClean && draw.chance(`${id} ${what}`, probability);
  return [
    id,
    `架空商事${id}株式会社`,
    `clp-${id}`,
    `vision-one@${id}.example.jp`,
    `https://${id}.manage.trendmicro.com`,
    odd('has users', 0.4) ? `bbb=bbb-${id}@ours.example.jp;ccc=ccc@${id}.example.jp` : '',
    `it@${id}.example.jp;soumu@${id}.example.jp`,
    ...(consents ? ['DOC-1', '見本 太郎', '2026-11-02'] : ['', '', '']),
    consents ? '' : `approver@${id}.example.jp`,
    odd('waits', 0.2) ? '2026-12-03T22:00+09:00' : '',
    odd('has a window', 0.2) ? draw.pick(`${id} window`, ['22:00-05:00 Asia/Tokyo', '09:00-10:00 Europe/Berlin']) : '',
    isOfAnotherChannel ? 'MSPL' : '',
  ];
}
