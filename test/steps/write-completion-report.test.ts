import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { completionReportKey, manifestKey } from '../../lambdas/domain/report-keys.ts';
import { writeCompletionReport } from '../../lambdas/steps/email-stakeholders.ts';
import type { Tenant } from '../../lambdas/domain/tenant.ts';
import { anIntakeRow, EXECUTION } from '../builders.ts';
import { aTenantAt, fromNow, HOUR, NOW, portsWith, type TestPorts } from './kit.ts';

const migrated = aTenantAt('verified', {
  updateRequestedAt: fromNow(-HOUR),
  updatedAt: fromNow(-HOUR / 2),
  verifiedAt: NOW,
  countsBefore: { managedAgents: 120, unmanagedEndpoints: 3, agentsFqdn: 'example.manage.trendmicro.com', policies: 8 },
  countsAfter: { managedAgents: 121, unmanagedEndpoints: 2, agentsFqdn: 'example.manage.trendmicro.com', policies: 8 },
});

async function written(tenant: Tenant, prepare: (ports: TestPorts) => Promise<void> | void = () => {}) {
  const ports = portsWith({ tenants: [tenant] });
  await prepare(ports);
  await writeCompletionReport(ports, tenant);
  const body = (key: string): string => ports.files.reports.get(key)?.body ?? '';
  return {
    ja: body(completionReportKey('tenant-1', 'ja')),
    en: body(completionReportKey('tenant-1', 'en')),
    manifest: JSON.parse(body(manifestKey('tenant-1'))) as { files: { key: string; sha256: string }[] },
  };
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

describe('the completion report', () => {
  test('says what was done at each step of the guide, when, and by whose hands', async () => {
    const { ja, en } = await written(migrated, async ({ tenants }) => {
      await tenants.append('tenant-1', { at: NOW, by: EXECUTION, step: 'ConfirmLicence', what: 'done' });
      await tenants.append('tenant-1', { at: NOW, by: 'taro@msp.example', step: 'ProvisionConsole', what: 'done' });
      const what = 'looks again at 2026-12-05T12:20:00.000Z';
      await tenants.append('tenant-1', { at: NOW, by: EXECUTION, step: 'StartUpdate', what });
      await tenants.append('tenant-1', { at: NOW, by: EXECUTION, step: 'CheckProvisioning', what });
    });

    expect(ja).toMatch(/ガイド 1-1 ライセンスの確認<\/td><td>2026年12月5日\(土\) 21:00 \(JST\)<\/td><td>自動/u);
    expect(en).toMatch(/guide 2-10, [^<]*<\/td><td>[^<]*<\/td><td>taro@msp.example/u);
    expect(en).toContain('guide 3-12, starting the update');
    // A look is not work.
    expect(en).not.toContain('guide 2-12');
  });

  test('shows consent, both counts, users and what remains', async () => {
    const accounts = [{ name: 'AD\\eee', kind: 'directory', role: 'Operator' } as const];
    const { en } = await written({ ...migrated, accounts });

    for (const words of [
      'C-2026-001',
      '山田 太郎',
      '20 November 2026',
      '>120<',
      '>121<',
      'bbb@test.com',
      'AD\\eee (Operator): of your directory',
      'not yet',
      '1 to go',
      'Hand-over of the primary',
    ]) {
      expect(en).toContain(words);
    }
  });

  test('names no other tenant and shows no picture of one', async () => {
    const { ja, manifest } = await written(migrated, ({ keptEvidence }) => {
      keptEvidence.put('tenant-10', '3-17-updated', NOW, Buffer.from('of another'));
    });

    expect(ja).not.toContain('tenant-10');
    expect(JSON.stringify(manifest)).not.toContain('tenant-10');
  });

  test('shows the last picture of each proof, and lists all with their hashes', async () => {
    const { ja, manifest } = await written(migrated, ({ keptEvidence }) => {
      keptEvidence.put('tenant-1', '3-17-updated', fromNow(-HOUR), Buffer.from('first'));
      keptEvidence.put('tenant-1', '3-17-updated', NOW, Buffer.from('second'));
    });

    expect(ja).toContain(`data:image/jpeg;base64,${Buffer.from('second').toString('base64')}`);
    expect(ja).not.toContain(Buffer.from('first').toString('base64'));
    for (const text of ['first', 'second']) expect(ja).toContain(sha256(text));
    expect(manifest.files.map(({ sha256: hash }) => hash)).toEqual(
      expect.arrayContaining([sha256('first'), sha256(ja)]),
    );
  });

  test('says where there is no picture, no count, no consent and no journal, instead of inventing any', async () => {
    const { ja, en } = await written(aTenantAt('verified', { consent: undefined }));

    expect(ja.match(/画面の記録はありません/gu)).toHaveLength(6);
    expect(ja).toContain('記録なし');
    expect(ja + en).not.toMatch(/undefined|null|NaN|Invalid/u);
  });

  test('takes two hundred users and a name with markup', async () => {
    const accounts = Array.from({ length: 200 }, (_, i) => ({
      name: `u${String(i)}<i>`,
      email: `u${String(i)}@test.com`,
    }));
    const row = anIntakeRow({ companyName: '<script>x</script>', userAccounts: { kind: 'listed', accounts } });
    const { ja } = await written({ ...migrated, row });

    expect(ja).toContain('u199@test.com');
    expect(ja).not.toMatch(/<script|<i>/u);
  });

  test('loads nothing and links nowhere: it is filed on paper', async () => {
    const { ja } = await written(migrated);

    expect(ja).not.toMatch(/(?:src|href)="(?!data:)/u);
  });
});
