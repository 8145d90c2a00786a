#!/usr/bin/env bash
# cdk-nag 3.0.2 with aws-cdk-lib 2.276.0: what an override puts into the template, the rules do not see.
#
# A state machine gets its logging of all events and its tracing by addPropertyOverride, the CDK's documented way to
# what a construct does not offer. The synthesised template has both, and the rules SF1 and SF2 go on to ask for them:
# they look at the properties of the construct, not at what comes of them. Set as those properties, the same values
# satisfy both. So a finding is answered by an acknowledgement of something that is not there.
. "$(dirname "$0")/finding.bash"

install cdk-nag@3.0.2 aws-cdk-lib@2.276.0 constructs@10.8.1

program <<'JS'
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { AwsSolutionsChecks } from 'cdk-nag';

const logGroupArn = 'arn:aws:logs:us-east-1:123456789012:log-group:example:*';
const set = {
  'nothing set': () => {},
  'by properties': (machine) => {
    machine.loggingConfiguration = { level: 'ALL', destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }] };
    machine.tracingConfiguration = { enabled: true };
  },
  'by overrides': (machine) => {
    const Destinations = [{ CloudWatchLogsLogGroup: { LogGroupArn: logGroupArn } }];
    machine.addPropertyOverride('LoggingConfiguration', { Level: 'ALL', Destinations });
    machine.addPropertyOverride('TracingConfiguration', { Enabled: true });
  },
};
for (const [how, change] of Object.entries(set)) {
  const stack = new Stack(new App(), 'Stack');
  const machine = new CfnStateMachine(stack, 'Machine', {
    roleArn: 'arn:aws:iam::123456789012:role/example',
    definitionString: '{"StartAt":"End","States":{"End":{"Type":"Succeed"}}}',
  });
  change(machine);
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::StepFunctions::StateMachine'));
  const asked = new AwsSolutionsChecks().validateScope(stack).violations.map(({ ruleName }) => ruleName.split('-')[1]);
  const has = `level ${Properties.LoggingConfiguration?.Level ?? 'none'}, tracing ${Properties.TracingConfiguration?.Enabled ?? false}`;
  console.log(`${how}: template ${has}; asked for by ${asked.join(' and ') || 'no rule'}`);
}
JS

stated <<'TEXT'
nothing set: template level none, tracing false; asked for by SF1 and SF2
by properties: template level ALL, tracing true; asked for by no rule
by overrides: template level ALL, tracing true; asked for by SF1 and SF2
TEXT
