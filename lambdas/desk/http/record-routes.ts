import { sayingIn } from '../../domain/language.ts';
import { TENANT_FIGURES } from '../../domain/outcome.ts';
import { PlainPageError, type RequestContext } from './desk-site.ts';
import { manualPage } from './pages/manual-page.ts';
import { batchRecordPage, tenantRecordPage } from './pages/record-pages.ts';
import type { RouteAnswer } from './task-routes.ts';

/** Tenants on one page. */
const SHOWN = 60;

/** `/tenants/<id>`: for anyone who was called at night, and for an auditor; nothing can be pressed there. */
export async function showTenant({ ports, language }: RequestContext, tenantId: string): Promise<RouteAnswer> {
  const { tenants, batches, desk, settings } = ports;
  const tenant = await tenants.read(tenantId);
  if (!tenant) throw new PlainPageError('notFound');
  const [inBatch, tasks, events] = await Promise.all([
    batches.readTenant(tenant.batchId, tenantId),
    desk.of(tenantId),
    tenants.events(tenantId),
  ]);
  const record = { tenant, outcome: inBatch?.outcome, tasks, events, places: settings };
  const body = tenantRecordPage(record, { language, zone: settings.zone });
  return { status: 200, title: `${tenant.row.companyName} (${tenantId})`, body };
}

/**
 * `/batches/<id>?outcome=needsAttention&after=<tenant id>`: behind each figure its tenants, in the order of their ids.
 * A word that names no figure is not asked for: the page shows all, and says so.
 */
export async function showBatch({ ports, request, language }: RequestContext, batchId: string): Promise<RouteAnswer> {
  const { batches, settings } = ports;
  const batch = await batches.read(batchId);
  if (!batch) throw new PlainPageError('notFound');
  const { query } = request;
  const figure = TENANT_FIGURES.find((name) => name === query.get('outcome'));
  const page = await batches.searchTenants(batchId, { most: SHOWN, figure, after: query.get('after') || undefined });
  const body = batchRecordPage({ batch, ...page, figure }, { language, zone: settings.zone });
  return { status: 200, title: sayingIn(language)(`バッチ ${batchId}`, `Batch ${batchId}`), body };
}

/**
 * `/runbook`, `/runbook/<section>`: what to do about an alarm, to the one who was called; as it was when this was
 * deployed.
 */
export function showManual({ language }: RequestContext, name: string | undefined): RouteAnswer {
  const page = manualPage(name, language);
  if (!page) throw new PlainPageError('notFound');
  return { status: 200, ...page };
}
