/**
 * The names of the vendor that stand before the names of its products, longest first. They differ by console and by year:
 * "TrendAI Vision One™" since 2026 (vendor: KA-0011600), "Trend Vision One" in the guide, "Trend Micro Vision One" before it.
 */
export const BRANDS = ['Trend Micro', 'TrendAI', 'Trend'] as const;

/** Trend Vision One under both of its names, for the first time that a text speaks of it. */
export const VISION_ONE = {
  ja: 'Trend Vision One（新名称：TrendAI Vision One）',
  en: 'Trend Vision One (new name: TrendAI Vision One)',
} as const;

const BRAND = new RegExp(String.raw`^(?:${BRANDS.join('|')})\s+`, 'u');

/** `Apex One as a Service` of "TrendAI™ Apex One™ as a Service": the product, whatever the vendor calls itself beside it. */
export function withoutBrand(name: string): string {
  return withoutMarks(name).replace(BRAND, '');
}

/** A name without ™ and ®. To be taken out before NFKC, which makes the letters TM of a ™. */
export function withoutMarks(name: string): string {
  return name.replace(/[™®]/gu, '').replace(/\s+/gu, ' ').trim();
}

/** A product by its name alone, and behind each of the names of the vendor. */
export function brandedNames(product: string): string[] {
  return [...BRANDS.map((brand) => `${brand} ${product}`), product];
}
