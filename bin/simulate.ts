import { Command, InvalidArgumentError } from 'commander';
import { availableParallelism } from 'node:os';
import { describeBreach, toJson, toTable } from '../local/simulation/describe-run.ts';
import { shortestHistory } from '../local/simulation/shortest.ts';
import { simulateMany } from '../local/simulation/simulate-many.ts';
import type { SimulatedRun } from '../local/simulation/simulate-run.ts';

interface Flags {
  runs: number;
  seed: number;
  replay?: number;
  json?: true;
}

process.env['LOG_LEVEL'] = 'silent';

/** How many broken runs are shortened: each takes dozens of replays, and the first says most. */
const MOST_SHORTENED = 3;

await new Command('simulate')
  .description('Runs batches through the real machines and handlers in virtual time, breaks what it can, and looks on.')
  .option('--runs <n>', 'how many batches of twenty tenants', wholeNumber, 200)
  .option('--seed <n>', 'the first seed; the others follow it', wholeNumber, 1)
  .option('--replay <seed>', 'one seed again, exactly', wholeNumber)
  .option('--json', 'print one JSON object as the last line')
  .addHelpText('after', '\nExample:\n  npm run -s simulate -- --runs 1000 --seed 1 --json')
  .action(simulate)
  .parseAsync();

async function simulate({ runs, seed, replay, json }: Flags): Promise<void> {
  if (!json) process.stdout.write(`seeds from ${String(replay ?? seed)}\n`);
  const many = await simulateMany({
    seed: replay ?? seed,
    runs: replay === undefined ? runs : 1,
    workers: availableParallelism(),
  });
  for (const run of many.broken.slice(0, MOST_SHORTENED)) process.stderr.write(await shortened(run));
  process.stdout.write(json ? `${toJson(many)}\n` : toTable(many));
  process.exitCode = many.broken.length > 0 ? 1 : 0;
}

/** Each invariant that the run broke, once. */
async function shortened(run: SimulatedRun): Promise<string> {
  const invariants = [...new Set(run.breaches.map(({ invariant }) => invariant))];
  const texts: string[] = [];
  for (const invariant of invariants) {
    texts.push(describeBreach(run.seed, invariant, await shortestHistory(run, invariant)));
  }
  return texts.join('');
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('give a whole number from 1');
}
