import { nextLookOf, waitsForAPerson, type JournalEvent } from '../journal.ts';

/** What a tenant spent its time with: at work, or waiting, and for whom. */
export const PHASES = ['work', 'people', 'window', 'vendor', 'notReady', 'update'] as const;
export type Phase = (typeof PHASES)[number];

/** A stretch of a tenant's time; UTC ISO instants. */
export interface Segment {
  phase: Phase;
  from: string;
  to: string;
}

/** Shorter than any figure shown. */
const NOTHING = 1000;

/**
 * The timeline of one run, out of its journal: an event says what was done by then, and what is waited for after it.
 * Events of people stand among those of the execution; what came before its first and after its outcome is not its own.
 */
export function timelineOf(events: readonly JournalEvent[], execution: string, until: string): Segment[] {
  const own = (event: JournalEvent): boolean => event.by.endsWith(`:${execution}`);
  const first = events.findIndex(own);
  if (first === -1) return [];
  const run = events.slice(first).filter(({ at, step }) => at <= until && step !== 'DestroySecrets');
  const segments: Segment[] = [];
  run.forEach((event, index) => {
    const next = run[index + 1];
    add(segments, { phase: phaseAfter(event, next), from: event.at, to: next?.at ?? until });
  });
  return segments;
}

function add(segments: Segment[], segment: Segment): void {
  if (Date.parse(segment.to) - Date.parse(segment.from) < NOTHING) return;
  const last = segments.at(-1);
  if (last?.phase === segment.phase && last.to === segment.from) last.to = segment.to;
  else segments.push(segment);
}

function phaseAfter(event: JournalEvent, next: JournalEvent | undefined): Phase {
  const { step } = event;
  if (waitsForAPerson(event)) return 'people';
  const look = nextLookOf(event);
  if (!look) return next?.step === 'AskForConsent' ? 'people' : 'work';
  if (look.why === 'vendorNotReady') return 'notReady';
  if (look.why === 'windowClosed') return 'window';
  return step === 'StartUpdate' || step === 'CheckUpdate' ? 'update' : 'vendor';
}

/** Milliseconds spent in each phase. */
export function totalsOf(segments: readonly Segment[]): Record<Phase, number> {
  const totals: Record<Phase, number> = { work: 0, people: 0, window: 0, vendor: 0, notReady: 0, update: 0 };
  for (const { phase, from, to } of segments) totals[phase] += Date.parse(to) - Date.parse(from);
  return totals;
}
