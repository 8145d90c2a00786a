#!/usr/bin/env bash
# aws-cdk-lib 2.276.0: in a JSONata state, a JSONPath is passed on as the text that it is.
#
# LambdaInvoke.jsonata takes the CDK's own names for the input and the task token, JsonPath.entirePayload,
# JsonPath.taskToken and TaskInput.fromJsonPathAt, and synthesises them without a message as "$", "$$.Task.Token" and
# "$.tenant": the function gets these very texts. With waitForTaskToken the check that a token is passed on is content
# with that; whoever answers to it finds no such task, and the state waits until its time-out. A Choice.jsonata takes
# JSONPath conditions too, and joins JSONata ones with "And"; both are fields of JSONPath alone in the States Language.
. "$(dirname "$0")/finding.bash"

install aws-cdk-lib@2.276.0 constructs@10.8.1

program <<'JS'
import { App, Stack } from 'aws-cdk-lib';
import { Function as Lambda } from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';

function stateOf(make) {
  const stack = new Stack(new App(), 'Stack');
  return stack.resolve(make(stack).toStateJson(sfn.QueryLanguage.JSONATA));
}
function payload(of, integrationPattern) {
  const made = stateOf((stack) =>
    LambdaInvoke.jsonata(stack, 'Ask', {
      lambdaFunction: Lambda.fromFunctionArn(stack, 'Function', 'arn:aws:lambda:us-east-1:123456789012:function:ask'),
      integrationPattern,
      payload: of,
    }),
  );
  return JSON.stringify(made.Arguments.Payload);
}
function choice(condition) {
  return JSON.stringify(
    stateOf((stack) => sfn.Choice.jsonata(stack, 'Is').when(condition, new sfn.Succeed(stack, 'Yes'))).Choices[0],
  );
}

const withToken = sfn.TaskInput.fromObject({ token: sfn.JsonPath.taskToken, input: sfn.JsonPath.entirePayload });
console.log('token:', payload(withToken, sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN));
const rightly = sfn.TaskInput.fromObject({ token: '{% $states.context.Task.Token %}' });
console.log('token in JSONata:', payload(rightly, sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN));
console.log('path:', payload(sfn.TaskInput.fromJsonPathAt('$.tenant')));
console.log('JSONPath condition:', choice(sfn.Condition.stringEquals('$.stage', 'done')));
console.log(
  'two JSONata conditions:',
  choice(sfn.Condition.and(...['{% $a %}', '{% $b %}'].map(sfn.Condition.jsonata))),
);
JS

stated <<'TEXT'
token: {"token":"$$.Task.Token","input":"$"}
token in JSONata: {"token":"{% $states.context.Task.Token %}"}
path: "$.tenant"
JSONPath condition: {"Variable":"$.stage","StringEquals":"done","Next":"Yes"}
two JSONata conditions: {"And":[{"Condition":"{% $a %}"},{"Condition":"{% $b %}"}],"Next":"Yes"}
TEXT
