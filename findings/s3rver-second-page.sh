#!/usr/bin/env bash
# s3rver 3.7.1: a listing that has a second page fails at the first.
#
# ListObjectsV2 of more objects than fit into one page (1,000, or MaxKeys) answers 500 InternalError instead of the
# first page and a token: the token is made with a cipher that the OpenSSL of Node.js 17 and later no longer offers. So
# a program that pages as the SDK does works with few objects and fails with many. With a delimiter it is otherwise
# wrong: MaxKeys does not count the common prefixes, as S3 does ("all of the keys rolled up into a common prefix count
# as a single return").
. "$(dirname "$0")/finding.bash"

install s3rver@3.7.1 @aws-sdk/client-s3@3.1163.0

program <<'JS'
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import S3rver from 's3rver';

const Bucket = 'papers';
const server = new S3rver({
  ...{ port: 0, address: '127.0.0.1', silent: true, directory: `${import.meta.dirname}/objects` },
  configureBuckets: [{ name: Bucket }],
});
const { port } = await server.run();
const client = new S3Client({
  endpoint: `http://127.0.0.1:${port}`,
  region: 'us-east-1',
  forcePathStyle: true,
  credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  maxAttempts: 1,
});
for (const Key of ['flat/1', 'flat/2', 'flat/3', 'deep/1/a', 'deep/2/a', 'deep/3/a']) {
  await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
}

async function list(input) {
  try {
    const {
      Contents = [],
      CommonPrefixes = [],
      IsTruncated,
    } = await client.send(new ListObjectsV2Command({ Bucket, ...input }));
    const found = [...Contents.map(({ Key }) => Key), ...CommonPrefixes.map((each) => each.Prefix)];
    return `${found.join(' ')}, ${IsTruncated ? 'and more' : 'which is all'}`;
  } catch (error) {
    return `${error.$metadata.httpStatusCode} ${error.name}`;
  }
}
console.log('three objects, up to three:', await list({ Prefix: 'flat/', MaxKeys: 3 }));
console.log('three objects, up to two:', await list({ Prefix: 'flat/', MaxKeys: 2 }));
console.log('three prefixes, up to two:', await list({ Prefix: 'deep/', Delimiter: '/', MaxKeys: 2 }));
await server.close();
JS

stated <<'TEXT'
three objects, up to three: flat/1 flat/2 flat/3, which is all
three objects, up to two: 500 InternalError
three prefixes, up to two: deep/1/ deep/2/ deep/3/, which is all
TEXT
