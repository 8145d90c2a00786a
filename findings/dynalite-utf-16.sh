#!/usr/bin/env bash
# dynalite 4.0.0: measures and compares text in UTF-16, but sorts keys by UTF-8.
#
# An item may have 400 KB, counted in bytes of UTF-8. dynalite refuses 410,000 Latin letters and takes 400,000 kana,
# which are 1.2 MB. In a condition ｱ (U+FF71) is not less than 𠮷 (U+20BB7, in Japanese names), while a query with the
# same comparison on the key puts it before, as DynamoDB does for both: text is compared by its bytes in UTF-8, by its
# documentation.
. "$(dirname "$0")/finding.bash"

install dynalite@4.0.0 @aws-sdk/client-dynamodb@3.1163.0

program <<'JS'
import dynalite from 'dynalite';
import { CreateTableCommand, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';

const server = dynalite({ createTableMs: 0 });
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const client = new DynamoDBClient({
  endpoint: `http://127.0.0.1:${server.address().port}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
});
const TableName = 'texts';
await client.send(
  new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: ['id', 'name'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'id', KeyType: 'HASH' },
      { AttributeName: 'name', KeyType: 'RANGE' },
    ],
  }),
);
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
