import type { ExecutionDescription } from '../states/engine-types.ts';
import type { StepFunctionsEngine } from '../states/step-functions-engine.ts';
import { machineArn } from '../deployment.ts';
import type { VirtualClock } from '../virtual-clock.ts';

const LOOKS_APART_MILLISECONDS = 100;
/** With more tenants than this a line for each state would hide what matters: only ends are told. */
const FEW = 20;

export interface ProgressOptions {
  engine: StepFunctionsEngine;
  clock: VirtualClock;
  output: NodeJS.WriteStream;
}

/**
 * Shows where each tenant is: on a terminal a line per tenant that changes in place, elsewhere a plain line for each
 * step. Looks at the interpreter's histories now and then, so that it can neither slow a run down nor miss a state.
 */
export class Progress {
  readonly #options: ProgressOptions;
  readonly #startedAt: number;
  readonly #seen = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #linesOnScreen = 0;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#startedAt = options.clock.now().getTime();
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

  #look(): void {
    const tenants = this.#options.engine.listExecutions(machineArn('migrate-tenant')).reverse();
    if (this.#options.output.isTTY && tenants.length <= (this.#options.output.rows || FEW) - 2) this.#redraw(tenants);
    else this.#tell(tenants);
  }

  #redraw(tenants: readonly ExecutionDescription[]): void {
    const { output } = this.#options;
    const width = output.columns || 80;
    const lines = tenants.map((tenant) => this.#line(tenant, this.#statesOf(tenant).at(-1) ?? '').slice(0, width - 1));
    if (this.#linesOnScreen > 0) output.moveCursor(0, -this.#linesOnScreen);
    for (const line of lines) {
      output.clearLine(0);
      output.write(`${line}\n`);
    }
    this.#linesOnScreen = lines.length;
  }

  #tell(tenants: readonly ExecutionDescription[]): void {
    for (const tenant of tenants) {
      const states = this.#statesOf(tenant);
      const seen = this.#seen.get(tenant.name) ?? 0;
      this.#seen.set(tenant.name, states.length);
      const news = states.slice(seen).filter((state) => tenants.length <= FEW || isEnd(state));
      for (const state of news) this.#options.output.write(`${this.#line(tenant, state)}\n`);
    }
  }

  #line({ name }: ExecutionDescription, state: string): string {
    const tenantId = name.split('--')[0] ?? name;
    return `${this.#elapsed()}  ${tenantId.padEnd(12)}  ${state}`;
  }

  #statesOf({ executionArn }: ExecutionDescription): readonly string[] {
    return this.#options.engine.figuresOf(executionArn).states;
  }

  /** Hours, minutes and seconds on the virtual clock. */
  #elapsed(): string {
    const seconds = Math.floor((this.#options.clock.now().getTime() - this.#startedAt) / 1000);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return parts.map((part) => String(part).padStart(2, '0')).join(':');
  }
}

function isEnd(state: string): boolean {
  return state.startsWith('Tenant');
}
