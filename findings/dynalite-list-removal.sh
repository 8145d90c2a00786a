#!/usr/bin/env bash
# dynalite 4.0.0: an update that removes two elements of a list removes the wrong one.
#
# `REMOVE l[0], l[1]` of a, b, c, d leaves b, d: the second place is counted in the list that has lost its first element
# already. All paths of an update mean the item as it was before, as the guide to update expressions of DynamoDB shows
# by removing two elements of one list. No error; named from the end, the same two go rightly.
. "$(dirname "$0")/finding.bash"

install dynalite@4.0.0 @aws-sdk/client-dynamodb@3.1163.0

dynalite
program <<'JS'
import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { tableOf } from './dynalite.mjs';

const { server, client } = await tableOf('lists', { id: 'HASH' });

for (const expression of ['REMOVE l[0], l[1]', 'REMOVE l[1], l[0]', 'REMOVE l[1], l[2], l[3]']) {
  const l = { L: ['a', 'b', 'c', 'd'].map((S) => ({ S })) };
  await client.send(new PutItemCommand({ TableName: 'lists', Item: { id: { S: '1' }, l } }));
  const { Attributes } = await client.send(
    new UpdateItemCommand({
      ...{ TableName: 'lists', Key: { id: { S: '1' } }, UpdateExpression: expression, ReturnValues: 'ALL_NEW' },
    }),
  );
  console.log(`${expression} of a b c d leaves ${Attributes.l.L.map(({ S }) => S).join(' ')}`);
}
server.close();
JS

stated <<'TEXT'
REMOVE l[0], l[1] of a b c d leaves b d
REMOVE l[1], l[0] of a b c d leaves c d
REMOVE l[1], l[2], l[3] of a b c d leaves a c
TEXT
