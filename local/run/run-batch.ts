import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { reportPrefix } from '../../lambdas/domain/report-keys.ts';
import { REPORTS_BUCKET } from '../deployment.ts';
import { startEmbeddedStack, type EmbeddedStack, type LocalHands } from '../embedded-stack.ts';
import { LIVE_PORT, startLiveView, whyAnotherPort } from '../live/live-server.ts';
import { listObjects, readObject } from '../objects.ts';
import { upload } from '../upload.ts';
import type { Speed } from '../virtual-clock.ts';
import { MailFolder } from './keep-mails.ts';
import type { OutDirectory } from './out-directory.ts';
import { People, describeTasks } from './people.ts';
import { Progress } from './progress.ts';
import type { RunFiles } from './read-files.ts';
import { summarise, type RunSummary } from './summary.ts';

export interface RunOptions {
  files: RunFiles;
  out: OutDirectory;
  speed: Speed;
  hands: LocalHands;
  output: NodeJS.WriteStream;
  /** The terminal of somebody who sits there: the run then waits for what only a person can do. */
  person?: NodeJS.ReadStream | undefined;
  /** Ends the run early; everything it started is ended with it. */
  signal: AbortSignal;
}

/** Runs one CSV to its end on this computer: uploads it as an operator would, and waits until nothing runs any more. */
export async function runBatch({ files, out, speed, hands, output, person, signal }: RunOptions): Promise<RunSummary> {
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  // It may come before anything waits for it, while the stack is still on its way up.
  failed.catch(() => undefined);
  signal.throwIfAborted();
  signal.addEventListener('abort', () => {
    fail(signal.reason as Error);
  });
  const stack = await startEmbeddedStack({
    directory: out.state,
    speed,
    hands,
    scenario: files.scenario,
    onFault: fail,
  });
  const progress = new Progress({ ...stack, output });
  const live = await startLiveView(
    stack,
    {
      ja: `実行は終了しました。表示は最後に確認した状態です。報告書とメールは${relative(process.cwd(), out.path)}にあります。`,
      en: `The run has ended; this is how it was last seen. Its reports and mails lie in ${relative(process.cwd(), out.path)}.`,
    },
    { port: LIVE_PORT },
  );
  await out.tell({ liveView: live.origin });
  output.write(`Live view: ${live.origin}${whyAnotherPort(live.origin)}\n\n`);
  try {
    const mails = new MailFolder(out.mails);
    stack.aws.ses.onMessage((message) => {
      mails.keep(message);
    });
    progress.start();
    const summary = await Promise.race([failed, walk({ stack, files, out, progress, person, failed })]);
    await live.shown();
    return summary;
  } finally {
    await progress.stop();
    await live.close();
    await stack.close();
  }
}

const TEN_MINUTES = 600_000;
const PASSES_TIME = 'Press Enter to let ten minutes pass, as while a console is being made ready; Ctrl-C stops.\n\n';

interface Walk {
  stack: EmbeddedStack;
  files: RunFiles;
  out: OutDirectory;
  progress: Progress;
  person: NodeJS.ReadStream | undefined;
  /** Rejects when the run ends early: nothing may go on watching then. */
  failed: Promise<never>;
}

async function walk({ stack, files, out, progress, person, failed }: Walk): Promise<RunSummary> {
  const batchId = await upload(stack, `incoming/${files.name}`, files.csv);
  const leftToPeople = Promise.withResolvers<void>();
  const people = new People({
    stack,
    batchId,
    onWaiting: (tasks) => {
      progress.say(describeTasks(stack.desk.origin, tasks));
      if (person) progress.say(PASSES_TIME);
      else leftToPeople.resolve();
    },
  });
  people.watch();
  const letTimePass = (): void => {
    progress.entered();
    stack.clock.pass(TEN_MINUTES);
  };
  person?.on('data', letTimePass);
  try {
    await Promise.race([failed, stack.engine.idle(), leftToPeople.promise]);
  } finally {
    people.stop();
    // A terminal that is still listened to would keep the process.
    person?.off('data', letTimePass).pause();
  }
  await copyReports(batchId, out.reports);
  return summarise(stack, batchId, out.path);
}

async function copyReports(batchId: string, directory: string): Promise<void> {
  await mkdir(join(directory, batchId), { recursive: true });
  for (const key of await listObjects(REPORTS_BUCKET, reportPrefix(batchId))) {
    await writeFile(join(directory, batchId, basename(key)), await readObject(REPORTS_BUCKET, key));
  }
}
