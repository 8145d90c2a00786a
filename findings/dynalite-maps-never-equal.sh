#!/usr/bin/env bash
# dynalite 4.0.0: in a condition no map and no list equals the one that the item holds.
#
# `held = :asked` is false for a map or a list that was just written, down to an empty one, `<>` is true, and contains()
# never finds a map in a list. No error. Sets and scalars are compared rightly, numbers by their value. The comparators
# of DynamoDB take every type, by its documentation. A condition "still what I read" on a map fails always; "no longer
# that" always holds.
. "$(dirname "$0")/finding.bash"

install dynalite@4.0.0 @aws-sdk/client-dynamodb@3.1163.0

dynalite
program <<'JS'
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { tableOf } from './dynalite.mjs';

const TableName = 'maps';
const { server, client } = await tableOf(TableName, { id: 'HASH' });

async function holds(held, ConditionExpression, asked) {
  const Item = { id: { S: '1' }, held };
  await client.send(new PutItemCommand({ TableName, Item }));
  try {
    const ExpressionAttributeValues = { ':asked': asked };
    await client.send(new PutItemCommand({ TableName, Item, ConditionExpression, ExpressionAttributeValues }));
    return true;
  } catch (error) {
    if (error.name !== 'ConditionalCheckFailedException') throw error;
    return false;
  }
}

const map = { M: { a: { S: 'b' } } };
const list = { L: [{ S: 'a' }] };
console.log('the same map, =:', await holds(map, 'held = :asked', map));
console.log('the same map, <>:', await holds(map, 'held <> :asked', map));
console.log('the same list, =:', await holds(list, 'held = :asked', list));
console.log('an empty map, =:', await holds({ M: {} }, 'held = :asked', { M: {} }));
console.log('a list that contains the map:', await holds({ L: [map] }, 'contains(held, :asked)', map));
console.log('a list that contains the text:', await holds(list, 'contains(held, :asked)', { S: 'a' }));
console.log('a set in another order, =:', await holds({ SS: ['a', 'b'] }, 'held = :asked', { SS: ['b', 'a'] }));
console.log('1 and 1.0, =:', await holds({ N: '1' }, 'held = :asked', { N: '1.0' }));
server.close();
JS

stated <<'TEXT'
the same map, =: false
the same map, <>: true
the same list, =: false
an empty map, =: false
a list that contains the map: false
a list that contains the text: true
a set in another order, =: true
1 and 1.0, =: true
TEXT
