import { describe, expect, test } from 'vitest';
import { CONSOLE_STATES } from '../../lib/hands.ts';
import { aStack, resourcesOf, smallest } from './a-stack.ts';
import { policiesBesideRoles, whatRolesMayDo, type Permissions } from './what-roles-may-do.ts';

/** What every function may do, to run at all. */
const runs: Permissions = {
  'own log': 'logs:CreateLogStream PutLogEvents',
  '*': 'xray:PutTelemetryRecords PutTraceSegments',
};

const readsTable = { 'data key by dynamodb': 'kms:Decrypt DescribeKey' };
const WRITES = 'kms:Decrypt DescribeKey Encrypt GenerateDataKey ReEncryptFrom ReEncryptTo';
const writesTable = { 'data key by dynamodb': WRITES };
const writesVault = { 'vault key by dynamodb': WRITES };

const FROM_US = 'if {"ses:FromAddress":"migration@msp.example.jp"}';
const sendsMails: Permissions = {
  'records MAIL#*': 'dynamodb:GetItem PutItem UpdateItem',
  [`identity/* ${FROM_US}`]: 'ses:SendEmail',
  [`configuration-set/mails ${FROM_US}`]: 'ses:SendEmail',
};

/** Puts its step before a person, with the token that the person's answer is for. */
const asksPerson: Permissions = {
  ...writesTable,
  ...writesVault,
  'records DESK#*': 'dynamodb:DeleteItem GetItem PutItem UpdateItem',
  'vault TENANT#*': 'dynamodb:DeleteItem PutItem',
  'vault key of task-token:*': 'kms:GenerateDataKey',
};

const withdrawsTasks: Permissions = {
  ...writesVault,
  'records DESK#*': 'dynamodb:DeleteItem GetItem Query UpdateItem',
  'vault TENANT#*': 'dynamodb:DeleteItem',
};

const step: Permissions = {
  ...runs,
  ...asksPerson,
  'records TENANT#*': 'dynamodb:GetItem PutItem UpdateItem',
  'stateMachine:migrate-tenant': 'states:SendTaskSuccess',
  ...sendsMails,
  'records SWITCH#*': 'dynamodb:GetItem PutItem',
  'records BRAKE#*': 'dynamodb:PutItem Query',
};

const opens = (...purposes: readonly string[]): Permissions =>
  Object.fromEntries(purposes.map((purpose) => [`vault key of ${purpose}`, 'kms:Decrypt']));

/** What a browser adds to a console step. */
const browserAt = (...consoles: readonly string[]): Permissions => ({
  'vault TENANT#*': 'dynamodb:DeleteItem GetItem PutItem',
  ...writesVault,
  ...opens('totp-seed'),
  ...Object.fromEntries(consoles.map((name) => [`vault key of session:${name}`, 'kms:Decrypt GenerateDataKey'])),
  'evidence/* of ours': 's3:PutObject',
  'data key by s3': 'kms:GenerateDataKey',
});

/** Hands that read at Vision One who is signed in. */
const notesWhoIsSignedIn: Permissions = { 'records BUSINESS#*': 'dynamodb:GetItem UpdateItem' };

/** A console step in a deployment without browsers, that reads one password. */
const readsSecrets = (...purposes: readonly string[]): Permissions => ({
  'vault TENANT#*': 'dynamodb:DeleteItem GetItem PutItem',
  ...writesVault,
  ...opens(...purposes),
});

const PRIMARY = 'primary-account-password';
const BOTH = 'kms:Decrypt GenerateDataKey';

const plain: Record<string, Permissions> = {
  ReadIntake: {
    ...runs,
    ...writesTable,
    'records BATCH#*': 'dynamodb:GetItem PutItem UpdateItem',
    'records CONSOLE#*': 'dynamodb:BatchGetItem GetItem PutItem',
    'records TENANT#*': 'dynamodb:GetItem',
    'records SWITCH#*': 'dynamodb:PutItem',
    'intake of ours': 's3:ListBucket',
    'intake/incoming/* of ours': 's3:DeleteObjectVersion GetObjectVersion',
    'intake/dry-run/* of ours': 's3:DeleteObjectVersion GetObjectVersion',
    'reports/batches/* of ours': 's3:PutObject',
    'reports/reports/* of ours': 's3:PutObject',
    'data key by s3': BOTH,
  },
  AwaitRelease: {
    ...runs,
    ...asksPerson,
    ...sendsMails,
    'records BATCH#*': 'dynamodb:GetItem Query UpdateItem',
    'records TENANT#*': 'dynamodb:BatchGetItem',
    'stateMachine:migrate-batch': 'states:SendTaskSuccess',
  },
  CountOutcomes: {
    ...runs,
    ...writesTable,
    ...sendsMails,
    'records BATCH#*': 'dynamodb:BatchGetItem GetItem Query UpdateItem',
    'records TENANT#*': 'dynamodb:Query',
    'execution:migrate-tenant:*': 'states:DescribeExecution',
  },
  WriteReport: {
    ...runs,
    ...writesTable,
    ...withdrawsTasks,
    'records BATCH#*': 'dynamodb:GetItem Query UpdateItem',
    'records TENANT#*': 'dynamodb:GetItem Query',
    'reports/reports/* of ours': 's3:PutObject',
    'data key by s3': BOTH,
  },
  EmailBatchReport: { ...runs, ...writesTable, ...sendsMails, 'records BATCH#*': 'dynamodb:GetItem Query' },
  ClaimTenant: {
    ...runs,
    ...writesTable,
    'records BATCH#*': 'dynamodb:GetItem',
    'records TENANT#*': 'dynamodb:GetItem UpdateItem',
    'execution:migrate-tenant:*': 'states:DescribeExecution',
  },
  AskForConsent: { ...step, ...sendsMails },
  RecordOutcome: {
    ...runs,
    ...writesTable,
    ...withdrawsTasks,
    'records TENANT#*': 'dynamodb:GetItem PutItem UpdateItem',
    'records BATCH#*': 'dynamodb:GetItem UpdateItem',
  },
  EmailStakeholders: {
    ...runs,
    ...writesTable,
    ...sendsMails,
    'records BATCH#*': 'dynamodb:GetItem Query UpdateItem',
    'records TENANT#*': 'dynamodb:GetItem PutItem Query UpdateItem',
    'evidence of ours': 's3:ListBucket',
    'evidence/* of ours': 's3:GetObject',
    'reports/tenants/* of ours': 's3:PutObject',
    'data key by s3': 'kms:Decrypt GenerateDataKey',
  },
  ListUserAccounts: { ...runs, ...readsTable, 'records TENANT#*': 'dynamodb:GetItem' },
  HandOverPrimaryAccount: {
    ...runs,
    ...asksPerson,
    ...sendsMails,
    'records TENANT#*': 'dynamodb:GetItem',
    'stateMachine:hand-over-tenant': 'states:SendTaskSuccess',
  },
  DestroySecrets: {
    ...runs,
    ...writesTable,
    ...withdrawsTasks,
    ...sendsMails,
    'records TENANT#*': 'dynamodb:GetItem PutItem Query',
    'vault TENANT#*': 'dynamodb:DeleteItem Query',
  },
  'start-batch': {
    ...runs,
    'stateMachine:migrate-batch': 'states:StartExecution',
    'own dead letters': 'sqs:SendMessage',
  },
  'undelivered-mail': {
    ...runs,
    ...writesTable,
    ...sendsMails,
    'records TENANT#*': 'dynamodb:GetItem PutItem',
    'records BATCH#*': 'dynamodb:GetItem PutItem',
    'records DESK#*': 'dynamodb:Query',
    'own dead letters': 'sqs:SendMessage',
  },
  'execution-ended': {
    ...runs,
    ...writesTable,
    ...withdrawsTasks,
    ...sendsMails,
    'records TENANT#*': 'dynamodb:GetItem UpdateItem',
    'records BATCH#*': 'dynamodb:GetItem Query UpdateItem',
    'own dead letters': 'sqs:SendMessage',
  },
  'on-schedule': {
    ...runs,
    ...writesTable,
    ...withdrawsTasks,
    ...sendsMails,
    'intake of ours': 's3:ListBucket',
    'intake/incoming/* of ours': 's3:GetObject',
    'intake/dry-run/* of ours': 's3:GetObject',
    'reports/reports/* of ours': 's3:PutObject',
    'data key by s3': BOTH,
    'records BATCH#*': 'dynamodb:GetItem Query UpdateItem',
    'records TENANT#*': 'dynamodb:GetItem PutItem Query UpdateItem',
    'records SWITCH#*': 'dynamodb:GetItem',
    'vault TENANT#*': 'dynamodb:DeleteItem GetItem',
    ...opens('task-token:*'),
    'stateMachine:migrate-tenant': 'states:SendTaskFailure',
    'stateMachine:hand-over-tenant': 'states:SendTaskFailure',
    'stateMachine:migrate-batch': 'states:SendTaskSuccess StartExecution',
    'execution:migrate-batch:*': 'states:DescribeExecution',
    'execution:migrate-tenant:*': 'states:DescribeExecution',
    'execution:hand-over-tenant:*': 'states:DescribeExecution',
    'own dead letters': 'sqs:SendMessage',
  },
};

/** Where browsers work, and mail is received. */
const withEverything: Record<string, Permissions> = {
  ...plain,
  AskForConsent: { ...step, ...sendsMails, 'link key': 'kms:GenerateMac' },
  EmailStakeholders: { ...plain['EmailStakeholders'], 'link key': 'kms:GenerateMac' },
  'on-schedule': { ...plain['on-schedule'], 'link key': 'kms:GenerateMac' },
  HandOverPrimaryAccount: { ...plain['HandOverPrimaryAccount'], 'link key': 'kms:GenerateMac' },
  desk: {
    ...runs,
    ...writesTable,
    ...writesVault,
    ...sendsMails,
    'records TENANT#*': 'dynamodb:BatchGetItem GetItem PutItem Query UpdateItem',
    'records BATCH#*': 'dynamodb:GetItem Query UpdateItem',
    'records DESK#*': 'dynamodb:BatchGetItem DeleteItem GetItem PutItem Query UpdateItem',
    'records THROTTLE#*': 'dynamodb:UpdateItem',
    'records MAILBOX#*': 'dynamodb:PutItem',
    'vault TENANT#*': 'dynamodb:BatchGetItem DeleteItem GetItem PutItem Query',
    ...opens('clp-password', 'user-password:*'),
    'records SWITCH#*': 'dynamodb:DeleteItem GetItem PutItem',
    'records BRAKE#*': 'dynamodb:DeleteItem Query',
    'vault key of verification-code:*': BOTH,
    'vault key of task-token:*': BOTH,
    [`vault key of ${PRIMARY}`]: BOTH,
    'vault key of registration-token': BOTH,
    'vault key of new-user-password:*': BOTH,
    'vault key of consent-code': BOTH,
    'link key': 'kms:GenerateMac VerifyMac',
    // Without the lists S3 answers 403 for a key whose time is over, and the reader sees a fault instead of why.
    'evidence of ours': 's3:ListBucket',
    'evidence/* of ours': 's3:GetObject',
    'reports of ours': 's3:ListBucket',
    'reports/tenants/* of ours': 's3:GetObject',
    'data key by s3': 'kms:Decrypt',
    ...Object.fromEntries(
      ['migrate-batch', 'migrate-tenant', 'hand-over-tenant'].flatMap((name) => [
        [`stateMachine:${name}`, 'states:SendTaskFailure SendTaskSuccess'],
        [`execution:${name}:*`, 'states:DescribeExecution'],
      ]),
    ),
  },
  ConfirmLicence: { ...step, ...browserAt('clp'), ...opens('clp-password') },
  ConfirmUserAccounts: { ...step, ...browserAt('clp', 'vision-one', 'apex-central'), ...opens('clp-password') },
  ClaimPrimaryAccount: {
    ...step,
    ...sendsMails,
    'link key': 'kms:GenerateMac',
    ...browserAt('clp', 'vision-one'),
    ...opens('clp-password', 'verification-code:*'),
    [`vault key of ${PRIMARY}`]: BOTH,
    'records MAILBOX#*': 'dynamodb:PutItem',
  },
  ProvisionConsole: { ...step, ...browserAt('vision-one'), ...opens(PRIMARY) },
  CheckProvisioning: { ...step, ...browserAt('vision-one'), ...opens(PRIMARY) },
  IssueRegistrationToken: {
    ...step,
    ...browserAt('vision-one'),
    ...opens(PRIMARY),
    ...notesWhoIsSignedIn,
    'vault key of registration-token': BOTH,
  },
  RegisterApexCentral: {
    ...step,
    ...browserAt('clp', 'vision-one', 'apex-central'),
    ...opens(PRIMARY, 'registration-token'),
    ...notesWhoIsSignedIn,
  },
  CheckConnection: { ...step, ...browserAt('vision-one'), ...opens(PRIMARY), ...notesWhoIsSignedIn },
  StartUpdate: { ...step, ...browserAt('vision-one'), ...opens(PRIMARY), ...notesWhoIsSignedIn },
  CheckUpdate: { ...step, ...browserAt('vision-one'), ...opens(PRIMARY), ...notesWhoIsSignedIn },
  VerifyConsole: { ...step, ...browserAt('vision-one'), ...opens(PRIMARY), ...notesWhoIsSignedIn },
  UpgradeUserAccount: {
    ...runs,
    ...asksPerson,
    ...sendsMails,
    'link key': 'kms:GenerateMac',
    ...browserAt(),
    ...opens('user-password:*', 'verification-code:*', PRIMARY),
    'records TENANT#*': 'dynamodb:GetItem PutItem Query UpdateItem',
    'records SWITCH#*': 'dynamodb:GetItem PutItem',
    'records BRAKE#*': 'dynamodb:PutItem Query',
    'records MAILBOX#*': 'dynamodb:PutItem',
    'stateMachine:hand-over-tenant': 'states:SendTaskSuccess',
    'vault key of new-user-password:*': BOTH,
  },
  'receive-mail': {
    ...runs,
    ...writesTable,
    ...writesVault,
    'records MAILBOX#*': 'dynamodb:GetItem PutItem Query',
    'records TENANT#*': 'dynamodb:PutItem',
    'vault TENANT#*': 'dynamodb:PutItem',
    'vault key of verification-code:*': 'kms:GenerateDataKey',
    'mails/* of ours': 's3:GetObject',
    'data key by s3': 'kms:Decrypt',
    'own dead letters': 'sqs:SendMessage',
  },
};

/** Where people work, and no mail is received. */
const withTheLeast: Record<string, Permissions> = {
  ...plain,
  ConfirmLicence: { ...step, ...readsSecrets('clp-password') },
  ConfirmUserAccounts: { ...step, ...readsSecrets('clp-password') },
  ClaimPrimaryAccount: {
    ...step,
    ...readsSecrets('clp-password'),
    [`vault key of ${PRIMARY}`]: BOTH,
  },
  ProvisionConsole: { ...step, ...readsSecrets(PRIMARY) },
  CheckProvisioning: { ...step, ...readsSecrets(PRIMARY) },
  IssueRegistrationToken: {
    ...step,
    ...readsSecrets(PRIMARY),
    'vault key of registration-token': BOTH,
  },
  RegisterApexCentral: { ...step, ...readsSecrets(PRIMARY, 'registration-token') },
  CheckConnection: { ...step, ...readsSecrets(PRIMARY) },
  StartUpdate: { ...step, ...readsSecrets(PRIMARY) },
  CheckUpdate: { ...step, ...readsSecrets(PRIMARY) },
  VerifyConsole: { ...step, ...readsSecrets(PRIMARY) },
  UpgradeUserAccount: {
    ...runs,
    ...asksPerson,
    ...sendsMails,
    ...readsSecrets('user-password:*', PRIMARY),
    ...writesVault,
    'records TENANT#*': 'dynamodb:GetItem PutItem Query UpdateItem',
    'records SWITCH#*': 'dynamodb:GetItem PutItem',
    'records BRAKE#*': 'dynamodb:PutItem Query',
    'stateMachine:hand-over-tenant': 'states:SendTaskSuccess',
    'vault key of new-user-password:*': BOTH,
  },
};

/** A script adds what the played vendor knows, and nothing of it is secret. */
const withARehearsal = Object.fromEntries(
  Object.entries(withTheLeast).map(([name, permissions]) => [
    name,
    CONSOLE_STATES.has(name)
      ? {
          ...permissions,
          'records REHEARSAL#*': 'dynamodb:GetItem UpdateItem',
          ...('records BUSINESS#*' in (withEverything[name] ?? {}) && notesWhoIsSignedIn),
        }
      : permissions,
  ]),
);

const LOG_DELIVERY =
  'logs:CreateLogDelivery DeleteLogDelivery DescribeLogGroups DescribeResourcePolicies GetLogDelivery ' +
  'ListLogDeliveries PutResourcePolicy UpdateLogDelivery';

const machine = (name: string, ...states: readonly string[]): Permissions => ({
  '*': `${LOG_DELIVERY} xray:GetSamplingRules xray:GetSamplingTargets xray:PutTelemetryRecords xray:PutTraceSegments`,
  [`data key if {"kms:EncryptionContext:aws:states:stateMachineArn":${JSON.stringify(['', '/*', ':*'].map((which) => `stateMachine:${name}${which}`))}}`]:
    BOTH,
  'data key if {"kms:EncryptionContext:SourceArn":"*"}': 'kms:GenerateDataKey',
  ...Object.fromEntries(states.map((state) => [`function ${state}:*`, 'lambda:InvokeFunction'])),
});

const machines: Record<string, Permissions> = {
  'migrate-batch': {
    ...machine('migrate-batch', 'ReadIntake', 'AwaitRelease', 'CountOutcomes', 'WriteReport', 'EmailBatchReport'),
    'stateMachine:migrate-tenant': 'states:StartExecution',
    'reports/batches/* of ours': 's3:GetObject',
    'reports/starts/* of ours': 's3:AbortMultipartUpload GetObject ListMultipartUploadParts PutObject',
    'data key by s3': BOTH,
    'stateMachine:migrate-batch': 'states:StartExecution',
    'execution:migrate-batch:*': 'states:DescribeExecution StopExecution',
    'execution:migrate-batch/StartEachTenant:*': 'states:RedriveExecution',
  },
  'migrate-tenant': {
    ...machine(
      'migrate-tenant',
      ...['ClaimTenant', 'ConfirmLicence', 'ConfirmUserAccounts', 'AskForConsent'],
      ...['ClaimPrimaryAccount', 'ProvisionConsole', 'CheckProvisioning'],
      ...['IssueRegistrationToken', 'RegisterApexCentral', 'CheckConnection', 'StartUpdate', 'CheckUpdate'],
      ...['VerifyConsole', 'RecordOutcome', 'EmailStakeholders'],
    ),
    'stateMachine:hand-over-tenant': 'states:StartExecution',
  },
  'hand-over-tenant': machine(
    'hand-over-tenant',
    ...['ListUserAccounts', 'UpgradeUserAccount', 'HandOverPrimaryAccount', 'DestroySecrets'],
  ),
};

describe.each([
  ['with browsers and a mail domain', {}, { ...withEverything, ...machines }],
  ['with people only', smallest, { ...withTheLeast, ...machines }],
  ['that rehearses', { ...smallest, defaultHands: 'scripted' as const }, { ...withARehearsal, ...machines }],
])('in a deployment %s', (_, settings, expected) => {
  const resources = resourcesOf(aStack(settings));
  const found = whatRolesMayDo(resources);

  test('every function and every machine has its line', () => {
    expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  });

  test.each(Object.entries(expected))('%s may do exactly this', (name, permissions) => {
    expect(found[name]).toEqual(permissions);
  });

  test('no policy is attached to a role from outside', () => {
    expect(policiesBesideRoles(resources)).toEqual([]);
  });
});
