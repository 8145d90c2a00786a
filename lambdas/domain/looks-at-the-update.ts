import * as z from './zod.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** How long nearly every update takes, in minutes from the press. */
export const usualMinutesSchema = z
  .strictObject(
    {
      least: z.int('must be whole minutes').check(z.gte(1, 'must be 1 or more')),
      most: z.int('must be whole minutes'),
    },
    'must be an object with "least" and "most"',
  )
  .check(
    z.refine(
      ({ least, most }) => least < most && most <= 120,
      'needs "least" below "most", and that at most 120 minutes',
    ),
  );

export type UsualMinutes = z.infer<typeof usualMinutesSchema>;

/** Guide 3-16. */
const GUIDE_MINUTES: UsualMinutes = { least: 20, most: 30 };

/**
 * Seconds after the press at which an update of 20 to 30 minutes is looked at.
 *
 * With each minute that an update runs past its twentieth it is likelier to end in the next one, and each look with
 * browser hands is a browser: so the looks lie closer and closer up to the thirtieth minute (Keller: as many for each
 * unit of time as the square root of that likelihood). What runs on is rare: there the pauses grow. Optimised over
 * uniform durations and over a lognormal one whose last twentieth hangs for up to 90 minutes; `npm run bench -- --only
 * polling` says what it costs and how near it is to the bound. No look before the twentieth minute: one at 19 would save
 * two seconds of delay on average where a twentieth ends early, nothing where the guide is right, and cost every tenant
 * a browser.
 */
// prettier-ignore
const LOOKS = [
  1240, 1290, 1337, 1381, 1424, 1465, 1503, 1539, 1573, 1604, 1633, 1660, 1685, 1707, 1726, 1743, 1759, 1774, 1789, 1804,
  1836, 1926, 2029, 2148, 2283, 2439, 2618, 2823, 3058, 3327, 3637, 3991, 4398, 4865, 5400,
];

/** After the table, each look after nearly a third of the time passed: what runs on for so long is rarely seen to end. */
const GROWTH = 1.3;
const LONGEST = 24 * 60 * MINUTE;

const tables = new Map<string, readonly number[]>();

/** Milliseconds from the press to each look, in order: the table, stretched from the guide's minutes to others. */
export function looksAtTheUpdate(minutes: UsualMinutes = GUIDE_MINUTES): readonly number[] {
  const key = `${String(minutes.least)}-${String(minutes.most)}`;
  const looks = tables.get(key) ?? stretched(minutes);
  tables.set(key, looks);
  return looks;
}

function stretched({ least, most }: UsualMinutes): number[] {
  const stretch = (most - least) / (GUIDE_MINUTES.most - GUIDE_MINUTES.least);
  const looks = LOOKS.map((look) => least * MINUTE + (look * SECOND - GUIDE_MINUTES.least * MINUTE) * stretch);
  for (let look = looks.at(-1) ?? LONGEST; look < LONGEST; look *= GROWTH) looks.push(look * GROWTH);
  return looks.map(Math.round);
}
