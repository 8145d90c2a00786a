import { html, type Html } from '../html.ts';
import type { Language } from '../language.ts';
import { PHASE_NAMES } from '../texts/phases.ts';
import { formatDuration } from '../texts/instants.ts';
import { PHASES, totalsOf, type Phase, type Segment } from './timeline.ts';

/** Units of the picture's width: a second of work beside three days of waiting can still be seen. */
const WIDTH = 1000;
const LEAST = 8;

/**
 * The timeline of one tenant as a bar, and beside it the same in words, which is what a screen reader and a black and
 * white printer give. Its length is that tenant's own time.
 */
export function timelinePicture(segments: readonly Segment[], language: Language): Html {
  const [first] = segments;
  const last = segments.at(-1);
  if (!first || !last) return html``;
  const from = Date.parse(first.from);
  const scale = WIDTH / Math.max(1, Date.parse(last.to) - from);
  const bars = segments.map(({ phase, ...segment }) => {
    const x = Math.round((Date.parse(segment.from) - from) * scale);
    const width = Math.max(LEAST, Math.round((Date.parse(segment.to) - Date.parse(segment.from)) * scale));
    return html`<rect class="${phase}" x="${Math.min(x, WIDTH - LEAST)}" width="${width}" height="12"/>`;
  });
  return html`<svg viewBox="0 0 ${WIDTH} 12" preserveAspectRatio="none" aria-hidden="true">${bars}</svg><small>${inWords(segments, language)}</small>`;
}

function inWords(segments: readonly Segment[], language: Language): string {
  const totals = totalsOf(segments);
  return PHASES.filter((phase) => totals[phase] >= 30_000)
    .map((phase) => `${PHASE_NAMES[phase][language]} ${formatDuration(totals[phase], language)}`)
    .join(language === 'ja' ? '、' : ', ');
}

/** What the colours mean. */
export function legend(language: Language): Html {
  const mark = (phase: Phase): Html =>
    html`<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="${phase}" width="12" height="12"/></svg> ${PHASE_NAMES[phase][language]}</li>`;
  return html`<ul class="legend">${PHASES.map(mark)}</ul>`;
}
