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
  clock: Pick<Clock, 'now'>;
  /** What the function writes to its log. */
  onLog: (line: string) => void;
}

interface Answer {
  id: string;
  answer?: unknown;
  error?: { name: string; message: string };
}

/** A function of the template: its bundle in a process of its own, with its environment and nothing of ours. */
export class LambdaProcess {
  readonly #options: LambdaProcessOptions;
  #child: ChildProcess | undefined;
  readonly #waiting = new Map<string, (answer: Answer) => void>();

  constructor(options: LambdaProcessOptions) {
    this.#options = options;
  }

  async invoke(event: unknown): Promise<unknown> {
    const id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#waiting.set(id, resolve);
    (this.#child ??= this.#start()).send({ id, now: this.#options.clock.now().getTime(), event });
    const { answer, error } = await promise;
    this.#waiting.delete(id);
    if (error) throw Object.assign(new Error(error.message), { name: error.name });
    return answer;
  }

  end(): void {
    this.#child?.kill();
  }

  #start(): ChildProcess {
    const { name, file, environment, onLog } = this.#options;
    const child = fork(RUNTIME, [file, name], {
      env: environment,
      execArgv: [],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        onLog(String(chunk));
      });
    child.on('message', (answer: Answer) => this.#waiting.get(answer.id)?.(answer));
    child.on('exit', (code) => {
      const error = { name: 'Lambda.Unknown', message: `${name} ended with ${String(code)}` };
      for (const [id, resolve] of this.#waiting) resolve({ id, error });
      this.#child = undefined;
    });
    return child;
  }
}
