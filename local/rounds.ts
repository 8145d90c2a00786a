import type { VirtualClock } from './virtual-clock.ts';

/** Of the rule on AWS. */
const QUARTER_OF_AN_HOUR = 15 * 60_000;

export interface RoundsOptions {
  clock: Pick<VirtualClock, 'at' | 'now'>;
  isAnythingRunning: () => boolean;
  /** Never rejects. */
  round: () => Promise<void>;
}

/**
 * The rule that calls `on-schedule`, on the virtual clock: as long as anything runs, and no longer, so that a run is over
 * when its executions are.
 */
export class Rounds {
  readonly #options: RoundsOptions;
  #isWaiting = false;

  constructor(options: RoundsOptions) {
    this.#options = options;
  }

  /** Something is about to run; harmless where rounds have begun. */
  begin(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    const { clock, isAnythingRunning, round } = this.#options;
    clock.at(clock.now().getTime() + QUARTER_OF_AN_HOUR, () => {
      this.#isWaiting = false;
      if (!isAnythingRunning()) return;
      this.begin();
      void round();
    });
  }
}
