import { afterAll, vi } from 'vitest';

/** After each file that shares its process: what it said of the environment is not for the next one. */
afterAll(() => {
  vi.unstubAllEnvs();
});
