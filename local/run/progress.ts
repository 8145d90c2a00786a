import { setTimeout } from 'node:timers/promises';
import { FEW } from '../../terminal/progress/few-tenants.ts';
import { describeProgress, progressLine } from '../../terminal/progress/describe-progress.ts';
import { progressOf, type BatchProgress } from '../../terminal/progress/batch-progress.ts';
import { Picture } from '../../terminal/picture.ts';
import { allOf } from '../../lambdas/domain/all-of.ts';
import { screen } from '../../terminal/screen.ts';
import type { Ports } from '../../lambdas/ports/index.ts';
import { machineArn } from '../deployment.ts';
import type { StepFunctionsEngine } from '../states/step-functions-engine.ts';
import { guideStepOf } from '../../lambdas/domain/guide.ts';
import { tenantIdIn } from '../../lambdas/domain/names.ts';
import { describeGuideStep } from '../../lambdas/domain/texts/guide-steps.ts';
import type { ExecutionDescription } from '../states/engine-types.ts';
import { stateTimeline, type Stop } from '../state-timeline.ts';

interface ProgressOptions {
  engine: StepFunctionsEngine;
  ports: Pick<Ports, 'batches' | 'tenants' | 'switches' | 'desk'>;
  output: NodeJS.WriteStream;
}

/** Between two looks at least; on a terminal, and where each change is a line that stays. */
const LOOKS_APART_MILLISECONDS = { picture: 250, lines: 2000, states: 100 };
/** A look at ten thousand tenants takes the run's own time: this many times as long it is then left alone. */
const LEFT_ALONE = 20;

/**
 * Shows how far the batches are, to the one who runs them on this computer: on a terminal the picture of `visionlift
 * watch`; elsewhere a plain line for each state of a few tenants, or for each change of many.
 */
export class Progress {
  readonly #engine: StepFunctionsEngine;
  readonly #ports: ProgressOptions['ports'];
  readonly #output: NodeJS.WriteStream;
  readonly #picture: Picture;
  readonly #newStates: () => string[];
  readonly #stopped = new AbortController();
  /** Batches of earlier runs, and those whose last picture stands above. */
  readonly #over = new Set<string>();
  readonly #lastLines = new Map<string, string>();
  #looking: Promise<void> | undefined;

  constructor({ engine, ports, output }: ProgressOptions) {
    this.#engine = engine;
    this.#ports = ports;
    this.#output = output;
    this.#picture = new Picture(output);
    this.#newStates = tellStates(engine);
  }

  start(): void {
    this.#looking = this.#follow().catch(nothingMoreToSee);
  }

  /** Shows the last state of everything. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#looking;
    await this.#look().catch(nothingMoreToSee);
  }

  /** Writes something that stays. */
  say(text: string): void {
    this.#picture.say(text);
  }

  /** Somebody at the terminal has pressed Enter. */
  entered(): void {
    this.#picture.entered();
  }

  async #follow(): Promise<void> {
    for (const { batchId, ending } of await allOf(this.#ports.batches.list())) if (ending) this.#over.add(batchId);
    while (!this.#stopped.signal.aborted) {
      const began = performance.now();
      const apart = await this.#look();
      const pause = Math.max(apart, (performance.now() - began) * LEFT_ALONE);
      // Ends early when it is stopped.
      await setTimeout(pause, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
    }
  }

  /** Answers after how many milliseconds there may be news. */
  async #look(): Promise<number> {
    if (this.#output.isTTY) {
      await this.#redraw();
      return LOOKS_APART_MILLISECONDS.picture;
    }
    if (this.#engine.listExecutions(machineArn('migrate-tenant')).length <= FEW) {
      for (const line of this.#newStates()) this.#output.write(`${line}\n`);
      return LOOKS_APART_MILLISECONDS.states;
    }
    for (const progress of await this.#batches()) this.#tell(progress);
    return LOOKS_APART_MILLISECONDS.lines;
  }

  async #redraw(): Promise<void> {
    const all = await this.#batches();
    const latest = all.at(-1);
    const isOver = ({ batch }: BatchProgress): boolean => batch.ending !== undefined && batch !== latest?.batch;
    const over = all.filter(isOver);
    if (over.length > 0) {
      this.#picture.draw(this.#linesOf(over));
      this.#picture.keep();
      for (const { batch } of over) this.#over.add(batch.batchId);
    }
    this.#picture.draw(this.#linesOf(all.filter((progress) => !isOver(progress))));
  }

  #linesOf(batches: readonly BatchProgress[]): string[] {
    return batches.flatMap((progress) => [...describeProgress(progress, 'en', screen(this.#output)), '']);
  }

  #tell(progress: BatchProgress): void {
    const { batchId } = progress.batch;
    const line = progressLine(progress, 'en');
    if (line !== this.#lastLines.get(batchId)) this.#output.write(`${line}\n`);
    this.#lastLines.set(batchId, line);
  }

  /** The earliest first, so that the latest is nearest to the prompt. */
  async #batches(): Promise<BatchProgress[]> {
    const lines = (await allOf(this.#ports.batches.list())).filter(({ batchId }) => !this.#over.has(batchId));
    return Promise.all(lines.reverse().map((line) => progressOf(this.#ports, line)));
  }
}

/** The tables went away under a look: the one who ended the run, or what broke it, says so. */
function nothingMoreToSee(): undefined {
  return undefined;
}

/**
 * Gives a plain line for each state that a tenant has entered since the last call, where output is no terminal. Reads
 * the interpreter's histories, so that it neither slows a run down nor misses a state.
 */
function tellStates(engine: StepFunctionsEngine): () => string[] {
  const told = new Map<string, number>();
  return () => {
    const news = engine.listExecutions(machineArn('migrate-tenant')).flatMap((tenant) => {
      const stops = stateTimeline(engine, tenant.executionArn);
      const from = told.get(tenant.name) ?? 0;
      told.set(tenant.name, stops.length);
      return stops.slice(from).map((stop) => ({ at: stop.at.getTime(), line: lineFor(tenant, stop) }));
    });
    return news.sort((a, b) => a.at - b.at).map(({ line }) => line);
  };
}

/**
 * `00:27:40 t-001 CheckUpdate guide 3-16, waiting for the update`: time since the tenant started, on the virtual clock.
 */
function lineFor({ name, startDate }: ExecutionDescription, { state, at }: Stop): string {
  const seconds = Math.floor((at.getTime() - startDate.getTime()) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const elapsed = parts.map((part) => String(part).padStart(2, '0')).join(':');
  const step = guideStepOf(state);
  const inWords = step ? `  ${describeGuideStep(step, 'en')}` : '';
  return `${elapsed}  ${tenantIdIn(name).padEnd(12)}  ${state.padEnd(inWords ? 24 : 0)}${inWords}`;
}
