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

/** A CSV of `count` clean tenants from number `first` on, each with one Apex Central user account, so that every machine has something to do. */
export function manyTenants(count = TENANTS, first = 0): string {
  return [HEADER, ...Array.from({ length: count }, (_, index) => row(first + index))]
    .map((cells) => writeCsvRow(cells))
    .join('');
}

export function tenantIdOf(index: number): string {
  return `t-${String(index + 1).padStart(5, '0')}`;
}

function row(index: number): string[] {
  const id = tenantIdOf(index);
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
