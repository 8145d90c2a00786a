import type { DefinitionName } from './definition.ts';
import type { Grant } from './grant.ts';
import type { Resources } from './resources.ts';

/** One line of the table in `permissions`: a thing that a function does, as grants on the resources of a deployment. */
export type Permission = (resources: Resources) => readonly Grant[];

/** Items of the records table, by the beginning of their partition key. */
export type Kind =
  | 'THROTTLE'
  | 'TENANT'
  | 'BATCH'
  | 'BUSINESS'
  | 'CONSOLE'
  | 'MAIL'
  | 'MAILBOX'
  | 'DESK'
  | 'SWITCH'
  | 'BRAKE'
  | 'REHEARSAL';
type ItemAction = 'GetItem' | 'BatchGetItem' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'Query';

/** Reads and writes records of one kind, and of no other. */
export function records(kind: Kind, ...actions: readonly ItemAction[]): Permission {
  return ({ tables, keys, names }) => [
    {
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [tables.records.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${kind}#*`] } },
    },
    atRest(keys.data.keyArn, names.endpoint('dynamodb'), actions),
  ];
}

/** Opens secrets of these purposes; `user-password:*` for those that have a name in theirs. */
export function opensSecrets(...purposes: readonly string[]): Permission {
  return (resources) => [...vaultItems(resources, 'GetItem'), unsealing(resources, 'kms:Decrypt', purposes)];
}

/** Reads sealed secrets a hundred at once, of the purposes that `opensSecrets` lets it open. */
export const readsManySecrets: Permission = (resources) => vaultItems(resources, 'BatchGetItem');

export function sealsSecrets(...purposes: readonly string[]): Permission {
  return (resources) => [...vaultItems(resources, 'PutItem'), unsealing(resources, 'kms:GenerateDataKey', purposes)];
}

/** Takes secrets out of the vault without reading them: DynamoDB cannot tell purposes apart, and nothing is learnt. */
export const destroysSecrets: Permission = (resources) => vaultItems(resources, 'DeleteItem');

/** Names of secrets, never values. */
export const listsSecrets: Permission = (resources) => vaultItems(resources, 'Query');

function vaultItems({ tables, keys, names }: Resources, action: ItemAction): Grant[] {
  return [
    {
      actions: [`dynamodb:${action}`],
      resources: [tables.vault.tableArn],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['TENANT#*'] } },
    },
    atRest(keys.vault.keyArn, names.endpoint('dynamodb'), [action]),
  ];
}

/** The key itself asks for a tenant and a purpose with each secret; a role gets the purposes of its own step. */
function unsealing({ keys }: Resources, action: string, purposes: readonly string[]): Grant {
  return {
    actions: [action],
    resources: [keys.vault.keyArn],
    conditions: {
      StringLike: { 'kms:EncryptionContext:purpose': purposes },
      Null: { 'kms:EncryptionContext:tenantId': 'false' },
    },
  };
}

const WRITING = new Set<ItemAction>(['PutItem', 'UpdateItem', 'DeleteItem']);

/** DynamoDB uses a table's key in the name of the one who asks; nobody can use it so but through DynamoDB. */
function atRest(keyArn: string, endpoint: string, actions: readonly ItemAction[]): Grant {
  const writes = actions.some((action) => WRITING.has(action));
  return {
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      ...(writes ? ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'] : []),
    ],
    resources: [keyArn],
    conditions: { StringEquals: { 'kms:ViaService': endpoint } },
  };
}

/** Reads the pinned version of an uploaded file, and can tell that it is gone. */
export const readsIntake: Permission = ({ buckets, keys, names }) => [
  objects(
    names.account,
    ['s3:GetObjectVersion'],
    INTAKE.map((prefix) => buckets.intake.arnForObjects(prefix)),
  ),
  {
    // Without it S3 answers 403 for an object that is gone, which is no reason that an operator can act on.
    actions: ['s3:ListBucket'],
    resources: [buckets.intake.bucketArn],
    conditions: ours(names.account),
  },
  viaS3(keys.data.keyArn, names, ['kms:Decrypt']),
];

/** Lists the uploaded files and asks for the newest version of each, as their events did. */
export const findsIntake: Permission = ({ buckets, keys, names }) => [
  objects(
    names.account,
    ['s3:GetObject'],
    INTAKE.map((prefix) => buckets.intake.arnForObjects(prefix)),
  ),
  { actions: ['s3:ListBucket'], resources: [buckets.intake.bucketArn], conditions: ours(names.account) },
  viaS3(keys.data.keyArn, names, ['kms:Decrypt']),
];

/** Deletes a version of an uploaded file: the one with passwords in it. */
export const deletesIntake: Permission = ({ buckets, names }) => [
  objects(
    names.account,
    ['s3:DeleteObjectVersion'],
    INTAKE.map((prefix) => buckets.intake.arnForObjects(prefix)),
  ),
];

const INTAKE = ['incoming/*', 'dry-run/*'];

/**
 * Writes under these prefixes of the reports bucket; what is large in parts, which KMS must decrypt to put together.
 */
export function writesReports(...prefixes: readonly string[]): Permission {
  return ({ buckets, keys, names }) => [
    objects(
      names.account,
      ['s3:PutObject'],
      prefixes.map((prefix) => buckets.reports.arnForObjects(`${prefix}*`)),
    ),
    viaS3(keys.data.keyArn, names, ['kms:Decrypt', 'kms:GenerateDataKey']),
  ];
}

export const keepsEvidence: Permission = ({ buckets, keys, names }) => [
  objects(names.account, ['s3:PutObject'], [buckets.evidence.arnForObjects('*')]),
  viaS3(keys.data.keyArn, names, ['kms:GenerateDataKey']),
];

/**
 * Reads the pictures of a tenant for its completion report and for operators, and can tell that the time of one is
 * over.
 */
export const readsEvidence: Permission = ({ buckets, keys, names }) => [
  objects(names.account, ['s3:GetObject'], [buckets.evidence.arnForObjects('*')]),
  { actions: ['s3:ListBucket'], resources: [buckets.evidence.bucketArn], conditions: ours(names.account) },
  viaS3(keys.data.keyArn, names, ['kms:Decrypt']),
];

/** The work list and the results of a Distributed Map; results are written in parts and read back by the Map itself. */
export const mapsOverWorkList: Permission = ({ buckets, keys, names }) => [
  objects(names.account, ['s3:GetObject'], [buckets.reports.arnForObjects('batches/*')]),
  objects(
    names.account,
    ['s3:PutObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'],
    [buckets.reports.arnForObjects('starts/*')],
  ),
  viaS3(keys.data.keyArn, names, ['kms:Decrypt', 'kms:GenerateDataKey']),
];

export function readsObjectsOf(bucketArn: string): Permission {
  return ({ keys, names }) => [
    objects(names.account, ['s3:GetObject'], [`${bucketArn}/*`]),
    viaS3(keys.data.keyArn, names, ['kms:Decrypt']),
  ];
}

function objects(account: string, actions: readonly string[], resources: readonly string[]): Grant {
  const because = 'The objects have their names from uploads, batches and tenants, which are not known beforehand.';
  return { actions, resources, conditions: ours(account), because };
}

/** What ExpectedBucketOwner would say with each request: a bucket of somebody else's that took our name is refused. */
function ours(account: string): { StringEquals: Record<string, string> } {
  return { StringEquals: { 'aws:ResourceAccount': account } };
}

function viaS3(keyArn: string, names: Resources['names'], actions: readonly string[]): Grant {
  return {
    actions,
    resources: [keyArn],
    conditions: { StringEquals: { 'kms:ViaService': names.endpoint('s3') } },
  };
}

/** Sends as the deployment's sender and as nobody else; each mail leaves a mark of its own in the table. */
export const sendsMails: Permission = (resources) => {
  const { names, settings } = resources;
  return [
    {
      actions: ['ses:SendEmail'],
      resources: [names.identityArn('*'), names.configurationSetArn(names.of('mails'))],
      conditions: { StringEquals: { 'ses:FromAddress': settings.sender } },
      because:
        'While the account is in the sandbox SES asks for the identity of each recipient too; the sender is fixed by a condition.',
    },
    ...records('MAIL', 'GetItem', 'PutItem', 'UpdateItem')(resources),
  ];
};

export function answersTokensOf(machine: DefinitionName): Permission {
  return ({ names }) => [{ actions: ['states:SendTaskSuccess'], resources: [names.machineArn(machine)] }];
}

/** Says that a person could not do a step, or saw what stops the tenant. */
export function failsTokensOf(machine: DefinitionName): Permission {
  return ({ names }) => [{ actions: ['states:SendTaskFailure'], resources: [names.machineArn(machine)] }];
}

/** Makes links to the desk for mails. */
export const signsLinks: Permission = ({ door }) =>
  door ? [{ actions: ['kms:GenerateMac'], resources: [door.key.keyArn] }] : [];

/** Knows links and sessions that are ours. */
export const knowsLinks: Permission = ({ door }) =>
  door ? [{ actions: ['kms:VerifyMac'], resources: [door.key.keyArn] }] : [];

/** Shows stakeholders the completion report of their tenant, and can tell that its time is over. */
export const showsCompletionReports: Permission = ({ buckets, keys, names }) => [
  objects(names.account, ['s3:GetObject'], [buckets.reports.arnForObjects('tenants/*')]),
  { actions: ['s3:ListBucket'], resources: [buckets.reports.bucketArn], conditions: ours(names.account) },
  viaS3(keys.data.keyArn, names, ['kms:Decrypt']),
];

export function starts(machine: DefinitionName): Permission {
  return ({ names }) => [{ actions: ['states:StartExecution'], resources: [names.machineArn(machine)] }];
}

export function asksExecutionsOf(machine: DefinitionName): Permission {
  return ({ names }) => [
    {
      actions: ['states:DescribeExecution'],
      resources: [names.executionsArn(machine)],
      because: 'Executions are named after tenants, which are not known beforehand; the machine is fixed.',
    },
  ];
}
