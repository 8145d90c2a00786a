#!/usr/bin/env bash
# dynalite 4.0.0: measures and compares text in UTF-16, but sorts keys by UTF-8.
#
# An item may have 400 KB, counted in bytes of UTF-8. dynalite refuses 410,000 Latin letters and takes 400,000 kana,
# which are 1.2 MB. In a condition ｱ (U+FF71) is not less than 𠮷 (U+20BB7, in Japanese names), while a query with the
# same comparison on the key puts it before, as DynamoDB does for both: text is compared by its bytes in UTF-8, by its
# documentation.
. "$(dirname "$0")/finding.bash"

install dynalite@4.0.0 @aws-sdk/client-dynamodb@3.1163.0

dynalite
program <<'JS'
import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { tableOf } from './dynalite.mjs';

const TableName = 'texts';
const { server, client } = await tableOf(TableName, { id: 'HASH', name: 'RANGE' });
const item = (name, more) => ({ id: { S: '1' }, name: { S: name }, ...more });

async function put(input) {
  try {
    await client.send(new PutItemCommand({ TableName, ...input }));
    return 'taken';
  } catch (error) {
    return error.name;
  }
}

for (const [letter, times] of [
  ['a', 410_000],
  ['あ', 400_000],
]) {
  const text = letter.repeat(times);
  const answer = await put({ Item: item('long', { text: { S: text } }) });
  console.log(`${times} times ${letter}, ${Buffer.byteLength(text)} bytes: ${answer}`);
}
await put({ Item: item('condition', { text: { S: 'ｱ' } }) });
const less = { ConditionExpression: '#t < :t', ExpressionAttributeNames: { '#t': 'text' } };
const answer = await put({ Item: item('condition'), ...less, ExpressionAttributeValues: { ':t': { S: '𠮷' } } });
console.log(`condition ｱ < 𠮷: ${answer}`);
await put({ Item: item('ｱ') });
await put({ Item: item('𠮷') });
const { Items } = await client.send(
  new QueryCommand({
    TableName,
    KeyConditionExpression: 'id = :id AND #n > :n',
    ExpressionAttributeNames: { '#n': 'name' },
    ExpressionAttributeValues: { ':id': { S: '1' }, ':n': { S: 'z' } },
  }),
);
console.log(`a query sorts: ${Items.map(({ name }) => name.S).join(' ')}`);
server.close();
JS

stated <<'TEXT'
410000 times a, 410000 bytes: ValidationException
400000 times あ, 1200000 bytes: taken
condition ｱ < 𠮷: ConditionalCheckFailedException
a query sorts: ｱ 𠮷
TEXT
