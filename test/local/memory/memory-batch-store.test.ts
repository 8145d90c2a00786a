import { describe } from 'vitest';
import { MemoryBatchStore } from '../../../local/memory/memory-batch-store.ts';
import { batchStoreContract } from '../../contracts/batch-store-contract.ts';

const store = new MemoryBatchStore();

describe('MemoryBatchStore', () => {
  batchStoreContract(() => store);
});
