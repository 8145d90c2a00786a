import { describe } from 'vitest';
import { MemorySwitches } from '../../../local/memory/memory-switches.ts';
import { switchesContract } from '../../contracts/switches-contract.ts';

describe('MemorySwitches', () => {
  switchesContract(() => new MemorySwitches());
});
