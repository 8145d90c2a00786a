import type { ExecutionClosed } from '../states/engine-types.ts';
import type { StepFunctionsEngine } from '../states/step-functions-engine.ts';
import type { Draw } from './draw.ts';
import type { Happenings } from './happenings.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** An hour later, when nothing has changed; on the last day but one on which AWS allows it, when everything may have. */
const WHEN = [
  { atLeast: HOUR, within: 2 * HOUR },
  { atLeast: 13 * DAY, within: 14 * DAY - HOUR },
] as const;
/** What was stopped somewhere is the more interesting; what failed re-enters its Fail state. */
const PROBABILITIES: Readonly<Record<string, number>> = { ABORTED: 0.5, FAILED: 0.1, TIMED_OUT: 0.5 };
/** A redriven execution that does not succeed may be redriven, and so on. */
const MOST_REDRIVES = 3;

export interface RedrivesOptions {
  engine: StepFunctionsEngine;
  draw: Draw;
  happenings: Happenings;
  onRedrive: (executionArn: string) => void;
}

/** An operator who redrives what was stopped, or failed, whatever the runbook says. */
export class Redrives {
  #options: RedrivesOptions | undefined;
  #pending = 0;

  comeIn(options: RedrivesOptions): void {
    this.#options = options;
  }

  /** Whether one is still to come. */
  get pending(): boolean {
    return this.#pending > 0;
  }

  /** For the option `onClosed` of the stack. */
  closed({ executionArn, name, status }: ExecutionClosed): void {
    const { engine, draw, happenings, onRedrive } = this.#here();
    const { redriveCount = 0 } = engine.describeExecution(executionArn);
    const probability = PROBABILITIES[status] ?? 0;
    if (probability === 0 || redriveCount >= MOST_REDRIVES) return;
    // A tenant and its hand-over go by one name.
    const machine = executionArn.split(':').at(-2) ?? '';
    const of = `${machine} ${name} ${String(redriveCount)}`;
    const when = draw.pick(`redriven ${of} then`, WHEN);
    const isToCome = happenings.later({ kind: 'redriven', of, probability, ...when }, async () => {
      this.#pending--;
      onRedrive(executionArn);
      engine.redriveExecution({ executionArn });
    });
    if (isToCome) this.#pending++;
  }

  #here(): RedrivesOptions {
    if (!this.#options) throw new Error('nobody has come in yet');
    return this.#options;
  }
}
