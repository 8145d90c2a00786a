import { setTimeout } from 'node:timers/promises';
import { EXIT } from '../../../terminal/exit-codes.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { storesOf } from '../deployment/stores.ts';
import { progressOf, type BatchProgress } from '../../../terminal/progress/batch-progress.ts';
import { describeProgress, progressLine } from '../../../terminal/progress/describe-progress.ts';
import { Picture } from '../../../terminal/picture.ts';
import { findBatchLine } from '../shared/find-batch.ts';
import { printJson } from '../shared/json.ts';
import { screen } from '../../../terminal/screen.ts';
import { publicProgress } from '../status/public-progress.ts';
import type { CommonFlags } from '../shared/with-options.ts';

/** The work of `watch`. */
export async function followBatch(batchId: string | undefined, flags: Flags): Promise<void> {
  const { batches, tenants, switches, desk } = storesOf(await findDeployment(flags));
  const interrupted = new AbortController();
  process.once('SIGINT', () => {
    interrupted.abort();
  });
  const show = flags.json ? showJson() : process.stdout.isTTY ? showInPlace(flags) : showLines(flags);
  let line = await findBatchLine(batches, batchId);
  for (;;) {
    show(await progressOf({ batches, tenants, switches, desk }, line));
    if (line.ending) return;
    try {
      await setTimeout(flags.every * 1000, undefined, { signal: interrupted.signal });
    } catch {
      // Only Ctrl-C ends the wait early.
      process.exitCode = EXIT.interrupted;
      return;
    }
    line = await findBatchLine(batches, line.batchId);
  }
}

type Show = (progress: BatchProgress) => void;

function showInPlace({ language }: Flags): Show {
  const picture = new Picture(process.stdout);
  return (progress) => {
    picture.draw(describeProgress(progress, language, screen()));
  };
}

function showLines({ language }: Flags): Show {
  return onChange(
    (progress) => progressLine(progress, language),
    (line) => process.stdout.write(`${line}\n`),
  );
}

function showJson(): Show {
  return onChange(
    (progress) => JSON.stringify(publicProgress(progress)),
    (line) => {
      printJson(JSON.parse(line) as object);
    },
  );
}

function onChange(say: (progress: BatchProgress) => string, write: (line: string) => void): Show {
  let last = '';
  return (progress) => {
    const line = say(progress);
    if (line !== last) write(line);
    last = line;
  };
}

export type Flags = CommonFlags & { every: number };
