import { Command, InvalidArgumentError } from 'commander';
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { withFigures } from '../local/simulation/as-page.ts';
import { describeBreach, toJson, toTable } from '../local/simulation/describe-run.ts';
import { EVENT_KINDS, FAULT_KINDS, type EventKind, type FaultKind } from '../local/simulation/fault-kinds.ts';
import { partOf, withPart, type SimulationRecord } from '../local/simulation/record.ts';
import { shortestHistory } from '../local/simulation/shortest.ts';
import { simulateMany, type ManyRuns } from '../local/simulation/simulate-many.ts';
import type { SimulatedRun } from '../local/simulation/simulate-run.ts';

interface Flags {
  runs: number;
  seed: number;
  replay?: number;
  without: (FaultKind | EventKind)[];
  json?: true;
  write?: true;
}

const RECORD = new URL('../docs/simulation.json', import.meta.url);
const PAGE = new URL('../docs/simulation.md', import.meta.url);
/** What a run goes by; the documents may change between two parts. */
const CODE = ['lambdas', 'local', 'lib', 'statemachine'];

process.env['LOG_LEVEL'] = 'silent';

/** How many broken runs are shortened: each takes dozens of replays, and the first says most. */
const MOST_SHORTENED = 3;

await new Command('simulate')
  .description('Runs batches through the real machines and handlers in virtual time, breaks what it can, and looks on.')
  .option('--runs <n>', 'how many batches of twenty tenants', wholeNumber, 200)
  .option('--seed <n>', 'the first seed; the others follow it', wholeNumber, 1)
  .option('--replay <seed>', 'one seed again, exactly', wholeNumber)
  .option('--without <kinds>', 'leave out kinds of faults and events, by commas', kinds, [])
  .option('--json', 'print one JSON object as the last line')
  .option('--write', 'add what came of it to docs/simulation.json, and that to docs/simulation.md')
  .addHelpText('after', '\nExample:\n  npm run -s simulate -- --runs 1000 --seed 1 --json')
  .action(simulate)
  .parseAsync();

async function simulate({ runs, seed, replay, without, json, write }: Flags, command: Command): Promise<void> {
  if (write && replay !== undefined)
    command.error('a replay is one run again and is not added up: give --seed with --write');
  if (write && without.length > 0)
    command.error('the documents have figures of all kinds: give no --without with --write');
  const code = write ? committedCode(command) : '';
  const startedAt = performance.now();
  if (!json) process.stdout.write(`seeds from ${String(replay ?? seed)}\n`);
  const many = await simulateMany({
    seed: replay ?? seed,
    runs: replay === undefined ? runs : 1,
    workers: availableParallelism(),
    without,
  });
  if (write) await keep(many, seed, code, (performance.now() - startedAt) / 1000);
  for (const run of many.broken.slice(0, MOST_SHORTENED)) process.stderr.write(await shortened(run, without));
  process.stdout.write(json ? `${toJson(many)}\n` : toTable(many));
  process.exitCode = many.broken.length > 0 ? 1 : 0;
}

/** Names the code that is run; figures of code that nobody can look up are worth little. */
function committedCode(command: Command): string {
  const git = (...parameters: string[]): string => execFileSync('git', parameters, { encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--', ...CODE);
  if (changed)
    command.error(`commit these first, so that the figures are of code that can be found again:\n${changed}`);
  return CODE.map((folder) => git('rev-parse', '--short', `HEAD:${folder}`)).join('-');
}

/** Several processes, one after the other or side by side, add up to one record. */
async function keep(many: ManyRuns, seed: number, code: string, seconds: number): Promise<void> {
  const text = await readFile(RECORD, 'utf8').catch(() => undefined);
  const earlier = text === undefined ? undefined : (JSON.parse(text) as SimulationRecord);
  const machine = `${cpus()[0]?.model.trim() ?? 'unknown'}, ${String(availableParallelism())} cores, Node.js ${process.version}`;
  const date = new Date().toISOString().slice(0, 10);
  const record = withPart(earlier, code, partOf(many, { seed, seconds: Math.round(seconds), machine, date }));
  await writeFile(RECORD, `${JSON.stringify(record, null, 2)}\n`);
  await writeFile(PAGE, withFigures(await readFile(PAGE, 'utf8'), record));
}

/** Each invariant that the run broke, once. */
async function shortened(run: SimulatedRun, without: Flags['without']): Promise<string> {
  const invariants = [...new Set(run.breaches.map(({ invariant }) => invariant))];
  const texts: string[] = [];
  for (const invariant of invariants) {
    texts.push(describeBreach(run.seed, invariant, await shortestHistory(run, invariant, without)));
  }
  return texts.join('');
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('give a whole number from 1');
}

function kinds(text: string): (FaultKind | EventKind)[] {
  const all = [...FAULT_KINDS, ...EVENT_KINDS];
  const given = text.split(',').map((kind) => kind.trim());
  const unknown = given.filter((kind) => !all.some((known) => known === kind));
  if (unknown.length > 0)
    throw new InvalidArgumentError(`unknown: ${unknown.join(', ')}; give some of ${all.join(', ')}`);
  return all.filter((kind) => given.includes(kind));
}
