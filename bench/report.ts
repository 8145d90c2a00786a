import { cpus, totalmem } from 'node:os';
import { format } from 'prettier';
import type { Benchmark, Figures } from './benchmark.ts';

export interface Measured extends Pick<Benchmark, 'name' | 'what' | 'goal'>, Figures {}

/** Figures, and what they were measured on: without it they mean nothing. */
export interface Report {
  machine: { cpu: string; cores: number; memoryGigabytes: number; node: string };
  date: string;
  benchmarks: Measured[];
}

export function reportOf(benchmarks: Measured[]): Report {
  const [first] = cpus();
  return {
    machine: {
      cpu: first?.model ?? 'unknown',
      cores: cpus().length,
      memoryGigabytes: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    date: new Date().toISOString().slice(0, 10),
    benchmarks,
  };
}

/** `docs/benchmarks.md`. */
export function asMarkdown({ machine, date, benchmarks }: Report): Promise<string> {
  const { cpu, cores, memoryGigabytes, node } = machine;
  const text = [
    '# Benchmarks',
    '',
    'Written by `npm run bench -- --write`. Each benchmark runs in a process of its own, on virtual time where the clock jumps from one awaited instant to the next: what is measured is the work, not the waiting. No test depends on these figures.',
    '',
    `Measured on ${date}: ${cpu}, ${String(cores)} cores, ${String(memoryGigabytes)} GB, Node ${node}.`,
    '',
    table([
      ['Benchmark', 'What', 'Seconds', 'Per second', 'Peak memory', 'Compared', 'Goal'],
      ...benchmarks.map(({ name, what, seconds, amount, unit, peakMegabytes, compared, goal }) => [
        `\`${name}\``,
        what,
        seconds.toFixed(seconds < 10 ? 2 : 1),
        `${rate(amount / seconds)} ${unit}`,
        `${String(Math.round(peakMegabytes))} MB`,
        compared ? `${compared.ratio.toFixed(2)} x ${compared.to}` : '',
        goal ?? '',
      ]),
    ]),
    ...ratio(benchmarks),
    '',
  ].join('\n');
  return format(text, { parser: 'markdown' });
}

function rate(perSecond: number): string {
  return perSecond.toLocaleString('en', { maximumFractionDigits: perSecond < 10 ? 1 : 0 });
}

/** What the services cost: the same tenants with and without them. */
function ratio(benchmarks: readonly Measured[]): string[] {
  const seconds = (wanted: string) => benchmarks.find(({ name }) => name === wanted)?.seconds;
  const [without, over] = [seconds('in-memory'), seconds('embedded')];
  if (without === undefined || over === undefined) return [];
  return ['', `The embedded services take ${(over / without).toFixed(0)} times as long as stores in memory.`];
}

function table([header = [], ...rows]: string[][]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
