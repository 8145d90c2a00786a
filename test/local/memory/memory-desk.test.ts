import { describe } from 'vitest';
import { MemoryDesk } from '../../../local/memory/memory-desk.ts';
import { deskContract } from '../../contracts/desk-contract.ts';

describe('MemoryDesk', () => {
  deskContract(() => new MemoryDesk());
});
