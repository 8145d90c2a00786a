import { reasonOfPilot, reasonOfTrip } from './trips.ts';
import { sayingIn, type Language } from '../language.ts';
import type { Switch } from '../switch.ts';
import { formatInstant } from './instants.ts';

/** Who has turned a switch, and why, in the reader's language also where nobody has. */
export function turnedBy({ by, why, trip, spares }: Switch, language: Language): { by: string; why: string } {
  if (spares) return { by: sayingIn(language)('設定', 'the settings'), why: reasonOfPilot(spares.length)[language] };
  if (!trip) return { by, why };
  const itself = sayingIn(language)('visionlift（自動検知）', 'visionlift, by itself');
  return { by: itself, why: reasonOfTrip(trip)[language] };
}

/** In one sentence: what, since when, by whom, why. */
export function switchInBrief(set: Switch, language: Language, zone: string): string {
  const say = sayingIn(language);
  const since = formatInstant(set.at, zone, language);
  const { by, why } = turnedBy(set, language);
  return set.state === 'paused'
    ? say(`一時停止中（${since}、${by}）：${why}`, `Held since ${since} by ${by}: ${why}`)
    : say(`終了の指示あり（${since}、${by}）：${why}`, `Stopped since ${since} by ${by}: ${why}`);
}
