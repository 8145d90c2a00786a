import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { zipSync } from 'fflate';
import { completionPrefix } from '../../../lambdas/domain/report-keys.ts';
import { findDeployment } from '../deployment/find-deployment.ts';
import { listKeys, readBytes } from '../deployment/objects.ts';
import { storesOf } from '../deployment/stores.ts';
import { noTenant } from '../shared/no-tenant.ts';
import { givenPath } from '../shared/given-path.ts';
import { printJson } from '../shared/json.ts';
import type { CommonFlags } from '../shared/with-options.ts';

const PICTURE = /\.(?:jpe?g|png)$/iu;

/** The work of `evidence`. */
export async function writeEvidence(tenantId: string, flags: Flags): Promise<void> {
  const deployment = await findDeployment(flags);
  const { tenants } = storesOf(deployment);
  const [events, tenant, keys, reports] = await Promise.all([
    tenants.events(tenantId),
    tenants.read(tenantId),
    listKeys(deployment.evidenceBucket, `${tenantId}/`),
    listKeys(deployment.reportsBucket, completionPrefix(tenantId)),
  ]);
  if (events.length === 0 && keys.length === 0 && !tenant) throw noTenant(tenantId);
  const read = (bucket: string, found: readonly string[], prefix: string, folder: string) =>
    Promise.all(
      found.map(async (key) => [`${folder}/${key.slice(prefix.length)}`, await readBytes(bucket, key)] as const),
    );
  const [pictures, report] = await Promise.all([
    read(deployment.evidenceBucket, keys, `${tenantId}/`, 'pictures'),
    read(deployment.reportsBucket, reports, completionPrefix(tenantId), 'report'),
  ]);
  const parts: Record<string, Uint8Array> = {
    'journal.json': asJson({ tenantId, stage: tenant?.stage ?? null, consent: tenant?.consent ?? null, events }),
    ...Object.fromEntries([...pictures, ...report]),
  };
  const files = Object.entries(parts).map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) }));
  const manifest = asJson({ tenantId, deployment: deployment.called.en, files });
  const zip = zipSync(
    Object.fromEntries(
      // Pictures are compressed already; to try it again took most of the command's time.
      Object.entries({ 'manifest.json': manifest, ...parts }).map(([path, bytes]) => [
        path,
        [bytes, { level: PICTURE.test(path) ? 0 : 6 }],
      ]),
    ),
  );
  const path = givenPath(flags.to ?? `evidence-${tenantId}.zip`);
  await writeFile(path, zip);
  const answer = { tenantId, path, files: files.length, manifestSha256: sha256(manifest) };
  if (flags.json) printJson(answer);
  else process.stdout.write(inWords(answer, flags));
}

function inWords(
  { path, files, manifestSha256 }: { path: string; files: number; manifestSha256: string },
  { language }: Flags,
): string {
  const file = relative('', path);
  return language === 'ja'
    ? `${file}に ${String(files)}件を書き出しました。\nmanifest.jsonのSHA-256: ${manifestSha256}\n`
    : `${String(files)} files in ${file}\nSHA-256 of manifest.json: ${manifestSha256}\n`;
}

function asJson(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export type Flags = CommonFlags & { to?: string };
