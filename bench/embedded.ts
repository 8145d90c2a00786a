import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareOutDirectory } from '../local/run/out-directory.ts';
import { runBatch } from '../local/run/run-batch.ts';
import { manyTenants, TENANTS } from './many-tenants.ts';
import { secondsOf, type Section } from './section.ts';

/** As `npm start -- bench.csv --speed max` does it, reports and mails included. */
export const embedded: Section = {
  name: 'embedded',
  what: `${TENANTS.toLocaleString('en')} tenants through all machines, over the embedded services (dynalite, S3, KMS, SES)`,
  run: async () => {
    const directory = await mkdtemp(join(tmpdir(), 'visionlift-bench-'));
    try {
      const files = { name: 'bench.csv', csv: Buffer.from(manyTenants()), scenario: undefined };
      const out = await prepareOutDirectory({ out: directory, goOn: false, command: 'npm run bench' });
      const { signal } = new AbortController();
      let migrated = 0;
      const seconds = await secondsOf(async () => {
        ({ migrated } = await runBatch({
          files,
          out,
          speed: 'max',
          hands: 'scripted',
          output: process.stderr,
          signal,
        }));
      });
      if (migrated !== TENANTS) throw new Error(`${String(migrated)} of ${String(TENANTS)} tenants were migrated`);
      return {
        seconds: { says: 'all of them', value: seconds, unit: 's' },
        perSecond: { says: 'tenants in a second', value: TENANTS / seconds, unit: 'tenants' },
      };
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
};
