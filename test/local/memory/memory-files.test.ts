import { describe } from 'vitest';
import { MemoryFiles } from '../../../local/memory/memory-files.ts';
import { filesContract } from '../../contracts/files-contract.ts';

const files = new MemoryFiles();

describe('MemoryFiles', () => {
  filesContract('memory', {
    files,
    upload: async (key, bytes) => files.upload(key, bytes),
    report: async (key) => files.reports.get(key),
  });
});
