import type { SignedLink } from '../ports/links.ts';
import { completionReportKey } from '../domain/report-keys.ts';
import { PlainPageError, type Visit } from './desk-site.ts';
import type { RouteAnswer } from './task-routes.ts';

/**
 * 作業完了報告書 behind the link of a completion mail: to the stakeholders of the row only, as it was written, until the
 * bucket forgets it. Opening it changes nothing, and there is no task behind it.
 */
export async function showReport(
  { ports, doors, request, language }: Visit,
  { task, recipient }: SignedLink,
): Promise<RouteAnswer> {
  if (request.method !== 'GET') throw new PlainPageError('wrongMethod');
  const tenant = await ports.tenants.read(task.subject);
  if (!tenant?.row.notifyEmails.includes(recipient)) throw new PlainPageError('foreignLink');
  const report = await doors.reports.read(completionReportKey(task.subject, language));
  return report ? { report } : { plain: 'noReport' };
}
