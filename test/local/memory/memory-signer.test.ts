import { describe } from 'vitest';
import { MemorySigner } from '../../../local/memory/memory-signer.ts';
import { signerContract } from '../../contracts/signer-contract.ts';

describe('MemorySigner', () => {
  const signer = new MemorySigner();
  signerContract(() => signer);
});
