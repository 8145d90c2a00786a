import type { PressNotice } from './press-notices.ts';

/** Which mail about a tenant: of this batch, to this address. */
interface MailOfBatch {
  batchId: string;
  tenantId: string;
  to: string;
}

/** What a notice of a final press is sent once for. */
export function noticeKey({ batchId, tenantId, to }: MailOfBatch, notice: PressNotice): string {
  return ['notice', batchId, tenantId, notice, to].join('#');
}

/** What the operator is told once for: that a mail of this kind did not reach this address. */
export function undeliveredNewsKey({ batchId, tenantId, to }: MailOfBatch, kind: string): string {
  return ['undelivered', batchId, tenantId, kind, to].join('#');
}

/** What stakeholders are told once for, in whatever batch: that the tenant is migrated, that it is theirs. */
export const STAKEHOLDERS_NEWS = ['migrated', 'handedOver'] as const;

export function stakeholdersNewsKey(news: (typeof STAKEHOLDERS_NEWS)[number], tenantId: string, to: string): string {
  return [news, tenantId, to].join('#');
}
