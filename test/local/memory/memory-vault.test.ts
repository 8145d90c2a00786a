import { describe } from 'vitest';
import { MemoryVault } from '../../../local/memory/memory-vault.ts';
import { vaultContract } from '../../contracts/vault-contract.ts';

describe('MemoryVault', () => {
  vaultContract(() => new MemoryVault());
});
