#!/usr/bin/env bash
# @20minutes/s3rver 5.0.0 with @aws-sdk/client-s3 3.1163.0: objects can be put and got, but no request to a bucket is
# let in.
#
# The fork that is kept up checks signatures, where s3rver 3.7.1 did not. Whatever the current SDK signs for an object
# passes; everything that is addressed to the bucket itself (list, delete several, head) is refused as signed wrongly,
# with the credentials that it documents. So moving to the fork takes away the listing of a bucket.
. "$(dirname "$0")/finding.bash"

install @20minutes/s3rver@5.0.0 s3rver@3.7.1 @aws-sdk/client-s3@3.1163.0

program <<'JS'
import * as S3 from '@aws-sdk/client-s3';

const Bucket = 'papers';
for (const fake of ['s3rver', '@20minutes/s3rver']) {
  const { default: S3rver } = await import(fake);
  const server = new S3rver({
    ...{ port: 0, address: '127.0.0.1', silent: true, directory: `${import.meta.dirname}/of/${fake}` },
    configureBuckets: [{ name: Bucket }],
  });
  const { port } = await server.run();
  const client = new S3.S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    maxAttempts: 1,
  });
  const requests = {
    PutObject: { Key: 'a', Body: 'hello' },
    GetObject: { Key: 'a' },
    HeadBucket: {},
    ListObjectsV2: { Prefix: 'a' },
    DeleteObjects: { Delete: { Objects: [{ Key: 'a' }] } },
  };
  for (const [what, input] of Object.entries(requests)) {
    const answer = await client.send(new S3[`${what}Command`]({ Bucket, ...input })).then(
      () => 'done',
      ({ name, $metadata }) => `${$metadata.httpStatusCode} ${name}`,
    );
    console.log(`${fake}, ${what}: ${answer}`);
  }
  await server.close();
}
JS

stated <<'TEXT'
s3rver, PutObject: done
s3rver, GetObject: done
s3rver, HeadBucket: done
s3rver, ListObjectsV2: done
s3rver, DeleteObjects: done
@20minutes/s3rver, PutObject: done
@20minutes/s3rver, GetObject: done
@20minutes/s3rver, HeadBucket: 403 Unknown
@20minutes/s3rver, ListObjectsV2: 403 SignatureDoesNotMatch
@20minutes/s3rver, DeleteObjects: 403 SignatureDoesNotMatch
TEXT
