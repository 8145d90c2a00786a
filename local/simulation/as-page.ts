import { totalOf, type SimulationRecord } from './record.ts';

const BEGIN = '<!-- written by npm run -s simulate -- --write -->';
const END = '<!-- up to here -->';

/** `docs/simulation.md` with the table of this record between its two marks. */
export function withFigures(page: string, record: SimulationRecord): string {
  const [before, after] = [page.split(BEGIN)[0], page.split(END)[1]];
  if (before === undefined || after === undefined || !page.includes(BEGIN)) {
    throw new Error(`docs/simulation.md has no "${BEGIN}" and "${END}" to write between`);
  }
  return `${before}${BEGIN}\n\n${figures(record)}\n\n${END}${after}`;
}

function figures(record: SimulationRecord): string {
  const total = totalOf(record);
  const faults = Object.entries(total.faults).sort(([, one], [, other]) => other - one);
  const broken = [...new Set(total.breaches.map(({ seed, invariant }) => `${invariant} at seed ${String(seed)}`))];
  const facts: [string, string][] = [
    ['Runs', whole(total.runs)],
    ['Seeds', seedsOf(record).join(', ')],
    ['Tenants', whole(total.tenants)],
    ['Faults and events injected', whole(faults.reduce((sum, [, count]) => sum + count, 0))],
    ['Breaches', broken.length === 0 ? '0' : `${whole(broken.length)}: ${broken.join(', ')}`],
    ['Days that passed on the clocks of the runs', whole(total.virtualDays)],
    ['Events of the longest history, of 25,000', whole(total.longestHistory)],
    ['Seconds of all processes, one after the other', whole(total.seconds)],
    ['Machine', [...new Set(record.parts.map(({ machine }) => machine))].join('; ')],
    ['Date', [...new Set(record.parts.map(({ date }) => date))].join(', ')],
  ];
  return [
    ...table(['What', 'Figure'], facts),
    '',
    ...table(
      ['Injected', 'Times'],
      faults.map(([kind, count]) => [`\`${kind}\``, whole(count)]),
    ),
  ].join('\n');
}

/** Parts that follow each other are one stretch. */
function seedsOf({ parts }: SimulationRecord): string[] {
  const stretches: { from: number; to: number }[] = [];
  for (const { seed, runs } of parts.toSorted((one, other) => one.seed - other.seed)) {
    const last = stretches.at(-1);
    if (last?.to === seed - 1) last.to = seed + runs - 1;
    else stretches.push({ from: seed, to: seed + runs - 1 });
  }
  return stretches.map(({ from, to }) => `${String(from)} to ${String(to)}`);
}

/** As prettier would write it. */
function table(head: [string, string], rows: readonly [string, string][]): string[] {
  const all = [head, ...rows];
  const widths = [0, 1].map((column) => Math.max(3, ...all.map((row) => row[column as 0 | 1].length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

function whole(figure: number): string {
  return Math.round(figure).toLocaleString('en');
}
