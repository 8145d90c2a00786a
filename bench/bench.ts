import { Command, InvalidArgumentError, Option } from 'commander';
import { readFile, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { asMarkdown } from './as-markdown.ts';
import { measuredOf, type Measured, type Report, type Run } from './report.ts';
import type { Section } from './section.ts';
import { SECTIONS } from './sections.ts';

const JSON_FILE = new URL('../docs/benchmarks.json', import.meta.url);
const TABLE = new URL('../docs/benchmarks.md', import.meta.url);
/** Precedes the answer of a section's process: what it measures may print lines of its own. */
const ANSWER = 'ANSWER ';

interface Flags {
  only: readonly Section[];
  runs: number;
  json?: true;
  write?: true;
  here?: true;
}

await new Command('bench')
  .description('Measures the product on this computer; tables unless --json is given.')
  .option('--only <names>', `only these, with commas between: ${namesOf(SECTIONS)}`, sectionsNamed, SECTIONS)
  .option('--runs <count>', 'take the median of so many runs', aCount, 1)
  .option('--json', 'print one object, a key for each section, as the last line')
  .option('--write', 'put what was measured into docs/benchmarks.json, and all of that into docs/benchmarks.md')
  .addOption(new Option('--here', 'run in this process and print the answer of one run').hideHelp())
  .action(async ({ only, runs, json, write, here }: Flags) => {
    if (here) {
      for (const section of only) process.stdout.write(`${ANSWER}${JSON.stringify(await runHere(section))}\n`);
      return;
    }
    const measured: Record<string, Measured> = {};
    const failed: Record<string, { error: string }> = {};
    for (const section of only) {
      process.stderr.write(`${section.name} ...\n`);
      try {
        measured[section.name] = measuredOf(
          section,
          Array.from({ length: runs }, () => runApart(section)),
        );
      } catch (error) {
        failed[section.name] = { error: (error as Error).message };
        process.stderr.write(`${(error as Error).message}\n`);
        process.exitCode = 1;
      }
    }
    if (write) await keep(measured);
    process.stdout.write(json ? `${JSON.stringify({ ...measured, ...failed })}\n` : await asMarkdown(measured));
  })
  .parseAsync();

function namesOf(sections: readonly Section[]): string {
  return sections.map(({ name }) => name).join(', ');
}

function sectionsNamed(text: string): readonly Section[] {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !SECTIONS.some((section) => section.name === name));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(`There is no ${unknown.join(', ')}; there are ${namesOf(SECTIONS)}.`);
  }
  return SECTIONS.filter(({ name }) => names.includes(name));
}

function aCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError('Give a whole number from 1.');
}

async function runHere(section: Section): Promise<Run> {
  const figures = await section.run();
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  return {
    seconds: process.uptime(),
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    // Kilobytes, as the system counts them.
    peakMegabytes: maxRSS / 1024,
    figures,
  };
}

/** In a process of its own: the largest memory of a process only grows. */
function runApart({ name }: Section): Run {
  const script = fileURLToPath(import.meta.url);
  const child = spawnSync(process.execPath, [script, '--here', '--only', name], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  });
  const answer = child.stdout.split('\n').findLast((line) => line.startsWith(ANSWER));
  if (child.status !== 0 || !answer) throw new Error(`the section ${name} failed:\n${child.stderr.slice(-4_000)}`);
  return JSON.parse(answer.slice(ANSWER.length)) as Run;
}

/** Sections that were not measured now stay as they were, with the date and machine of their own. */
async function keep(measured: Report): Promise<void> {
  const known = { ...(JSON.parse(await readFile(JSON_FILE, 'utf8')) as Report), ...measured };
  const report = Object.fromEntries(SECTIONS.flatMap(({ name }) => (known[name] ? [[name, known[name]]] : [])));
  await writeFile(JSON_FILE, `${JSON.stringify(report, undefined, 2)}\n`);
  await writeFile(TABLE, await asMarkdown(report));
}
