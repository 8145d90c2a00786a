import type { Timer, VirtualClock } from '../virtual-clock.ts';

/** Calls back once so many seconds have passed without a restart; without seconds it never does. */
export class Watch {
  readonly #clock: VirtualClock;
  readonly #seconds: number | undefined;
  readonly #onSilence: () => void;
  #timer: Timer | undefined;

  constructor(clock: VirtualClock, seconds: number | undefined, onSilence: () => void) {
    this.#clock = clock;
    this.#seconds = seconds;
    this.#onSilence = onSilence;
    this.restart();
  }

  restart(): void {
    this.stop();
    if (this.#seconds === undefined) return;
    this.#timer = this.#clock.at(this.#clock.now().getTime() + this.#seconds * 1000, this.#onSilence);
  }

  stop(): void {
    this.#timer?.cancel();
  }
}
