import { format } from 'prettier';
import type { Measured, Report } from './report.ts';
import type { Figure } from './section.ts';

const INTRODUCTION = `# Benchmarks

Written by \`npm run bench -- --write\` from \`docs/benchmarks.json\`; \`--only polling,cost\` measures some sections, \`--runs 3\` takes the median of three runs, \`--json\` prints one object, a key for each section, as the last line.

Each section runs in a process of its own. Where it walks the machines, the clock jumps from one awaited instant to the next: what is measured is the work, not the waiting. What AWS itself would take is modelled, never measured here. No test depends on these figures; one compares this page with the JSON.`;

/** `docs/benchmarks.md`. */
export function asMarkdown(report: Report): Promise<string> {
  const sections = Object.entries(report).map(([name, measured]) => sectionOf(name, measured));
  return format([INTRODUCTION, ...sections, ''].join('\n\n'), { parser: 'markdown' });
}

function sectionOf(name: string, { what, measured, seconds, cpuSeconds, peakMegabytes, figures }: Measured): string {
  const { date, cpu, cores, memoryGigabytes, node, runs } = measured;
  const often = runs === 1 ? 'one run' : `median of ${String(runs)} runs`;
  return [
    `## ${name}`,
    `${what.charAt(0).toUpperCase()}${what.slice(1)}.`,
    table([
      ['Figure', 'Value', 'Goal', ''],
      ...Object.values(figures).map((figure) => [figure.says, amount(figure.value, figure.unit), ...goal(figure)]),
    ]),
    `${date}, ${cpu}, ${String(cores)} cores, ${String(memoryGigabytes)} GB, Node ${node}; ${often}. The section took ${amount(seconds, 's')}, ${amount(cpuSeconds, 's')} of processor time and ${amount(peakMegabytes, 'MB')}.`,
  ].join('\n\n');
}

function goal({ value, unit, atMost, atLeast }: Figure): [string, string] {
  if (atMost !== undefined) return [`at most ${amount(atMost, unit)}`, value <= atMost ? 'met' : 'not met'];
  if (atLeast !== undefined) return [`at least ${amount(atLeast, unit)}`, value >= atLeast ? 'met' : 'not met'];
  return ['', ''];
}

/** `$0.0012`, `1,234 MB`, `0.52 s`, `1.21 x`. */
function amount(value: number, unit: string): string {
  return unit === '$' ? `$${digits(value)}` : `${digits(value)} ${unit}`.trim();
}

function digits(value: number): string {
  if (Math.abs(value) >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}

function table([header = [], ...rows]: string[][]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
