import type { Language } from './language.ts';

/** Where a batch's files lie in the reports bucket. */
export const reportPrefix = (batchId: string): string => `reports/${batchId}/`;

export const reportKey = (batchId: string): string => `${reportPrefix(batchId)}report.csv`;

/** Key of the report for people: one file to open from a disk, and to print. In the operator's language. */
export const reportHtmlKey = (batchId: string): string => `${reportPrefix(batchId)}report.html`;

/** File name of the report for people in the other language; it lies beside it. */
export const otherReportHtml = (language: Language): string => `report.${language}.html`;

/** Key of the report for programs; its schema is in `report-json.ts` and `docs/report-json.md`. */
export const reportJsonKey = (batchId: string): string => `${reportPrefix(batchId)}report.json`;

/** The rejected rows as they came, with the reasons; made to be corrected and uploaded. */
export const rejectedKey = (batchId: string): string => `${reportPrefix(batchId)}rejected.csv`;

/** What is written of one tenant alone, and so goes when that tenant is forgotten. */
export const completionPrefix = (tenantId: string): string => `tenants/${tenantId}/`;

/** 作業完了報告書 of one tenant, in each language; across batches. */
export const completionReportKey = (tenantId: string, language: Language): string =>
  `${completionPrefix(tenantId)}completion-report.${language}.html`;

/** SHA-256 of the reports and of every picture they rest on. */
export const manifestKey = (tenantId: string): string => `${completionPrefix(tenantId)}manifest.json`;

/** The work list of `StartEachTenant`: one JSON object for each accepted row. */
export const acceptedKey = (batchId: string): string => `batches/${batchId}/accepted.jsonl`;
