import type { Resource, Resources } from './a-stack.ts';

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}

/** A role as the template has it. */
export interface Role extends Resource {
  Properties: {
    AssumeRolePolicyDocument: { Statement: { Principal: { Service: string }; Condition?: unknown }[] };
    Policies: { PolicyDocument: { Statement: Statement[] } }[];
    ManagedPolicyArns?: unknown[];
  };
}

/** What a role may do: by what it may do it to, and under which condition, the actions. */
export type Permissions = Record<string, string>;

/**
 * Everything that each function and each machine may do, by its name and in words that a person can check, read from the
 * template and from nothing else. A condition that has no words here is written out, so that none is overlooked.
 */
export function whatRolesMayDo(resources: Resources): Record<string, Permissions> {
  const users = Object.values(resources).flatMap(({ Type, Properties }) => {
    if (Type === 'AWS::Lambda::Function') return [[Properties['FunctionName'], Properties['Role']] as const];
    if (Type === 'AWS::StepFunctions::StateMachine') {
      return [[Properties['StateMachineName'], Properties['RoleArn']] as const];
    }
    return [];
  });
  return Object.fromEntries(
    users.map(([name, role]) => [bare(String(name)), permissionsOf(resources[idIn(role)] as Role)]),
  );
}

/** Policies that are attached to roles from outside of them; there should be none. */
export function policiesBesideRoles(resources: Resources): string[] {
  return Object.entries(resources)
    .filter(([, { Type }]) => Type === 'AWS::IAM::Policy' || Type === 'AWS::IAM::ManagedPolicy')
    .map(([id]) => id);
}

export function permissionsOf({ Properties }: Role): Permissions {
  if (Properties.ManagedPolicyArns) throw new Error('a role has managed policies');
  const permissions = new Map<string, Set<string>>();
  for (const statement of Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)) {
    if (statement.Effect !== 'Allow') throw new Error('a role is denied something');
    for (const resource of listOf(statement.Resource).map(inWords)) {
      for (const condition of conditionsOf(statement.Condition)) {
        const what = `${resource}${condition}`;
        permissions.set(what, (permissions.get(what) ?? new Set()).union(new Set(listOf(statement.Action))));
      }
    }
  }
  return Object.fromEntries([...permissions].map(([what, actions]) => [what, shortened([...actions].sort())]));
}

/** One text for each alternative that the condition allows. */
function conditionsOf(condition: Statement['Condition'] = {}): string[] {
  const { 'ForAllValues:StringLike': items, StringEquals, StringLike, Null, ...others } = condition;
  const { 'kms:ViaService': service, 'aws:ResourceAccount': account, ...equal } = StringEquals ?? {};
  const { 'kms:EncryptionContext:purpose': purposes, ...like } = StringLike ?? {};
  const rest = [others, equal, like].filter((each) => Object.keys(each).length > 0);
  const isOfATenant = JSON.stringify(Null) === JSON.stringify({ 'kms:EncryptionContext:tenantId': 'false' });
  if ((purposes !== undefined) !== isOfATenant) rest.push({ Null: Null ?? {} });
  const words = [
    ...(typeof service === 'string' ? [` by ${service.split('.')[0] ?? ''}`] : []),
    ...(account ? [' of ours'] : []),
    ...rest.map((each) => ` if ${JSON.stringify(each, (_, value: unknown) => flatReference(value))}`),
  ].join('');
  const alternatives = [
    ...listOf(items?.['dynamodb:LeadingKeys'] as string | string[] | undefined).map((key) => ` ${key}`),
    ...listOf(purposes as string | string[] | undefined).map((purpose) => ` of ${purpose}`),
  ];
  return alternatives.length > 0 ? alternatives.map((each) => `${each}${words}`) : [words];
}

const KNOWN: readonly [RegExp, string][] = [
  [/^<TablesRecords\w+\.Arn>/u, 'records'],
  [/^<TablesVault\w+\.Arn>/u, 'vault'],
  [/^<KeysData\w+\.Arn>/u, 'data key'],
  [/^<KeysVault\w+\.Arn>/u, 'vault key'],
  [/^<DoorLinks\w+\.Arn>/u, 'link key'],
  [/^<BucketsIntake\w+\.Arn>/u, 'intake'],
  [/^<BucketsReports\w+\.Arn>/u, 'reports'],
  [/^<BucketsEvidence\w+\.Arn>/u, 'evidence'],
  [/^<ReceivingMails\w+\.Arn>/u, 'mails'],
  [/^<\w+DeadLetters\w+\.Arn>/u, 'own dead letters'],
  [/^<\w+Log\w+\.Arn>/u, 'own log'],
  [/^<States([A-Za-z]+?)Function[0-9A-F]{8}\.Arn>/u, 'function $1'],
  [/^arn:aws:\w+:ap-northeast-1:<AWS::AccountId>:/u, ''],
];

function inWords(resource: unknown): string {
  return KNOWN.reduce((text, [pattern, words]) => text.replace(pattern, words), flat(resource)).replace(
    'visionlift-test-',
    '',
  );
}

/** `{ "Fn::GetAtt": ["Table", "Arn"] }` is written `<Table.Arn>`. */
function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const reference = value as { Ref?: string; 'Fn::GetAtt'?: string[]; 'Fn::Join'?: [string, unknown[]] };
  if (reference['Fn::Join']) return reference['Fn::Join'][1].map(flat).join(reference['Fn::Join'][0]);
  return `<${reference['Fn::GetAtt']?.join('.') ?? String(reference.Ref)}>`;
}

function flatReference(value: unknown): unknown {
  const isReference = typeof value === 'object' && value !== null && ('Ref' in value || 'Fn::Join' in value);
  return isReference ? inWords(value) : value;
}

/** `dynamodb:GetItem PutItem`. */
function shortened([first = '', ...others]: readonly string[]): string {
  const service = first.slice(0, first.indexOf(':') + 1);
  return [first, ...others.map((action) => (action.startsWith(service) ? action.slice(service.length) : action))].join(
    ' ',
  );
}

function idIn(arn: unknown): string {
  return /^<(\w+)\.Arn>$/u.exec(flat(arn))?.[1] ?? '';
}

function bare(name: string): string {
  return name.replace('visionlift-test-', '');
}

function listOf<T>(value: T | T[] | undefined): T[] {
  return value === undefined ? [] : ([value].flat() as T[]);
}
