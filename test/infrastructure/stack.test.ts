import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../lambdas/runtime/environment.ts';
import { definitionNames, readDefinition } from '../../lib/definition.ts';
import { lambdaTasksOf } from '../../lib/lambda-tasks.ts';
import { CONSOLE_STATES } from '../../lib/hands.ts';
import { aStack, ofType, resourcesOf, smallest, type Resource } from './a-stack.ts';

const resources = resourcesOf(aStack());
const states = definitionNames.flatMap((name) => lambdaTasksOf(name));
const functions = new Map(
  ofType(resources, 'AWS::Lambda::Function').map((resource) => [
    String(resource.Properties['FunctionName']).replace('visionlift-test-', ''),
    resource.Properties,
  ]),
);

describe('the template', () => {
  test('has no custom resource, whose function would be nobody’s', () => {
    const types = Object.values(resources).map(({ Type }) => Type);

    expect(types.filter((type) => /^Custom::|CustomResource/u.test(type))).toEqual([]);
    expect(functions.size).toBe(states.length + 6);
  });

  test('is the same each time', () => {
    expect(resourcesOf(aStack())).toEqual(resources);
  });

  test('keeps a rehearsal in tables of its own, so that no tenant of it is ever "already migrated" for real', () => {
    const rehearsal = resourcesOf(aStack({ ...smallest, defaultHands: 'scripted' }));
    const names = ofType(rehearsal, 'AWS::DynamoDB::Table').map(({ Properties }) => Properties['TableName']);

    expect(names).toEqual(['visionlift-test-rehearsal', 'visionlift-test-rehearsal-vault']);
  });

  test('has less without browsers and without a mail domain', () => {
    const types = new Set(Object.values(resourcesOf(aStack(smallest))).map(({ Type }) => Type));

    expect(types).not.toContain('AWS::Lambda::LayerVersion');
    expect(types).not.toContain('AWS::SES::ReceiptRule');
  });

  test('is protected from being deleted by a slip, also where the settings do not say so', () => {
    expect(aStack().terminationProtection).toBe(true);
  });
});

describe('a first deployment that fails can be repeated', () => {
  const stack = aStack({ deletionProtection: false });
  const first = resourcesOf(stack);
  const kept = Object.entries(first).filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain');

  test('because CloudFormation may delete the stack and the tables of it', () => {
    expect(stack.terminationProtection).toBe(false);
    for (const { Properties } of ofType(first, 'AWS::DynamoDB::Table')) {
      expect(Properties['DeletionProtectionEnabled']).toBe(false);
    }
  });

  test('because nothing with a name of its own is left behind, which the next one could not make', () => {
    const named = kept.filter(([, { Properties }]) =>
      Object.entries(Properties).some(([key, value]) => /Name$/u.test(key) && typeof value === 'string'),
    );

    expect(named).toEqual([]);
  });

  test('because nothing is left behind but versions, and buckets to which AWS itself writes', () => {
    const buckets = kept.filter(([, { Type }]) => Type === 'AWS::S3::Bucket').map(([id]) => id.slice(0, -8));

    expect(buckets.sort()).toEqual(['BucketsAccessLogs', 'ReceivingMails']);
    expect(new Set(kept.map(([, { Type }]) => Type))).toEqual(
      new Set(['AWS::S3::Bucket', 'AWS::Lambda::Version', 'AWS::StepFunctions::StateMachineVersion']),
    );
  });

  test('and differs from what is protected afterwards in the protection of the tables alone', () => {
    const protectedTables = Object.fromEntries(
      Object.entries(first).map(([id, resource]) =>
        resource.Type === 'AWS::DynamoDB::Table'
          ? [id, { ...resource, Properties: { ...resource.Properties, DeletionProtectionEnabled: true } }]
          : [id, resource],
      ),
    );

    expect(protectedTables).toEqual(resources);
  });

  test('but says at each synth that nothing is protected yet', () => {
    const warnings = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('deletionProtection'));

    expect(warnings).toHaveLength(1);
    expect(Annotations.fromStack(aStack()).findWarning('*', Match.stringLikeRegexp('deletionProtection'))).toEqual([]);
  });
});

describe('what is kept when the stack goes', () => {
  test.each([
    ['AWS::DynamoDB::Table', ['RetainExceptOnCreate']],
    ['AWS::KMS::Key', ['RetainExceptOnCreate']],
    ['AWS::S3::Bucket', ['Retain', 'RetainExceptOnCreate']],
    // Executions may have begun with them before a deployment is rolled back.
    ['AWS::Lambda::Version', ['Retain']],
    ['AWS::StepFunctions::StateMachineVersion', ['Retain']],
  ])('%s', (type, policies) => {
    const found = ofType(resources, type);

    expect(new Set(found.map(({ DeletionPolicy }) => DeletionPolicy))).toEqual(new Set(policies));
    expect(new Set(found.map(({ UpdateReplacePolicy }) => UpdateReplacePolicy))).toEqual(new Set(['Retain']));
  });
});

describe('the tables', () => {
  const tables = new Map(
    ofType(resources, 'AWS::DynamoDB::Table').map(({ Properties }) => [Properties['TableName'], Properties]),
  );

  test('are keyed as the adapters key them, under a customer key, and protected', () => {
    for (const table of tables.values()) {
      expect(table).toMatchObject({
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      });
    }
  });

  test('can be restored, but for the vault, where destroyed means destroyed', () => {
    expect(tables.get('visionlift-test')?.['PointInTimeRecoverySpecification']).toEqual({
      PointInTimeRecoveryEnabled: true,
    });
    expect(tables.get('visionlift-test-vault')?.['PointInTimeRecoverySpecification']).toBeUndefined();
  });

  test('have keys of their own', () => {
    const keys = [...tables.values()].map(({ SSESpecification }) => JSON.stringify(SSESpecification));

    expect(new Set(keys).size).toBe(2);
  });
});

describe('the buckets', () => {
  const buckets = ofType(resources, 'AWS::S3::Bucket').map(({ Properties }) => Properties);

  test('are closed to everybody from outside, and end what they keep', () => {
    for (const bucket of buckets) {
      expect(bucket).toMatchObject({
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        LifecycleConfiguration: { Rules: [expect.objectContaining({ Status: 'Enabled' })] },
      });
    }
  });

  test('answer TLS only, as queues and topics do', () => {
    const policies = ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'].map((type) =>
      ofType(resources, type).filter((policy) => JSON.stringify(policy).includes('"aws:SecureTransport":"false"')),
    );

    expect(policies.map((found) => found.length)).toEqual([
      buckets.length,
      ofType(resources, 'AWS::SQS::Queue').length,
      1,
    ]);
  });

  test('of intake and of mails tell EventBridge, and the intake keeps versions', () => {
    const telling = Object.entries(resources).filter(
      ([, { Properties }]) => Properties['NotificationConfiguration'] !== undefined,
    );

    expect(telling.map(([id]) => id.replace(/[0-9A-F]{8}$/u, '')).sort()).toEqual(['BucketsIntake', 'ReceivingMails']);
    expect(telling.find(([id]) => id.startsWith('BucketsIntake'))?.[1].Properties['VersioningConfiguration']).toEqual({
      Status: 'Enabled',
    });
  });

  test('of mails forget after a day', () => {
    const [mails] = Object.entries(resources).filter(([id]) => /^ReceivingMails[0-9A-F]{8}$/u.test(id));

    expect(JSON.stringify(mails?.[1].Properties['LifecycleConfiguration'])).toContain('"ExpirationInDays":1,');
  });
});

describe('the functions', () => {
  test.each(states)('$name is named after its state', ({ name }) => {
    expect(functions.get(name)).toMatchObject({ Runtime: 'nodejs24.x', TracingConfig: { Mode: 'Active' } });
  });

  test.each(states)('$name gives up before its state does, because only its own time-out is tried again', (state) => {
    expect(Number(functions.get(state.name)?.['Timeout'])).toBeLessThan(state.timeoutSeconds);
  });

  test('have the environment that their code reads', () => {
    for (const { Environment } of functions.values()) {
      const { Variables } = Environment as { Variables: Record<string, unknown> };
      const values = Object.entries(Variables).map(([name, value]) => [
        name,
        typeof value === 'string'
          ? value
          : name.endsWith('_ARN')
            ? 'arn:aws:x'
            : name.endsWith('_ORIGIN')
              ? 'https://desk.example.jp'
              : 'some-name',
      ]);

      expect(() => readEnvironment(Object.fromEntries(values) as Record<string, string>)).not.toThrow();
    }
  });

  test('work with browsers where the state works on a console', () => {
    const withBrowser = [...functions].filter(([, { Layers }]) => Layers !== undefined);

    expect(new Set(withBrowser.map(([name]) => name))).toEqual(CONSOLE_STATES);
    for (const [, properties] of withBrowser) {
      expect(properties).toMatchObject({
        Architectures: ['x86_64'],
        MemorySize: 2048,
        EphemeralStorage: { Size: 1024 },
        Timeout: 900,
        Environment: { Variables: { CHROMIUM_PACK: '/opt/chromium', BROWSER_MODE: 'single' } },
      });
    }
  });

  test('are on the cheaper processor where none is needed', () => {
    const others = [...functions].filter(([name]) => !CONSOLE_STATES.has(name));

    for (const [, { Architectures }] of others) expect(Architectures).toEqual(['arm64']);
    for (const { Properties } of ofType(resourcesOf(aStack(smallest)), 'AWS::Lambda::Function')) {
      expect(Properties['Architectures']).toEqual(['arm64']);
    }
  });

  test('hold no more browsers at once than the setting says', () => {
    const limited = ofType(resourcesOf(aStack({ reservedConcurrency: 7 })), 'AWS::Lambda::Function').filter(
      ({ Properties }) => Properties['ReservedConcurrentExecutions'] === 7,
    );

    expect(limited).toHaveLength(CONSOLE_STATES.size);
  });

  test('log to groups that end by themselves', () => {
    const groups = ofType(resources, 'AWS::Logs::LogGroup');

    expect(groups).toHaveLength(functions.size + definitionNames.length + 2);
    for (const { Properties } of groups) expect(Properties['RetentionInDays']).toBe(365);
  });
});

describe.each(definitionNames)('the machine %s', (name) => {
  const machine = ofType(resources, 'AWS::StepFunctions::StateMachine').find(
    ({ Properties }) => Properties['StateMachineName'] === `visionlift-test-${name}`,
  );

  test('logs everything but data, is traced, and lies under the customer key', () => {
    expect(machine?.Properties).toMatchObject({
      LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
      TracingConfiguration: { Enabled: true },
      EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY' },
    });
  });

  test('calls versions of its functions, so that a running execution keeps the code it began with', () => {
    const called = referencesIn(machine).filter((id) => resources[id]?.Type === 'AWS::Lambda::Version');

    expect(new Set(called).size).toBe(lambdaTasksOf(name).length);
  });

  test('has the definition of its file, with every placeholder bound', () => {
    const text = JSON.stringify(machine?.Properties['DefinitionString']);

    expect(text).not.toContain('${');
    expect(text).toContain(JSON.stringify(/"Comment": "(.+?)"/u.exec(readDefinition(name))?.[1] ?? '').slice(1, -1));
  });
});

test('each definition that is deployed is published, and `live` names the newest', () => {
  expect(ofType(resources, 'AWS::StepFunctions::StateMachineVersion')).toHaveLength(3);
  for (const { Properties } of ofType(resources, 'AWS::StepFunctions::StateMachineAlias')) {
    expect(Properties['Name']).toBe('live');
  }
});

describe('the rules', () => {
  const rules = new Map(
    ofType(resources, 'AWS::Events::Rule').map(({ Properties }) => [
      String(Properties['Name']).replace('visionlift-test-', ''),
      Properties as { EventPattern: Record<string, unknown>; Targets: Record<string, unknown>[] },
    ]),
  );

  test('start a batch for objects under the two prefixes, of our own account', () => {
    expect(rules.get('start-batch')?.EventPattern).toEqual({
      account: [{ Ref: 'AWS::AccountId' }],
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: {
        bucket: { name: [{ Ref: expect.stringMatching(/^BucketsIntake/u) as string }] },
        object: { key: [{ prefix: 'incoming/' }, { prefix: 'dry-run/' }] },
      },
    });
  });

  test('close tenants whose executions ended without an outcome', () => {
    expect(rules.get('execution-ended')?.EventPattern).toMatchObject({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    });
    expect(JSON.stringify(rules.get('execution-ended'))).toContain(':stateMachine:visionlift-test-migrate-tenant');
  });

  test('look for what was lost every quarter of an hour, whatever happens or does not', () => {
    expect(rules.get('on-schedule')).toMatchObject({ ScheduleExpression: 'rate(15 minutes)', State: 'ENABLED' });
    expect(rules.get('on-schedule')?.EventPattern).toBeUndefined();
  });

  test('have a queue for what they cannot deliver', () => {
    expect([...rules.keys()].sort()).toEqual([
      'execution-ended',
      'mail-feedback',
      'on-schedule',
      'receive-mail',
      'start-batch',
      'undelivered-mail',
    ]);
    for (const { Targets } of rules.values())
      expect(Targets).toEqual([expect.objectContaining({ DeadLetterConfig: expect.anything() as unknown })]);
  });

  test('try for a day to call a function, and the function tries three times', () => {
    for (const name of ['start-batch', 'execution-ended', 'on-schedule', 'receive-mail', 'undelivered-mail']) {
      expect(rules.get(name)?.Targets[0]?.['RetryPolicy']).toEqual({
        MaximumEventAgeInSeconds: 86_400,
        MaximumRetryAttempts: 185,
      });
    }
    for (const { Properties } of ofType(resources, 'AWS::Lambda::EventInvokeConfig')) {
      expect(Properties).toMatchObject({ MaximumRetryAttempts: 2, DestinationConfig: { OnFailure: {} } });
    }
  });
});

describe('services that come in from outside', () => {
  test('may use functions, queues, topics, buckets and keys for our own resources only', () => {
    const open = Object.entries(resources).flatMap(([id, resource]) =>
      statementsOf(resource)
        .filter(({ Principal, Condition }) => isService(Principal) && !isBound(Condition))
        .map(() => id),
    );
    const permissions = ofType(resources, 'AWS::Lambda::Permission').filter(
      ({ Properties }) => !Properties['SourceArn'],
    );

    expect(open).toEqual([]);
    expect(permissions).toEqual([]);
  });

  test.each(definitionNames)(
    'let Step Functions act for %s, the children of its maps and its versions, and for no machine whose name only begins alike',
    (name) => {
      const roles = ofType(resources, 'AWS::IAM::Role').map(
        ({ Properties }) => (Properties['AssumeRolePolicyDocument'] as { Statement: Statement[] }).Statement,
      );
      const [trust, ...others] = roles
        .flat()
        .filter((statement) => JSON.stringify(statement.Condition ?? {}).includes(`visionlift-test-${name}`));

      expect(others).toEqual([]);
      expect(trust?.Condition?.['StringEquals']).toHaveProperty('aws:SourceAccount');
      const allowed = [trust?.Condition?.['ArnLike']?.['aws:SourceArn']].flat().map((each) => JSON.stringify(each));
      expect(allowed.map((each) => /stateMachine:visionlift-test-([^"]+)/u.exec(each)?.[1])).toEqual([
        name,
        `${name}/*`,
        `${name}:*`,
      ]);
    },
  );
});

interface Statement {
  Principal?: { Service?: string };
  Condition?: Record<string, Record<string, unknown>>;
}

function statementsOf({ Type, Properties }: Resource): Statement[] {
  if (Type === 'AWS::IAM::Role') return [];
  const policy = (Properties['PolicyDocument'] ?? Properties['KeyPolicy'] ?? {}) as { Statement?: Statement[] };
  return policy.Statement ?? [];
}

function isService(principal: Statement['Principal']): boolean {
  return principal?.Service !== undefined;
}

function isBound(condition: Statement['Condition'] = {}): boolean {
  const keys = Object.values(condition).flatMap((each) => Object.keys(each));
  return keys.some((key) => ['aws:SourceArn', 'aws:SourceAccount', 'kms:EncryptionContext:SourceArn'].includes(key));
}

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Ref' in value) return [String(value.Ref)];
  return Object.values(value).flatMap(referencesIn);
}

describe('the desk', () => {
  const named = {
    name: 'desk.msp.example.jp',
    certificateArn: 'arn:aws:acm:ap-northeast-1:111122223333:certificate/x',
  };
  const signIn = { issuer: 'https://login.msp.example.jp/', clientId: 'visionlift' };
  const ofDesk = (type: string, domain?: typeof named) =>
    ofType(resourcesOf(aStack({ desk: { signIn, ...(domain && { domain }) } })), type).map(
      ({ Properties }) => Properties,
    );

  test('with a name of its own has no second way in, to which no link leads and no cookie belongs', () => {
    expect(ofDesk('AWS::ApiGatewayV2::Api', named)).toMatchObject([{ DisableExecuteApiEndpoint: true }]);
    expect(ofDesk('AWS::ApiGatewayV2::Api')).toMatchObject([{ DisableExecuteApiEndpoint: false }]);
  });

  test('takes fifty requests a second and a hundred at once: more are no people, and each signature is paid for', () => {
    expect(ofDesk('AWS::ApiGatewayV2::Stage')).toMatchObject([
      { DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 } },
    ]);
  });
});
