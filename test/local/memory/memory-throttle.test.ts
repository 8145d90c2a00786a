import { describe } from 'vitest';
import { MemoryThrottle } from '../../../local/memory/memory-throttle.ts';
import { throttleContract } from '../../contracts/throttle-contract.ts';
import { NOW, SettableClock } from '../../steps/kit.ts';

describe('MemoryThrottle', () => {
  const clock = new SettableClock(NOW);
  const throttle = new MemoryThrottle(clock);
  throttleContract(() => throttle, clock);
});
