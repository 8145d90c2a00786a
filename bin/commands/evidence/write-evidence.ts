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
import type { Flags } from '../evidence.ts';

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
  const pictures = await Promise.all(
    keys.map(
      async (key) =>
        [`pictures/${key.slice(tenantId.length + 1)}`, await readBytes(deployment.evidenceBucket, key)] as const,
    ),
  );
  const parts: Record<string, Uint8Array> = {
    'journal.json': asJson({ tenantId, stage: tenant?.stage ?? null, consent: tenant?.consent ?? null, events }),
    ...Object.fromEntries(pictures),
  };
  for (const key of reports)
    parts[`report/${key.slice(completionPrefix(tenantId).length)}`] = await readBytes(deployment.reportsBucket, key);
  const files = Object.entries(parts).map(([path, bytes]) => ({ path, bytes: bytes.length, sha256: sha256(bytes) }));
  const manifest = asJson({ tenantId, deployment: deployment.called.en, files });
  const zip = zipSync({ 'manifest.json': manifest, ...parts });
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
    ? `${file} に ${String(files)} 件を書き出しました。\nmanifest.json の SHA-256: ${manifestSha256}\n`
    : `${String(files)} files in ${file}\nSHA-256 of manifest.json: ${manifestSha256}\n`;
}

function asJson(value: unknown): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
