import type { IntakeObject } from '../domain/batch.ts';

/** An object of the intake bucket as a list of the bucket shows it. */
export interface UploadedObject {
  key: string;
  /** Bytes. */
  size: number;
  uploadedAt: Date;
}

/**
 * Objects in S3: the intake as it was uploaded and the reports of the product.
 *
 * Promises: `read` gives the bytes of the pinned version, as a stream, and throws `NoSuchKey` for an object that is
 * gone; `list` gives every object below the prefix once, as it lies there now; `newestVersion` names it as its event
 * did, and gives nothing for an object that is gone; `write` replaces whole objects only.
 */
export interface Files {
  listIntake(bucket: string, prefix: string): AsyncIterable<UploadedObject>;
  newestVersion(bucket: string, key: string): Promise<IntakeObject | undefined>;
  readIntake(object: { bucket: string; key: string; versionId: string }): Promise<AsyncIterable<Uint8Array>>;
  deleteIntake(object: { bucket: string; key: string; versionId: string }): Promise<void>;
  /** Writes to the reports bucket; `contentType` with charset, such as `text/csv; charset=utf-8`. */
  writeReport(key: string, body: string | AsyncIterable<string>, contentType: string): Promise<void>;
  /** For anyone who reads one file and writes two: a report whose rows are pushed as they become known. */
  beginReport(key: string, contentType: string): ReportWriter;
}

/** A report in the making. It is there when `end` has returned, and not at all after `abort`. */
export interface ReportWriter {
  /** Waits while the storage is slower than the writer. */
  write(text: string): Promise<void>;
  end(): Promise<void>;
  /** For a writer that has failed: its reason ends the report, and is not thrown again. */
  abort(reason: unknown): Promise<void>;
}
