import { guideStepOf } from '../../lambdas/domain/guide.ts';
import { tenantIdIn } from '../../lambdas/domain/names.ts';
import { describeGuideStep } from '../../lambdas/domain/texts/guide-steps.ts';
import { machineArn } from '../deployment.ts';
import type { ExecutionDescription } from '../states/engine-types.ts';
import type { StepFunctionsEngine } from '../states/step-functions-engine.ts';
import { wayOf, type Stop } from '../way-of.ts';

const LOOKS_APART_MILLISECONDS = 100;
/** With more tenants than this a line for each state would hide what matters: only ends are told. */
const FEW = 20;

export interface ProgressOptions {
  engine: StepFunctionsEngine;
  output: NodeJS.WriteStream;
}

/**
 * Shows where each tenant is: on a terminal a line per tenant that changes in place, elsewhere a plain line for each
 * state. Reads the interpreter's histories now and then, so that it neither slows a run down nor misses a state.
 */
export class Progress {
  readonly #engine: StepFunctionsEngine;
  readonly #output: NodeJS.WriteStream;
  readonly #told = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #linesOnScreen = 0;

  constructor({ engine, output }: ProgressOptions) {
    this.#engine = engine;
    this.#output = output;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#look();
    }, LOOKS_APART_MILLISECONDS);
  }

  /** Shows the last state of everything. */
  stop(): void {
    clearInterval(this.#timer);
    this.#look();
  }

  /** Writes something else, below what has been shown. */
  say(text: string): void {
    this.#look();
    this.#output.write(text);
    this.#linesOnScreen = 0;
  }

  #look(): void {
    const tenants = this.#engine.listExecutions(machineArn('migrate-tenant')).reverse();
    const fits = tenants.length <= (this.#output.rows || FEW) - 2;
    if (this.#output.isTTY && fits) this.#redraw(tenants);
    else this.#tell(tenants);
  }

  #redraw(tenants: readonly ExecutionDescription[]): void {
    const width = (this.#output.columns || 80) - 1;
    if (this.#linesOnScreen > 0) this.#output.moveCursor(0, -this.#linesOnScreen);
    for (const tenant of tenants) {
      const last = wayOf(this.#engine, tenant.executionArn).at(-1);
      this.#output.clearLine(0);
      this.#output.write(`${last ? lineFor(tenant, last).slice(0, width) : ''}\n`);
    }
    this.#linesOnScreen = tenants.length;
  }

  #tell(tenants: readonly ExecutionDescription[]): void {
    const few = tenants.length <= FEW;
    // Of many, only those that have ended and not been told are read: histories are long.
    const worthReading = few
      ? tenants
      : tenants.filter(({ name, status }) => status !== 'RUNNING' && !this.#told.has(name));
    const news = worthReading.flatMap((tenant) => {
      const stops = wayOf(this.#engine, tenant.executionArn);
      const told = this.#told.get(tenant.name) ?? 0;
      this.#told.set(tenant.name, stops.length);
      return (few ? stops.slice(told) : stops.slice(-1)).map((stop) => ({
        at: stop.at.getTime(),
        line: lineFor(tenant, stop),
      }));
    });
    for (const { line } of news.sort((a, b) => a.at - b.at)) this.#output.write(`${line}\n`);
  }
}

/** `00:27:40  t-001  CheckUpdate  guide 3-16, waiting for the update`: time since the tenant started, on the virtual clock. */
function lineFor({ name, startDate }: ExecutionDescription, { state, at }: Stop): string {
  const seconds = Math.floor((at.getTime() - startDate.getTime()) / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const elapsed = parts.map((part) => String(part).padStart(2, '0')).join(':');
  const step = guideStepOf(state);
  const inWords = step ? `  ${describeGuideStep(step, 'en')}` : '';
  return `${elapsed}  ${tenantIdIn(name).padEnd(12)}  ${state.padEnd(inWords ? 24 : 0)}${inWords}`;
}
