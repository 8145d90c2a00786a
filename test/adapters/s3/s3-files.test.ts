import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { s3Client } from '../../../lambdas/adapters/s3/client.ts';
import { S3Files } from '../../../lambdas/adapters/s3/s3-files.ts';
import { filesContract } from '../../contracts/files-contract.ts';
import { embeddedAws, INTAKE_BUCKET, REPORTS_BUCKET } from '../embedded.ts';

await embeddedAws();
const files = new S3Files({ client: s3Client(), reportsBucket: REPORTS_BUCKET });
const object = { bucket: INTAKE_BUCKET, key: 'incoming/pilot.csv', versionId: 'version-2' };

filesContract('s3', {
  files,
  upload: async (key, bytes) => {
    const put = new PutObjectCommand({ Bucket: INTAKE_BUCKET, Key: key, Body: bytes });
    const { VersionId: versionId = '' } = await s3Client().send(put);
    return { bucket: INTAKE_BUCKET, key, versionId };
  },
  report: async (key) => {
    try {
      const { Body, ContentType } = await s3Client().send(new GetObjectCommand({ Bucket: REPORTS_BUCKET, Key: key }));
      return { body: (await Body?.transformToString()) ?? '', contentType: ContentType ?? '' };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  },
});

describe('S3Files', () => {
  it('reads and deletes the very version, because a newer file of the same name is another batch', async () => {
    const { client, inputs } = clientThatAnswers(async () => ({ Body: streamOf('checked') }));
    const pinned = new S3Files({ client, reportsBucket: REPORTS_BUCKET });
    await pinned.readIntake(object);
    await pinned.deleteIntake(object);
    const version = { Bucket: INTAKE_BUCKET, Key: 'incoming/pilot.csv', VersionId: 'version-2' };
    expect(inputs).toEqual([version, version]);
  });

  it.each(['NoSuchKey', 'NoSuchVersion', 'NotFound'])('takes %s for an object that is gone', async (name) => {
    const { client } = clientThatAnswers(async () => {
      throw new S3ServiceException({ name, $fault: 'client', $metadata: { httpStatusCode: 404 } });
    });
    const gone = new S3Files({ client, reportsBucket: REPORTS_BUCKET }).readIntake(object);
    await expect(gone).rejects.toThrow('s3://intake/incoming/pilot.csv, version version-2, is gone');
  });

  it('does not take a refusal for an object that is gone', async () => {
    const { client } = clientThatAnswers(async () => {
      throw new S3ServiceException({ name: 'AccessDenied', $fault: 'client', $metadata: { httpStatusCode: 403 } });
    });
    const refused = new S3Files({ client, reportsBucket: REPORTS_BUCKET }).readIntake(object);
    await expect(refused).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

/** A client that reaches no service: what it was asked, and the answer it gives. */
function clientThatAnswers(answer: () => Promise<object>): { client: S3Client; inputs: unknown[] } {
  const inputs: unknown[] = [];
  const client = new S3Client({});
  client.middlewareStack.add(
    () => async (args) => {
      inputs.push(args.input);
      return { output: { $metadata: {}, ...(await answer()) }, response: {} };
    },
    { step: 'initialize', priority: 'low' },
  );
  return { client, inputs };
}

async function* streamOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}
