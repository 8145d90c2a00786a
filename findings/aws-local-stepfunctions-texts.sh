#!/usr/bin/env bash
# aws-local-stepfunctions 3.0.0: of the intrinsic functions, three change or refuse texts that AWS takes.
#
# States.StringSplit takes each character of its second argument as a delimiter (Step Functions, "Intrinsic functions": the
# example, of five words at '.+,=', is the first below): here it is one delimiter as a whole.
# States.Base64Encode refuses Japanese as an invalid character and Base64Decode gives Latin-1 for it, where States.Hash of this
# package and everybody's Base64 take UTF-8. A parenthesis in a quoted text is taken for one of the function's own: two
# texts become one. The other functions agree with the documentation, which makes one trust these.
. "$(dirname "$0")/finding.bash"

install aws-local-stepfunctions@3.0.0

program <<'JS'
import { StateMachine } from 'aws-local-stepfunctions';

async function result(call, input = {}) {
  try {
    const state = { Type: 'Pass', Parameters: { 'result.$': call }, End: true };
    const { result } = await new StateMachine({ StartAt: 'Only', States: { Only: state } }).run(input).result;
    return JSON.stringify(result);
  } catch (error) {
    return error.message.replace(/^.*error: /u, 'error: ');
  }
}

console.log('split:', await result("States.StringSplit('This.is+a,test=string', '.+,=')"));
console.log('encode:', await result("States.Base64Encode('東京')"));
console.log('decode:', await result("States.Base64Decode('5p2x5Lqs')"));
console.log('hash is of UTF-8:', (await result("States.Hash('東京', 'SHA-1')")).slice(1, 9));
console.log('array, a comma in a text:', await result("States.Array('a, b', 'c')"));
console.log('array, a parenthesis in a text:', await result("States.Array('a)', '(c')"));
JS

stated <<'TEXT'
split: ["This.is+a,test=string"]
encode: error: Invalid character
decode: "æ±äº¬"
hash is of UTF-8: 681ee300
array, a comma in a text: ["a, b","c"]
array, a parenthesis in a text: ["a)', '(c"]
TEXT
