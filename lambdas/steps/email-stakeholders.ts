import { stakeholdersNewsKey } from '../domain/mail-keys.ts';
import { completionMail } from '../domain/mails/completion-mail.ts';
import { COMPLETION_REPORT } from '../domain/desk-task.ts';
import type { BatchTenant } from '../domain/batch.ts';
import { hasReached } from '../domain/tenant.ts';
import type { Deed } from '../domain/statements/catalogue.ts';
import type { Ports } from '../ports/index.ts';
import type { TenantRun } from './claim-tenant.ts';
import { tellOfFailure } from './shared/tell-of-failure.ts';
import { writeCompletionReport, type CompletionPorts } from './shared/write-completion-report.ts';

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
  if (inBatch?.outcome?.outcome === 'migrated') await tellStakeholders(ports, inBatch);
  if (inBatch?.outcome?.outcome === 'needsAttention') await tellOfFailure(ports, inBatch);
}

async function tellStakeholders(ports: MailPorts, inBatch: BatchTenant) {
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
