import { describe } from 'vitest';
import { MemoryUserStore } from '../../../local/memory/memory-user-store.ts';
import { userStoreContract } from '../../contracts/user-store-contract.ts';

describe('MemoryUserStore', () => {
  userStoreContract(() => new MemoryUserStore());
});
