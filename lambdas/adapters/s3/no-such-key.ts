/** The object, or the version of it that was asked for, is gone. Named as S3 names it, for callers of the port `Files`. */
export class NoSuchKey extends Error {
  constructor({ bucket, key, versionId }: { bucket: string; key: string; versionId: string }, cause?: unknown) {
    super(`s3://${bucket}/${key}, version ${versionId}, is gone`, { cause });
    this.name = 'NoSuchKey';
  }
}
