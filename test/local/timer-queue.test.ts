import { describe, expect, it } from 'vitest';
import { TimerQueue } from '../../local/timer-queue.ts';

function take(queue: TimerQueue, taken: string[]): string | undefined {
  queue.take()?.();
  return taken.at(-1);
}

describe('a queue of timers', () => {
  it('hands them out by instant, then by the order they were added', () => {
    const queue = new TimerQueue();
    const taken: string[] = [];
    for (const [name, instant] of [
      ['d', 4],
      ['b', 2],
      ['c', 2],
      ['a', 1],
    ] as const) {
      queue.add(instant, () => taken.push(name));
    }
    for (let count = 0; count < 4; count++) queue.take()?.();
    expect(taken).toEqual(['a', 'b', 'c', 'd']);
    expect(queue.take()).toBeUndefined();
  });

  it('shows the next living one, past those that were removed', () => {
    const queue = new TimerQueue();
    const first = queue.add(1, () => undefined);
    queue.add(2, () => undefined);
    queue.remove(first);
    expect(queue.next()).toBe(2);
  });

  it('keeps its order when the dead leave together', () => {
    const queue = new TimerQueue();
    const taken: string[] = [];
    const timers = Array.from({ length: 500 }, (_, index) => {
      const instant = (index * 37) % 500;
      return queue.add(instant, () => taken.push(String(instant)));
    });
    timers.forEach((timer, index) => {
      if (index % 5 !== 0) queue.remove(timer);
    });
    for (let count = 0; count < 100; count++) take(queue, taken);
    expect(taken.map(Number)).toEqual(taken.map(Number).toSorted((a, b) => a - b));
    expect(taken).toHaveLength(100);
    expect(queue.next()).toBeUndefined();
  });

  it('takes the removal of a timer that has been handed out for nothing', () => {
    const queue = new TimerQueue();
    const timer = queue.add(1, () => undefined);
    queue.take();
    queue.add(2, () => undefined);
    queue.remove(timer);
    expect(queue.next()).toBe(2);
  });

  it('is empty once cleared', () => {
    const queue = new TimerQueue();
    queue.add(1, () => undefined);
    queue.clear();
    expect(queue.next()).toBeUndefined();
  });
});
