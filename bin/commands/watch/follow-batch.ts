import { setTimeout } from 'node:timers/promises';
import { EXIT } from '../../../terminal/exit-codes.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { sayingIn } from '../../../lambdas/domain/language.ts';
import { isAwsUnavailable } from '../../../lambdas/runtime/aws-unavailable.ts';
import { storesOf } from '../deployment/stores.ts';
import { progressOf, type BatchProgress } from '../../../terminal/progress/batch-progress.ts';
import { describeProgress, progressLine } from '../../../terminal/progress/describe-progress.ts';
import { Picture } from '../../../terminal/picture.ts';
import { CommandError } from '../shared/command-error.ts';
import { explainError } from '../shared/explain-error.ts';
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
  const { show, tell = toStderr } = flags.json
    ? showJson()
    : process.stdout.isTTY
      ? showInPlace(flags)
      : showLines(flags);
  const outage = new Outage();
  const say = sayingIn(flags.language);
  let line = await findBatchLine(batches, batchId);
  for (let hasSeenIt = false; ; hasSeenIt = true) {
    try {
      if (hasSeenIt) line = await findBatchLine(batches, line.batchId);
      show(await progressOf({ batches, tenants, switches, desk }, line));
      if (line.ending) return;
      outage.isOver();
    } catch (error) {
      // What cannot be read at first is a mistake in the command more often than an outage.
      if (!hasSeenIt) throw error;
      if (outage.begins(error, Date.now())) {
        const ja = '応答がありません。バッチの処理は続いています。確認を続けます';
        tell(`${say(ja, 'no answer: the batch goes on, and is looked at again')} (${String(error)})\n`);
      }
    }
    try {
      await setTimeout(flags.every * 1000, undefined, { signal: interrupted.signal });
    } catch {
      // Only Ctrl-C ends the wait early.
      process.exitCode = EXIT.interrupted;
      return;
    }
  }
}

/** Longer than a network is away, or a laptop takes to find one again. */
const MOST_AWAY_MS = 10 * 60_000;

/** Time without an answer, in which a batch is watched on: a batch takes hours, a night, and its watcher is not there. */
export class Outage {
  #since: number | undefined;

  /** Whether this is the first look without an answer. Throws what no outage explains, and what lasts for ten minutes. */
  begins(error: unknown, now: number): boolean {
    const isFirst = this.#since === undefined;
    this.#since ??= now;
    if (!isOutage(error) || now - this.#since > MOST_AWAY_MS) throw error;
    return isFirst;
  }

  isOver(): void {
    this.#since = undefined;
  }
}

function isOutage(error: unknown): boolean {
  const explained = explainError(error);
  return isAwsUnavailable(error) || (explained instanceof CommandError && explained.code === 'no-answer');
}

interface Watched {
  show: (progress: BatchProgress) => void;
  /** Where stderr would draw over the picture. */
  tell?: (text: string) => void;
}

const toStderr = (text: string): void => void process.stderr.write(text);

function showInPlace({ language }: Flags): Watched {
  const picture = new Picture(process.stdout);
  return {
    show: (progress) => {
      picture.draw(describeProgress(progress, language, screen()));
    },
    tell: (text) => {
      picture.say(text);
    },
  };
}

function showLines({ language }: Flags): Watched {
  return onChange(
    (progress) => progressLine(progress, language),
    (line) => process.stdout.write(`${line}\n`),
  );
}

function showJson(): Watched {
  return onChange(
    (progress) => JSON.stringify(publicProgress(progress)),
    (line) => {
      printJson(JSON.parse(line) as object);
    },
  );
}

function onChange(say: (progress: BatchProgress) => string, write: (line: string) => void): Watched {
  let last = '';
  return {
    show: (progress) => {
      const line = say(progress);
      if (line !== last) write(line);
      last = line;
    },
  };
}

export type Flags = CommonFlags & { every: number };
