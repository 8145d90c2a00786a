import { stakeholdersNewsKey } from '../domain/mail-keys.ts';
import { completionMail } from '../domain/mails/completion-mail.ts';
import { COMPLETION_REPORT } from '../domain/desk-task.ts';
import type { BatchTenant } from '../domain/batch.ts';
import { hasReached, type Tenant } from '../domain/tenant.ts';
import type { Deed } from '../domain/statements/catalogue.ts';
import type { Ports } from '../ports/index.ts';
import type { TenantRun } from './claim-tenant.ts';
import { notifyOfFailure } from './shared/notify-of-failure.ts';
import { createHash } from 'node:crypto';
import { completionReportKey, manifestKey } from '../domain/report-keys.ts';
import { PROOFS, type EvidencePicture } from '../domain/reports/completion-evidence.ts';
import { completionReport } from '../domain/reports/completion-report.ts';
import type { KeptPicture } from '../ports/kept-evidence.ts';

type MailPorts = Pick<Ports, 'batches' | 'mailer' | 'links'> & CompletionPorts;

/** Milliseconds for which the link to the completion report opens it; as long as the pictures are kept. */
const REPORT_OPENS_FOR = 90 * 24 * 60 * 60_000;

/**
 * Tells the stakeholders of a migrated tenant, each in a mail of their own and once across all batches; tells the
 * operator of a tenant that needs attention, or sees that it is told. Only when all have been told, and the completion
 * report is there, is the tenant "already migrated" for others.
 */
export async function emailStakeholders(ports: MailPorts, { batchId, tenantId }: TenantRun): Promise<void> {
  const inBatch = await ports.batches.readTenant(batchId, tenantId);
  if (inBatch?.outcome?.outcome === 'migrated') await notifyStakeholders(ports, inBatch);
  if (inBatch?.outcome?.outcome === 'needsAttention') await notifyOfFailure(ports, inBatch);
}

async function notifyStakeholders(ports: MailPorts, inBatch: BatchTenant) {
  const { tenants, mailer, settings, clock } = ports;
  const { batchId, tenantId, row } = inBatch;
  const tenant = await tenants.read(tenantId);
  if (!tenant) throw new Error(`there is no record of tenant ${tenantId}`);
  const refusals: unknown[] = [];
  for (const to of row.notifyEmails) {
    const key = stakeholdersNewsKey('migrated', tenantId, to);
    // An address that the mail service refuses does not keep the others from their mail.
    await mailer
      .sendOnce(key, completionMail({ tenant, to, reportUrl: await reportUrlFor(ports, tenantId, to) }, settings))
      .catch((error: unknown) => refusals.push(error));
  }
  if (refusals.length > 0) {
    const what: Deed = { code: 'completionMailsRefused', refused: refusals.length, all: row.notifyEmails.length };
    await tenants.append(tenantId, { at: clock.now().toISOString(), by: batchId, step: 'EmailStakeholders', what });
    throw refusals[0];
  }
  if (hasReached(tenant, 'told')) return;
  // After the mails: whatever is wrong with a picture keeps nobody from the news.
  await writeCompletionReport(ports, tenant);
  await tenants.change(tenant, null, { stage: 'told', toldAt: clock.now().toISOString() });
}

/** Of the report that is written right after the mails; none where there is no desk that could show it. */
async function reportUrlFor({ links, settings, clock }: MailPorts, tenantId: string, to: string) {
  if (settings.deskOrigin === undefined) return undefined;
  const expiresAt = new Date(clock.now().getTime() + REPORT_OPENS_FOR);
  const task = { subject: tenantId, step: COMPLETION_REPORT };
  return links.linkTo({ task, purpose: 'report', recipient: to, expiresAt });
}

type CompletionPorts = Pick<Ports, 'tenants' | 'users' | 'files' | 'keptEvidence' | 'settings' | 'clock'>;

/**
 * Writes 作業完了報告書 of a migrated tenant in both languages, and the manifest of hashes it rests on. `EmailStakeholders`
 * calls it; anyone who has more to say later (a user upgraded, the account handed over) may call it again.
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
