#!/usr/bin/env bash
# aws-cdk 2.1148.1: cdk diff sees no difference between two texts that are the same number to JavaScript.
#
# 012345678901 in place of 12345678901, the account with its leading zero put right, is "no differences", with --fail as
# well, which ends with 0. So are "1e3" and "1000", "0x10" and "16", an empty text and "0", and two ids of 19 digits
# that differ in the last. To CloudFormation they are texts: the deployment that follows changes the resource. Of texts
# that are no numbers, or not the same one, the difference is shown.
. "$(dirname "$0")/finding.bash"

install aws-cdk@2.1148.1

program <<'JS'
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';

const template = (value) =>
  JSON.stringify({ Resources: { R: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: value } } } });
mkdirSync('cdk.out');
const stack = {
  type: 'aws:cloudformation:stack',
  environment: 'aws://unknown-account/unknown-region',
  properties: { templateFile: 'Stack.template.json' },
};
writeFileSync('cdk.out/manifest.json', JSON.stringify({ version: '48.0.0', artifacts: { Stack: stack } }));

const options = ['--app', 'cdk.out', '--template', 'before.json', '--fail', '--no-color', '--no-notices'];
const env = { PATH: process.env.PATH, HOME: process.cwd(), CDK_DISABLE_VERSION_CHECK: '1', CI: 'true' };
env.AWS_ACCESS_KEY_ID = env.AWS_SECRET_ACCESS_KEY = 'none';
env.AWS_REGION = 'us-east-1';
env.AWS_EC2_METADATA_DISABLED = 'true';
for (const [before, after] of [
  ['12345678901', '012345678901'],
  ['1000', '1e3'],
  ['16', '0x10'],
  ['0', ''],
  ['9007199254740992', '9007199254740993'],
  ['12345678902', '012345678901'],
  ['a12', 'a012'],
]) {
  writeFileSync('before.json', template(before));
  writeFileSync('cdk.out/Stack.template.json', template(after));
  const { status, stdout, stderr } = spawnSync('cdk', ['diff', ...options], { env, encoding: 'utf8' });
  const said = /There were no differences|\[~\] AWS::SSM::Parameter/u.exec(stdout + stderr)?.[0];
  console.log(`"${before}" to "${after}": ${said}, ends with ${status}`);
}
JS

stated <<'TEXT'
"12345678901" to "012345678901": There were no differences, ends with 0
"1000" to "1e3": There were no differences, ends with 0
"16" to "0x10": There were no differences, ends with 0
"0" to "": There were no differences, ends with 0
"9007199254740992" to "9007199254740993": There were no differences, ends with 0
"12345678902" to "012345678901": [~] AWS::SSM::Parameter, ends with 1
"a12" to "a012": [~] AWS::SSM::Parameter, ends with 1
TEXT
