import { createHash } from 'node:crypto';
import { completionReportKey, manifestKey } from '../../domain/report-keys.ts';
import { PROOFS, type EvidencePicture } from '../../domain/reports/completion-evidence.ts';
import { completionReport } from '../../domain/reports/completion-report.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { KeptPicture } from '../../ports/kept-evidence.ts';
import type { Ports } from '../../ports/index.ts';

export type CompletionPorts = Pick<Ports, 'tenants' | 'users' | 'files' | 'keptEvidence' | 'settings' | 'clock'>;

/**
 * Writes 作業完了報告書 of a migrated tenant in both languages, and the manifest of hashes it rests on. `EmailStakeholders`
 * calls it; whoever has more to say later (a user upgraded, the account handed over) may call it again.
 */
export async function writeCompletionReport(ports: CompletionPorts, tenant: Tenant): Promise<void> {
  const { tenants, users, files, keptEvidence, settings, clock } = ports;
  const { tenantId } = tenant;
  const [events, upgrades, kept] = await Promise.all([
    tenants.events(tenantId),
    users.list(tenantId),
    keptEvidence.of(tenantId),
  ]);
  const { pictures, listed } = await readPictures(ports, kept);
  const writtenAt = clock.now().toISOString();
  const records = { tenant, events, users: upgrades, pictures, defaultHands: settings.defaultHands, writtenAt };
  for (const language of ['ja', 'en'] as const) {
    const key = completionReportKey(tenantId, language);
    const report = completionReport(records, settings, language);
    await files.writeReport(key, report, 'text/html; charset=utf-8');
    listed.push({ key, sha256: sha256Of(report) });
  }
  // Last: a manifest names only what is there.
  const manifest = JSON.stringify({ tenantId, writtenAt, files: listed }, null, 2);
  await files.writeReport(manifestKey(tenantId), `${manifest}\n`, 'application/json');
}

/** One after the other, with only those that the report shows held in memory: a picture has some 100 kB. */
async function readPictures({ keptEvidence }: CompletionPorts, kept: readonly KeptPicture[]) {
  const shown = new Set(PROOFS.map(({ step }) => kept.findLast(({ name }) => name.startsWith(`${step}-`))?.key));
  const pictures: EvidencePicture[] = [];
  const listed: { key: string; sha256: string }[] = [];
  for (const { key, name, at } of kept) {
    const bytes = await keptEvidence.read(key);
    if (!bytes) continue;
    const sha256 = sha256Of(bytes);
    const jpeg = shown.has(key) ? Buffer.from(bytes).toString('base64') : undefined;
    pictures.push({ name, at, sha256, jpeg });
    listed.push({ key, sha256 });
  }
  return { pictures, listed };
}

function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
