import type { KeptEvidence } from '../../ports/kept-evidence.ts';
import { lazily } from '../lazily.ts';

/** The pictures that `S3Evidence` has kept, S3's client loaded with the first of them; why, `LazyS3Files` says. */
export function lazyS3KeptEvidence(bucket: string): KeptEvidence {
  const kept = lazily(async () => {
    const [{ S3KeptEvidence }, { s3Client }] = await Promise.all([
      import('./s3-kept-evidence.ts'),
      import('./client.ts'),
    ]);
    return new S3KeptEvidence({ client: s3Client(), bucket });
  });
  return {
    of: async (tenantId) => (await kept()).of(tenantId),
    read: async (key) => (await kept()).read(key),
  };
}
