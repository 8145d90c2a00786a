import { html, trusted, type Html } from '../html.ts';
import type { Language } from '../language.ts';
import { instantOf, later, localTime } from '../local-time.ts';
import { formatDuration } from '../texts/instants.ts';
import { PHASE_NAMES } from '../texts/phases.ts';
import { PHASES, totalsOf, type Phase, type Segment } from './timeline.ts';

/** Units of the picture's width: a second of work beside three days of waiting can still be seen. */
const WIDTH = 1000;
const LEAST = 4;
const HOUR = 3_600_000;
/** Hours between two marks; from the first on that makes no more than `MOST_MARKS`. Days are marked at midnight. */
const STEPS = [1, 3, 6, 12, 24, 48, 168, 336, 720];
const MOST_MARKS = 9;

/** The time of a batch, from its first step to the last thing that is shown: each tenant's bar stands on it. */
export interface Axis {
  from: number;
  to: number;
  /** IANA zone of its marks. */
  zone: string;
}

/**
 * The timeline of one tenant as a bar on the axis of its batch, and beside it the same in words, which is what a screen
 * reader gives. Bars of two tenants can be compared: where one is longer, it took longer.
 */
export function timelinePicture(segments: readonly Segment[], axis: Axis, language: Language): Html {
  if (segments.length === 0) return html``;
  const bars = segments.map(({ phase, from, to }) => {
    const [x, end] = [placeOf(Date.parse(from), axis), placeOf(Date.parse(to), axis)];
    return html`<rect class="${phase}" x="${Math.min(x, WIDTH - LEAST)}" width="${Math.max(LEAST, end - x)}" height="12"/>`;
  });
  return html`<svg viewBox="0 0 ${WIDTH} 12" preserveAspectRatio="none" aria-hidden="true"><use href="#marks"/>${bars}</svg><small>${inWords(segments, language)}</small>`;
}

function placeOf(instant: number, { from, to }: Axis): number {
  return Math.round(((instant - from) * WIDTH) / Math.max(1, to - from));
}

function inWords(segments: readonly Segment[], language: Language): string {
  const totals = totalsOf(segments);
  return PHASES.filter((phase) => totals[phase] >= 30_000)
    .map((phase) => `${PHASE_NAMES[phase][language]} ${formatDuration(totals[phase], language)}`)
    .join(language === 'ja' ? '、' : ', ');
}

/** What each phase is drawn with, also without colour: `#marks` and the patterns are what every bar of the page refers to. */
export function patterns(axis: Axis): Html {
  const lines = marksOf(axis).map(({ at }) => `M${String(placeOf(at, axis))} 0V12`);
  return html`<svg width="0" height="0" aria-hidden="true" class="defs"><defs>${PATTERNS}<path id="marks" class="marks" vector-effect="non-scaling-stroke" d="${lines.join('')}"/></defs></svg>
`;
}

const PATTERNS = trusted(
  [
    ['people', '#8e4ec6', '<path d="M0 12L12 0M-3 3L3 -3M9 15L15 9" stroke="#fff" stroke-width="3"/>'],
    ['window', '#b9c4cf', '<circle cx="6" cy="6" r="2" fill="#52606d"/>'],
    ['vendor', '#4a90d9', '<path d="M0 3H12M0 9H12" stroke="#fff" stroke-width="2"/>'],
    ['notReady', '#d97706', '<path d="M0 0L12 12M12 0L0 12" stroke="#fff" stroke-width="2"/>'],
    ['update', '#1a7f37', '<path d="M3 0V12M9 0V12" stroke="#fff" stroke-width="2"/>'],
  ]
    .map(
      ([phase = '', colour = '', lines = '']) =>
        `<pattern id="p-${phase}" width="12" height="12" patternUnits="userSpaceOnUse"><rect width="12" height="12" fill="${colour}"/>${lines}</pattern>`,
    )
    .join(''),
);

/** The marks in words, above the bars: hours, and days where one begins. */
export function axisLine(axis: Axis, language: Language): Html {
  const marks = marksOf(axis).map(({ at, label }) => {
    const left = (100 * placeOf(at, axis)) / WIDTH;
    return left > 94 ? html`` : html`<span style="left:${left.toFixed(1)}%">${label(language)}</span>`;
  });
  return html`<p class="axis" aria-hidden="true">${marks}</p>
`;
}

interface Mark {
  at: number;
  label: (language: Language) => string;
}

function marksOf({ from, to, zone }: Axis): Mark[] {
  const step = STEPS.find((hours) => (to - from) / (hours * HOUR) <= MOST_MARKS) ?? 2160;
  const marks: Mark[] = [];
  const begin = localTime(from, zone);
  for (let day = 0; marks.length <= MOST_MARKS; day += Math.max(1, step / 24)) {
    const date = later(begin, day);
    if (instantOf(date, '00:00', zone) > to) break;
    for (let hour = 0; hour < 24; hour += Math.min(24, step)) {
      const at = instantOf(date, `${String(hour).padStart(2, '0')}:00`, zone);
      if (at <= from || at >= to) continue;
      const dayLabel = `${String(date.month)}/${String(date.day)}`;
      const dayIn: Record<Language, string> = {
        ja: dayLabel,
        en: `${String(date.day)} ${MONTHS[date.month - 1] ?? ''}`,
      };
      marks.push({ at, label: (language) => (hour === 0 ? dayIn[language] : `${String(hour)}:00`) });
    }
  }
  return marks;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What the colours and patterns mean. */
export function legend(language: Language): Html {
  const mark = (phase: Phase): Html =>
    html`<li><svg viewBox="0 0 24 12" aria-hidden="true"><rect class="${phase}" width="24" height="12"/></svg> ${PHASE_NAMES[phase][language]}</li>`;
  return html`<ul class="legend">${PHASES.map(mark)}</ul>`;
}
