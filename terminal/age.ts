import type { Language } from '../lambdas/domain/language.ts';

const UNITS = [
  { seconds: 86_400, ja: '日', en: 'd' },
  { seconds: 3600, ja: '時間', en: 'h' },
  { seconds: 60, ja: '分', en: 'min' },
  { seconds: 1, ja: '秒', en: 's' },
] as const;

/** How long ago something was, in the largest unit that fits: `3 d`, `3日`. The clock of a rehearsal may be ahead. */
export function ageIn(language: Language, at: string, now: Date): string {
  return durationIn(language, (now.getTime() - Date.parse(at)) / 1000);
}

/** A length of time in its largest unit: `40 min`, `40分`. */
export function durationIn(language: Language, seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const unit = UNITS.find((each) => whole >= each.seconds) ?? UNITS[3];
  const count = String(Math.floor(whole / unit.seconds));
  return language === 'ja' ? `${count}${unit.ja}` : `${count} ${unit.en}`;
}
