import type { InMemoryStack } from '../in-memory-stack.ts';
import type { Draw } from './draw.ts';
import type { Allows, EventKind, InjectedFault } from './fault-kinds.ts';

export interface HappeningsOptions {
  stack: InMemoryStack;
  draw: Draw;
  allows: Allows;
}

interface Drawn {
  kind: EventKind;
  /** What tells it from others of its kind. */
  of?: string;
  probability: number;
}

export interface Happening extends Drawn {
  /** It comes at a drawn instant within so many milliseconds, */
  within: number;
  /** and no earlier than after so many. */
  atLeast?: number;
}

/** What comes from outside at some instant of a run: events, and people. */
export class Happenings {
  readonly injected: InjectedFault[] = [];
  readonly #options: HappeningsOptions;

  constructor(options: HappeningsOptions) {
    this.#options = options;
  }

  later({ within, atLeast = 0, ...drawn }: Happening, happen: () => Promise<unknown>): boolean {
    if (!this.isDrawn(drawn)) return false;
    this.after(this.#options.draw.between(`${idOf(drawn)} when`, atLeast, within), happen);
    return true;
  }

  /** Whether this happens, by a turn that is taken anyway. */
  isDrawn(drawn: Drawn): boolean {
    const { draw, allows } = this.#options;
    const fault = { id: idOf(drawn), kind: drawn.kind };
    if (!draw.chance(fault.id, drawn.probability) || !allows(fault)) return false;
    this.injected.push(fault);
    return true;
  }

  /** What is no fault, and happens in every replay. */
  after(milliseconds: number, happen: () => Promise<unknown>): void {
    const { clock, faults } = this.#options.stack;
    clock.at(clock.now().getTime() + milliseconds, () => {
      clock.busy(happen).catch((error: unknown) => faults.push(error));
    });
  }
}

function idOf({ kind, of = '' }: Drawn): string {
  return `${kind} ${of}`.trim();
}
