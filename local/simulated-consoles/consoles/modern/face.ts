import { MODERN_FAULTS, type ModernFault } from '../../../../lambdas/simulated-vendor/faults.ts';
import type { VendorTenant } from '../../../../lambdas/simulated-vendor/vendor-tenant.ts';
import type { Vendor } from '../../../../lambdas/simulated-vendor/vendor.ts';
import type { PageRequest } from '../web/page-request.ts';

/** How the pages of a request are drawn; `undefined`: as the first face, a document for each page. */
export interface ModernFace {
  /** Whose pages these are, where that is known. */
  tenant: VendorTenant | undefined;
  /** What is special about the pages. */
  traits: ReadonlySet<ModernFault>;
}

/**
 * Whether a request is answered with modern pages: those of a tenant whose scenario says so. A sign-in page that belongs
 * to nobody yet is modern where all tenants are, with the traits that all of them have.
 */
export function modernFaceOf(
  vendor: Vendor,
  request: PageRequest,
  byAddress: VendorTenant | undefined,
): ModernFace | undefined {
  const { session, wizard, signIn } = request.client;
  const tenant = session?.tenant ?? wizard?.tenant ?? byAddress ?? (signIn && vendor.tenantNamed(signIn.name));
  if (tenant) return tenant.face === 'modern' ? { tenant, traits: traitsOf(tenant) } : undefined;
  let common: Set<ModernFault> | undefined;
  for (const each of vendor.tenants()) {
    if (each.face !== 'modern') return undefined;
    const own = traitsOf(each);
    common = common ? new Set([...common].filter((trait) => own.has(trait))) : own;
  }
  return common && { tenant: undefined, traits: common };
}

function traitsOf(tenant: VendorTenant): Set<ModernFault> {
  return new Set(MODERN_FAULTS.filter((name) => tenant.has(name)));
}

/** How long something of a modern page takes, in milliseconds of real time. */
export const TAKES = {
  /** Each part of a page, from the answer of its request until it is drawn. */
  drawing: 40,
  slowDrawing: 1_500,
  singleSignOn: 150,
  slowSingleSignOn: 10_000,
  figures: 150,
  lateFigures: 2_500,
  betweenSorts: 400,
  betweenUnsettledFigures: 300,
} as const;

/** How long the figures of a dashboard take, in milliseconds of real time. */
export function figuresTake(face: ModernFace | undefined): number {
  const isLate = face?.traits.has('LATE_FIGURES') || face?.traits.has('ZERO_FIGURES');
  return isLate ? TAKES.lateFigures : TAKES.figures;
}

/**
 * Texts with the vendor's name of 2026, where the tenant has it (KA-0011600: "Click TrendAI Vision One™ on the Apex Central
 * menu"). "Trend Vision One Endpoint Security" is a product's, and stays.
 */
export function branded<T extends Readonly<Record<string, string>>>(texts: T, { traits }: ModernFace): T {
  if (!traits.has('NEW_BRAND')) return texts;
  const renamed = Object.entries(texts).map(([key, text]) => [
    key,
    text.replaceAll(/Trend Vision One(?! Endpoint)™?/gu, 'TrendAI Vision One™'),
  ]);
  return Object.fromEntries(renamed) as T;
}
