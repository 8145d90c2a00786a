/** Where a batch's files lie in the reports bucket. */
export const reportPrefix = (batchId: string): string => `reports/${batchId}/`;

export const reportKey = (batchId: string): string => `${reportPrefix(batchId)}report.csv`;

/** The rejected rows as they came, with the reasons; made to be corrected and uploaded. */
export const rejectedKey = (batchId: string): string => `${reportPrefix(batchId)}rejected.csv`;

/** The work list of `StartEachTenant`: one JSON object for each accepted row. */
export const acceptedKey = (batchId: string): string => `batches/${batchId}/accepted.jsonl`;
