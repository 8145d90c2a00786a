import { AsyncLocalStorage } from 'node:async_hooks';
import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Clock } from '../../../lambdas/ports/clock.ts';

const RUNTIME = fileURLToPath(new URL('lambda-runtime.ts', import.meta.url));

export interface LambdaProcessOptions {
  name: string;
  /** The bundle. */
  file: string;
  environment: Readonly<Record<string, string>>;
  clock: Clock;
  /** What the function writes to its log. */
  onLog: (line: string) => void;
}

interface Answer {
  id: string;
  answer?: unknown;
  error?: { name: string; message: string };
}

/** The function sleeps, and is told when that time has passed on the clock of the run. */
interface Sleep {
  id: string;
  sleeper: number;
  milliseconds: number;
}

interface Invocation {
  end: (answer: Answer) => void;
  sleep: (milliseconds: number) => Promise<void>;
}

/** A function of the template: its bundle in a process of its own, with its environment and nothing of ours. */
export class LambdaProcess {
  readonly #options: LambdaProcessOptions;
  #child: ChildProcess | undefined;
  readonly #waiting = new Map<string, Invocation>();

  constructor(options: LambdaProcessOptions) {
    this.#options = options;
  }

  async invoke(event: unknown): Promise<unknown> {
    const id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<Answer>();
    const { clock } = this.#options;
    // As the work that invoked it: an invocation that sleeps keeps the clock from nothing.
    const sleep = AsyncLocalStorage.bind((milliseconds: number) => clock.sleep(milliseconds));
    this.#waiting.set(id, { end: resolve, sleep });
    (this.#child ??= this.#start()).send({ id, now: clock.now().getTime(), event });
    const { answer, error } = await promise;
    this.#waiting.delete(id);
    if (error) throw Object.assign(new Error(error.message), { name: error.name });
    return answer;
  }

  end(): void {
    this.#child?.kill();
  }

  #start(): ChildProcess {
    const { name, file, environment, clock, onLog } = this.#options;
    const child = fork(RUNTIME, [file, name], {
      env: environment,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        onLog(String(chunk));
      });
    child.on('message', (message: Answer | Sleep) => {
      const invocation = this.#waiting.get(message.id);
      if (!('sleeper' in message)) return invocation?.end(message);
      void invocation?.sleep(message.milliseconds).then(() => {
        const { sleeper } = message;
        if (child.connected) child.send({ sleeper, now: clock.now().getTime() });
      });
    });
    child.on('exit', (code) => {
      const error = { name: 'Lambda.Unknown', message: `${name} ended with ${String(code)}` };
      for (const [id, { end }] of this.#waiting) end({ id, error });
      this.#child = undefined;
    });
    return child;
  }
}
