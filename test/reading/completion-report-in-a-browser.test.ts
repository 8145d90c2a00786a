import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completionReportKey } from '../../lambdas/domain/report-keys.ts';
import { writeCompletionReport } from '../../lambdas/steps/email-stakeholders.ts';
import { anIntakeRow, EXECUTION } from '../builders.ts';
import { aTenantAt, fromNow, HOUR, NOW, portsWith } from '../steps/kit.ts';
import { barriersOn, DESKTOP, overhangOf, PHONE, photograph, photographPaper, Reader } from './a-reader.ts';

const PICTURE = readFileSync(new URL('../../docs/pictures/system-update-notice.jpg', import.meta.url));

let reader: Reader;
beforeAll(async () => {
  reader = await Reader.start();
}, 60_000);
afterAll(() => reader.end());

test.each(['ja', 'en'] as const)(
  'the completion report can be read on a desktop, on a phone and on paper, by everybody: %s',
  async (language) => {
    const tenant = aTenantAt('verified', {
      row: anIntakeRow({ companyName: '株式会社サンプル商店' }),
      licence: { product: 'Apex One SaaS', seats: 120, kind: '製品版', expiresOn: '2027-06-30', status: 'valid' },
      updateRequestedAt: fromNow(-HOUR),
      updatedAt: fromNow(-HOUR / 2),
      verifiedAt: NOW,
      countsBefore: {
        managedAgents: 120,
        unmanagedEndpoints: 3,
        agentsFqdn: 'example.manage.trendmicro.com',
        policies: 8,
      },
      countsAfter: {
        managedAgents: 121,
        unmanagedEndpoints: 2,
        agentsFqdn: 'example.manage.trendmicro.com',
        policies: 8,
      },
    });
    const ports = portsWith({ tenants: [tenant], settings: { operatorTicket: 'CHG-2026-0123' } });
    const steps = ['ConfirmLicence', 'ConfirmUserAccounts', 'ClaimPrimaryAccount', 'ProvisionConsole', 'VerifyConsole'];
    for (const step of steps) await ports.tenants.append('tenant-1', { at: NOW, by: EXECUTION, step, what: 'done' });
    ports.keptEvidence.put('tenant-1', '3-14-notice-ticked', NOW, PICTURE);
    await writeCompletionReport(ports, tenant);

    await reader.read(
      ports.files.reports.get(completionReportKey('tenant-1', language))?.body ?? '',
      DESKTOP,
      async (page) => {
        await photograph(page, `completion-report.${language}`);
        expect(await barriersOn(page)).toEqual([]);
        await photographPaper(page, `completion-report.${language}`);

        await page.setViewportSize(PHONE);
        await photograph(page, `completion-report.${language}-phone`);
        expect(await overhangOf(page)).toBe(0);
      },
    );
  },
);
