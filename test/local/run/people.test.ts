import { expect, test, vi } from 'vitest';
import type { EmbeddedStack } from '../../../local/embedded-stack.ts';
import { People } from '../../../local/run/people.ts';

test('time does not jump over a task that is filed while nobody was found to be asked', async () => {
  vi.useFakeTimers();
  let filings = 0;
  const limits: number[] = [];
  const stack = {
    filings: () => filings,
    ports: {
      desk: {
        open: async function* () {
          filings++;
        },
      },
    },
    clock: { isBusy: false, limit: (speed: number) => limits.push(speed) },
    desk: { quietFor: () => Infinity },
  };
  const people = new People({ stack: stack as unknown as EmbeddedStack, onWaiting: () => undefined });
  people.watch();
  await vi.advanceTimersByTimeAsync(1_000);
  people.stop();
  vi.useRealTimers();

  expect(filings).toBeGreaterThan(1);
  expect(limits).toEqual([]);
});
