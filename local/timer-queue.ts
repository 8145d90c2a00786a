export interface QueuedTimer {
  readonly instant: number;
  readonly sequence: number;
  callback: (() => void) | undefined;
}

/** Timers by instant, then by the order they were added: a binary heap, because a large run holds 100,000 of them. */
export class TimerQueue {
  #heap: QueuedTimer[] = [];
  #sequence = 0;
  #dead = 0;

  add(instant: number, callback: () => void): QueuedTimer {
    const timer: QueuedTimer = { instant, sequence: this.#sequence++, callback };
    this.#heap.push(timer);
    this.#siftUp(this.#heap.length - 1);
    return timer;
  }

  /** Marks the timer dead; the dead leave together once they are most of the heap (each token holds a 7-day timer). */
  remove(timer: QueuedTimer): void {
    if (!timer.callback) return;
    timer.callback = undefined;
    if (++this.#dead > 64 && this.#dead > this.#heap.length / 2) this.#compact();
  }

  /** The instant of the next living timer. */
  next(): number | undefined {
    while (this.#heap[0] && !this.#heap[0].callback) {
      this.#pop();
      this.#dead--;
    }
    return this.#heap[0]?.instant;
  }

  /** Takes the next living timer out and hands over its callback. */
  take(): (() => void) | undefined {
    this.next();
    const timer = this.#pop();
    const callback = timer?.callback;
    if (timer) timer.callback = undefined;
    return callback;
  }

  clear(): void {
    this.#heap = [];
    this.#dead = 0;
  }

  #compact(): void {
    // Sorted is a valid heap.
    this.#heap = this.#heap
      .filter((timer) => timer.callback)
      .sort((a, b) => a.instant - b.instant || a.sequence - b.sequence);
    this.#dead = 0;
  }

  #pop(): QueuedTimer | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first && last && first !== last) {
      this.#heap[0] = last;
      this.#siftDown();
    }
    return first;
  }

  #siftUp(index: number): void {
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfEarlier(index, parent)) return;
      index = parent;
    }
  }

  #siftDown(): void {
    let index = 0;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const child = right < this.#heap.length && this.#isEarlier(right, left) ? right : left;
      if (child >= this.#heap.length || !this.#swapIfEarlier(child, index)) return;
      index = child;
    }
  }

  #swapIfEarlier(child: number, parent: number): boolean {
    if (!this.#isEarlier(child, parent)) return false;
    const [a, b] = [this.#heap[child], this.#heap[parent]];
    if (!a || !b) return false;
    this.#heap[child] = b;
    this.#heap[parent] = a;
    return true;
  }

  #isEarlier(a: number, b: number): boolean {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (!first || !second) return false;
    return first.instant < second.instant || (first.instant === second.instant && first.sequence < second.sequence);
  }
}
