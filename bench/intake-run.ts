import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { checkIntake } from '../lambdas/domain/intake/check-intake.ts';

/** What one process measured; it prints this as JSON. */
export interface IntakeRun {
  /** Rows as csv-parse counts them, without a check; null when only the check was run. */
  parser: Work | null;
  check: Work;
  /** Kilobytes, as the system counts them. */
  maxRSS: number;
}

export interface Work {
  rows: number;
  seconds: number;
  /** Of the process, other threads included: what others do on the machine does not show in it. */
  cpuSeconds: number;
}

// Run by `intake.ts`: `node intake-run.ts <file> [<the same in UTF-8>]`. The second is for csv-parse alone, which cannot
// decode CP932 and is given what it can read.
const [file = '', forParser] = process.argv.slice(2);
const parser = forParser === undefined ? null : await measured(() => parsed(forParser));
const check = await measured(() => checked(file));
const run: IntakeRun = { parser, check, maxRSS: process.resourceUsage().maxRSS };
process.stdout.write(JSON.stringify(run));

async function measured(work: () => Promise<number>): Promise<Work> {
  const [cpu, started] = [process.cpuUsage(), performance.now()];
  const rows = await work();
  const { user, system } = process.cpuUsage(cpu);
  return { rows, seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
}

/** As csv-parse's documentation reads a stream; the header is no row. */
async function parsed(path: string): Promise<number> {
  const records = createReadStream(path).pipe(parse());
  let rows = -1;
  records.on('readable', () => {
    while (records.read() !== null) rows++;
  });
  await new Promise((resolve, reject) => records.on('end', resolve).on('error', reject));
  return rows;
}

async function checked(path: string): Promise<number> {
  const check = checkIntake(createReadStream(path), { maxTenants: 1_000_000, now: new Date('2026-11-25T00:00:00Z') });
  let rows = 0;
  for await (const { kind } of check) rows += kind === 'accepted' ? 1 : 0;
  const { refused, rejected, problems } = check.summary();
  if (refused || rejected > 0) throw new Error(`the file is good and was not accepted: ${JSON.stringify(problems[0])}`);
  return rows;
}
