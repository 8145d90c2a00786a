import type { Licence } from '../../../../lambdas/domain/licence.ts';
import type { InstanceRow } from '../../../../lambdas/simulated-vendor/progress.ts';
import { PRODUCT_NAMES } from '../../../../lambdas/simulated-vendor/labels.ts';
import { tokenOf } from '../../../../lambdas/simulated-vendor/made-up.ts';
import type { Session } from '../../../../lambdas/simulated-vendor/sessions.ts';
import type { VendorTenant } from '../../../../lambdas/simulated-vendor/vendor-tenant.ts';

/** Names as the vendor's documentation has them; the second is the instance type. */
const OTHERS: readonly (readonly [name: string, type: string, updateOffered: boolean])[] = [
  ['Trend Micro Cloud App Security', 'Trend Micro Cloud App Security', true],
  ['Trend Micro Email Security', 'Trend Micro Email Security', false],
  ['Trend Cloud One - Endpoint & Workload Security', 'Trend Cloud One', true],
  ['Deep Security Software', 'Trend Micro Deep Security Software', true],
  ['Trend Micro Web Security', 'Trend Micro Web Security', false],
  ['Deep Discovery Inspector', 'Trend Micro Deep Discovery', false],
];

/** Our row among those of other products, in the order of the page: half of them stand before it. */
export function withNeighbours({ tenant }: Session, ours: readonly InstanceRow[]): InstanceRow[] {
  const others = Array.from({ length: tenant.amountOf('OTHER_PRODUCTS') ?? 0 }, (_, index) => other(tenant, index));
  const before = others.slice(0, Math.ceil(others.length / 2));
  const beside = [
    ...(tenant.has('ON_PREMISES_ROW') ? [onPremises(tenant)] : []),
    ...(tenant.has('NAMESAKE_ROW') ? [namesake(tenant)] : []),
  ];
  const again = tenant.has('TWO_OF_OURS') ? ours.map((row) => ({ ...row, instanceId: idOf(tenant, 'again') })) : [];
  return [...before, ...beside, ...ours, ...again, ...others.slice(before.length)];
}

/** Whose panel a press on [アップデート] opens; every row that is nobody else's is ours. */
export function productOfPanel(session: Session, instanceId: string): { name: string; isOurs: boolean } {
  const { tenant } = session;
  const pressed = withNeighbours(session, []).find((row) => row.instanceId === instanceId);
  const opened = pressed ?? (tenant.has('WRONG_DIALOG') ? other(tenant, 0) : PRODUCT_NAMES.beforeUpdate);
  return { name: opened.displayName, isOurs: opened === PRODUCT_NAMES.beforeUpdate };
}

/** The licences of CLP, with that of another product in front. */
export function withOtherLicences({ tenant }: Session, licences: readonly Licence[]): Licence[] {
  const [own] = licences;
  if (!own || !tenant.has('OTHER_PRODUCTS')) return [...licences];
  return [{ ...own, product: 'Cloud App Security', seats: own.seats + 10 }, ...licences];
}

function other(tenant: VendorTenant, index: number): InstanceRow {
  const [name, type, updateOffered] = OTHERS[index % OTHERS.length] ?? ['', '', false];
  const round = Math.floor(index / OTHERS.length);
  const displayName = round === 0 ? name : `${name} ${String(round + 1)}`;
  return neighbour(tenant, displayName, type, updateOffered);
}

function onPremises(tenant: VendorTenant): InstanceRow {
  return neighbour(tenant, 'Trend Micro Apex One', 'Trend Micro Apex One On-Premises', false);
}

function namesake(tenant: VendorTenant): InstanceRow {
  return neighbour(tenant, 'Trend Micro Apex One as a Service (Mac)', 'Trend Micro Apex One (Mac)', true);
}

function neighbour(
  tenant: VendorTenant,
  displayName: string,
  instanceType: string,
  updateOffered: boolean,
): InstanceRow {
  return {
    displayName,
    instanceType,
    status: tenant.labels.connected,
    instanceId: idOf(tenant, displayName),
    region: tenant.state.region ?? tenant.state.origin.region,
    description: '',
    updateOffered,
  };
}

function idOf({ id }: VendorTenant, of: string): string {
  return tokenOf('instance', id, of).slice(0, 20);
}
