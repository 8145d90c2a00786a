import { writeCsvRow } from '../lambdas/domain/intake/csv-writer.ts';

export const TENANTS = 1_000;

const HEADER = [
  'tenant_id',
  'company_name',
  'clp_login_id',
  'primary_email',
  'apex_central_url',
  'user_accounts',
  'notify_emails',
  'consent_reference',
  'consent_by',
  'consent_on',
];

/** A CSV of clean tenants, each with one Apex Central user account, so that every machine has something to do. */
export function manyTenants(count = TENANTS): string {
  return [HEADER, ...Array.from({ length: count }, (_, index) => row(index))]
    .map((cells) => writeCsvRow(cells))
    .join('');
}

function row(index: number): string[] {
  const id = `t-${String(index + 1).padStart(5, '0')}`;
  return [
    id,
    `架空商事${String(index + 1)}株式会社`,
    `clp-${id}`,
    `vision-one@${id}.example.jp`,
    `https://${id}.manage.trendmicro.com`,
    `bbb=bbb@${id}.example.jp`,
    `it@${id}.example.jp`,
    `DOC-${id}`,
    '架空 太郎',
    '2026-11-02',
  ];
}
