/**
 * Small pictures for the styles. Backgrounds, and not text of the style: that would become part of the name by which a
 * button is found.
 */
export const TICK_ICON = icon('<path d="M3 8.5l3.5 3.5L13 5" fill="none" stroke="#fff" stroke-width="2.4"/>');
export const GREEN_TICK_ICON = icon('<path d="M2 8.5l4 4L14 4" fill="none" stroke="#2a8f47" stroke-width="2.4"/>');
export const CROSS_ICON = icon('<path d="M4 4l8 8M12 4l-8 8" stroke="#fff" stroke-width="2.2"/>');
export const MARK_ICON = icon('<path d="M8 2.5v7M8 12v2" stroke="#fff" stroke-width="2.4"/>');
export const OPEN_ICON = icon(
  '<path d="M6 3H3v10h10v-3M9 2.5h4.5V7M13 3L7.5 8.5" fill="none" stroke="#0b66c3" stroke-width="1.6"/>',
);
export const MORE_ICON = icon('<path d="M3 5.5l5 5 5-5" fill="none" stroke="#c7ccd4" stroke-width="2"/>');
export const ASIDE_ICON = icon('<path d="M5.5 3l5 5-5 5" fill="none" stroke="#c7ccd4" stroke-width="2"/>');
export const PLUS_ICON = icon('<path d="M8 3v10M3 8h10" stroke="#0b66c3" stroke-width="2"/>');

function icon(drawing: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${drawing}</svg>`;
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}
