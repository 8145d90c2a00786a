import type { InMemoryStack } from '../in-memory-stack.ts';
import type { Draw } from './draw.ts';
import type { EventKind, InjectedFault } from './fault-kinds.ts';

export interface HappeningsOptions {
  stack: InMemoryStack;
  draw: Draw;
  /** In a replay: whether this may happen again. */
  allows: (id: string) => boolean;
}

export interface Happening {
  kind: EventKind;
  /** What tells it from others of its kind. */
  of?: string;
  probability: number;
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

  later({ kind, of = '', probability, within, atLeast = 0 }: Happening, happen: () => Promise<unknown>): boolean {
    const { draw, allows } = this.#options;
    const id = `${kind} ${of}`.trim();
    if (!draw.chance(id, probability) || !allows(id)) return false;
    this.injected.push({ id, kind });
    this.after(draw.between(`${id} when`, atLeast, within), happen);
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
