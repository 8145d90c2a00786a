#!/usr/bin/env bash
# aws-local-stepfunctions 3.0.0: a text, null and a list are less than five, and "IsPresent": false is never so.
#
# A comparison of values that are not both of the operator's type is false (States Language, "Choice state": "the comparison
# will return false"). That holds here for the operators that ask for equality. Those of order compare as JavaScript does:
# NumericLessThan takes "4", null, true and [], and StringGreaterThan the number 5, so that a missing count (null) takes
# the branch "fewer than five". A test of a type with false (IsPresent, IsNull, IsString and the rest) passes the validation,
# and never holds, whatever the value is.
. "$(dirname "$0")/finding.bash"

install aws-local-stepfunctions@3.0.0

program <<'JS'
import { StateMachine } from 'aws-local-stepfunctions';

async function taken(rule, value) {
  const machine = new StateMachine({
    StartAt: 'Choose',
    States: {
      Choose: { Type: 'Choice', Choices: [{ Variable: '$.value', ...rule, Next: 'Holds' }], Default: 'DoesNot' },
      Holds: { Type: 'Pass', Result: 'holds', End: true },
      DoesNot: { Type: 'Pass', Result: 'does not hold', End: true },
    },
  });
  return machine.run({ value }).result;
}

for (const [rule, ...values] of [
  [{ NumericEquals: 5 }, '5', 5],
  [{ NumericLessThan: 5 }, '4', null, true, [], 4, 6],
  [{ NumericGreaterThanEquals: 0 }, '', null, []],
  [{ StringEquals: '5' }, 5, '5'],
  [{ StringGreaterThan: '1' }, 5, '5'],
  [{ IsPresent: true }, undefined, null],
  [{ IsPresent: false }, undefined, null],
  [{ IsNull: false }, 1, null],
  [{ IsString: false }, 1, 'text'],
]) {
  const seen = await Promise.all(
    values.map(async (value) => `${value === undefined ? 'missing' : JSON.stringify(value)} ${await taken(rule, value)}`),
  );
  console.log(`${JSON.stringify(rule)}: ${seen.join(', ')}`);
}
JS

stated <<'TEXT'
{"NumericEquals":5}: "5" does not hold, 5 holds
{"NumericLessThan":5}: "4" holds, null holds, true holds, [] holds, 4 holds, 6 does not hold
{"NumericGreaterThanEquals":0}: "" holds, null holds, [] holds
{"StringEquals":"5"}: 5 does not hold, "5" holds
{"StringGreaterThan":"1"}: 5 holds, "5" holds
{"IsPresent":true}: missing does not hold, null holds
{"IsPresent":false}: missing does not hold, null does not hold
{"IsNull":false}: 1 does not hold, null does not hold
{"IsString":false}: 1 does not hold, "text" does not hold
TEXT
