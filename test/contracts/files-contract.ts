import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { IntakeObject } from '../../lambdas/domain/batch.ts';
import type { Files, UploadedObject } from '../../lambdas/ports/files.ts';

/** Files, and what others than the product do with them. */
export interface FilesWorld {
  files: Files;
  /** An operator uploads an intake file; a second upload of the same key is its next version. */
  upload: (key: string, bytes: Uint8Array) => Promise<IntakeObject>;
  /** What lies under a key of the reports bucket. */
  report: (key: string) => Promise<{ body: string; contentType: string } | undefined>;
}

/** One test per promise of the port, against any files; the keys of a test are its own. */
export function filesContract(name: string, world: FilesWorld): void {
  const { files, upload, report } = world;
  const aKey = (): string => `incoming/${randomUUID()}.csv`;

  it('gives the bytes of an intake file as they were uploaded, a piece at a time', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);
    const object = await upload(aKey(), bytes);
    const pieces: Uint8Array[] = [];
    for await (const piece of await files.readIntake(object)) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(1);
    expect(Buffer.compare(Buffer.concat(pieces), bytes)).toBe(0);
  });

  it('gives the version that was checked, whatever was uploaded since', async () => {
    const key = aKey();
    const object = await upload(key, Buffer.from('checked'));
    await upload(key, Buffer.from('newer'));
    expect(await textOf(files, object)).toBe('checked');
  });

  it('says that an object is gone, as nobody else may tell the operator', async () => {
    const gone = { bucket: 'intake', key: aKey(), versionId: 'v1' };
    await expect(files.readIntake(gone)).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(files.readIntake(gone)).rejects.toThrow(gone.key);
  });

  it('leaves nothing to read of a deleted intake file, and does not mind being asked twice', async () => {
    const object = await upload(aKey(), Buffer.from('a file with passwords'));
    await files.deleteIntake(object);
    await files.deleteIntake(object);
    await expect(files.readIntake(object)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('lists what lies below a prefix of the intake, each object once, with its size and the time it came', async () => {
    const folder = `incoming/${randomUUID()}/`;
    const [first, other] = [`${folder}a.csv`, `${folder}b c+株式会社.csv`];
    const { bucket } = await upload(first, Buffer.from('first'));
    await upload(first, Buffer.from('first, again'));
    await upload(other, Buffer.from('x'));
    const found = await listed(files, bucket, folder);
    expect(found.map(({ key, size }) => ({ key, size })).sort((a, b) => a.key.localeCompare(b.key))).toEqual([
      { key: first, size: 12 },
      { key: other, size: 1 },
    ]);
    for (const { uploadedAt } of found) expect(Math.abs(uploadedAt.getTime() - Date.now())).toBeLessThan(600_000);
    expect(await listed(files, bucket, `${folder}none/`)).toEqual([]);
  });

  it('names the newest version of an object as its event did, and none of one that is gone', async () => {
    const key = aKey();
    await upload(key, Buffer.from('older'));
    const newest = await upload(key, Buffer.from('newer'));
    expect(await files.newestVersion(newest.bucket, key)).toEqual(newest);
    await files.deleteIntake(newest);
    expect((await files.newestVersion(newest.bucket, key))?.versionId).not.toBe(newest.versionId);
    expect(await files.newestVersion(newest.bucket, aKey())).toBeUndefined();
  });

  it('writes a report from a text, with its content type', async () => {
    const key = `${name}/${randomUUID()}/report.csv`;
    await files.writeReport(key, 'テナントID,結果\r\n', 'text/csv; charset=utf-8');
    expect(await report(key)).toEqual({ body: 'テナントID,結果\r\n', contentType: 'text/csv; charset=utf-8' });
  });

  it('writes a report from a stream of texts', async () => {
    const key = `${name}/${randomUUID()}/accepted.jsonl`;
    await files.writeReport(key, streamOf(['{"会社":', '"𠮷野"}', '\n']), 'application/jsonl; charset=utf-8');
    expect((await report(key))?.body).toBe('{"会社":"𠮷野"}\n');
  });

  it('writes a report of many megabytes, which no memory need hold, and nothing of one that breaks off', async () => {
    const key = `${name}/${randomUUID()}/rejected.csv`;
    const megabyte = '株式会社サンプル商事\r\n'.repeat(32 * 1024);
    await files.writeReport(key, streamOf(Array.from({ length: 12 }, () => megabyte)), 'text/csv; charset=utf-8');
    expect((await report(key))?.body.length).toBe(12 * megabyte.length);

    const other = `${name}/${randomUUID()}/rejected.csv`;
    const parts = [...Array.from({ length: 12 }, () => megabyte), new Error('broke off')];
    await expect(files.writeReport(other, streamOf(parts), 'text/csv; charset=utf-8')).rejects.toThrow('broke off');
    expect(await report(other)).toBeUndefined();
  });

  it('takes a report row by row, and has it when it has ended', async () => {
    const key = `${name}/${randomUUID()}/accepted.jsonl`;
    const growing = files.beginReport(key, 'application/x-ndjson');
    await growing.write('株');
    await growing.write('y'.repeat(1_000_000));
    expect(await report(key)).toBeUndefined();
    await growing.end();
    expect((await report(key))?.body).toBe(`株${'y'.repeat(1_000_000)}`);
  });

  it('has nothing of a report whose writer has failed', async () => {
    const key = `${name}/${randomUUID()}/accepted.jsonl`;
    const growing = files.beginReport(key, 'application/x-ndjson');
    await growing.write('half a row');
    await growing.abort(new Error('the table is throttled'));
    expect(await report(key)).toBeUndefined();
  });

  it('replaces a report as a whole, and leaves it as it was when the new one breaks off', async () => {
    const key = `${name}/${randomUUID()}/report.csv`;
    await files.writeReport(key, 'a long first report', 'text/csv; charset=utf-8');
    await files.writeReport(key, 'second', 'text/csv; charset=utf-8');
    expect((await report(key))?.body).toBe('second');
    const broken = files.writeReport(key, streamOf(['third', new Error('broke off')]), 'text/csv; charset=utf-8');
    await expect(broken).rejects.toThrow('broke off');
    expect((await report(key))?.body).toBe('second');
  });
}

async function listed(files: Files, bucket: string, prefix: string): Promise<UploadedObject[]> {
  const objects: UploadedObject[] = [];
  for await (const object of files.listIntake(bucket, prefix)) objects.push(object);
  return objects;
}

async function textOf(files: Files, object: IntakeObject): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await files.readIntake(object)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function* streamOf(parts: (string | Error)[]): AsyncIterable<string> {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield part;
  }
}
