import { Command, Option } from 'commander';
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Benchmark, Figures } from './benchmark.ts';
import { browser } from './browser.ts';
import { embedded } from './embedded.ts';
import { inMemory } from './in-memory.ts';
import { interpreter } from './interpreter.ts';
import { asMarkdown, type Measured, reportOf } from './report.ts';

const BENCHMARKS: readonly Benchmark[] = [interpreter, inMemory, embedded, browser];
const names = BENCHMARKS.map(({ name }) => name);
const TABLE = new URL('../docs/benchmarks.md', import.meta.url);

interface Flags {
  only?: string;
  json?: true;
  write?: true;
  here?: true;
}

await new Command('bench')
  .description('Measures the product on this computer; a table unless --json is given.')
  .addOption(new Option('--only <name>', 'run one benchmark').choices(names))
  .option('--json', 'print one JSON object')
  .addOption(new Option('--write', 'write the table of all of them to docs/benchmarks.md').conflicts('only'))
  .addOption(new Option('--here', 'run the one benchmark in this process and print its figures').hideHelp())
  .action(async ({ only, json, write, here }: Flags) => {
    const chosen = BENCHMARKS.filter(({ name }) => only === undefined || name === only);
    if (here) {
      for (const benchmark of chosen) process.stdout.write(`${JSON.stringify(await figuresOf(benchmark))}\n`);
      return;
    }
    const report = reportOf(chosen.map(measure));
    process.stdout.write(json ? `${JSON.stringify(report, undefined, 2)}\n` : await asMarkdown(report));
    if (write) await writeFile(TABLE, await asMarkdown(report));
  })
  .parseAsync();

async function figuresOf(benchmark: Benchmark): Promise<Figures> {
  const figures = await benchmark.run();
  // Kilobytes, as the system counts them.
  return { ...figures, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
}

/** In a process of its own: the largest memory of a process only grows. */
function measure({ name, what, goal }: Benchmark): Measured {
  const script = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, [script, '--here', '--only', name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  });
  if (child.status !== 0) throw new Error(`the benchmark ${name} failed:\n${child.stderr}`);
  return { name, what, ...(goal && { goal }), ...(JSON.parse(child.stdout) as Figures) };
}
