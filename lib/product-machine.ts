import { RemovalPolicy } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  CfnStateMachine,
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  StateMachine,
  type IStateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { readDefinition, renderDefinition, type DefinitionName } from './definition.ts';
import type { Grant } from './grant.ts';
import { GrantedRole } from './granted-role.ts';
import { lambdaTasksOf } from './lambda-tasks.ts';
import type { Resources } from './resources.ts';
import type { StateFunctions } from './state-functions.ts';

export interface ProductMachineProps {
  resources: Resources;
  functions: StateFunctions;
  definition: DefinitionName;
  /** What its placeholders stand for, apart from its functions. */
  substitutions?: Readonly<Record<string, string>>;
  /** What the machine may do, apart from invoking its functions. */
  grants?: readonly Grant[];
}

/**
 * One state machine from its file, every state of it bound to a *version* of its function: an execution keeps the
 * definition it began with (Standard workflows do), and so the code, whatever is deployed in the weeks it runs.
 *
 * On the resource itself, and not on CDK's `StateMachine`: its policies have wildcards that ours need not have.
 */
export class ProductMachine extends Construct {
  readonly machine: IStateMachine;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: ProductMachineProps) {
    super(scope, id);
    const { resources, functions, definition, substitutions = {} } = props;
    const { names, keys, settings } = resources;
    const states = lambdaTasksOf(definition).map(({ name }) => name);
    const versions = states.map((state) => [state, functions.of(state).lambda.currentVersion.functionArn] as const);

    this.logGroup = new LogGroup(this, 'Log', {
      // Under this prefix log delivery needs no room in the account's resource policies, which hold ten machines.
      logGroupName: `/aws/vendedlogs/states/${names.of(definition)}`,
      retention: settings.retention.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const resource = new CfnStateMachine(this, 'Machine', {
      stateMachineName: names.of(definition),
      stateMachineType: 'STANDARD',
      definitionString: renderDefinition(readDefinition(definition), {
        ...Object.fromEntries(versions),
        ...substitutions,
      }),
      roleArn: this.#role(props, states).roleArn,
      loggingConfiguration: {
        level: 'ALL',
        // Inputs hold ids only; what is not logged needs no thought.
        includeExecutionData: false,
        destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: this.logGroup.logGroupArn } }],
      },
      tracingConfiguration: { enabled: true },
      encryptionConfiguration: {
        type: 'CUSTOMER_MANAGED_KMS_KEY',
        kmsKeyId: keys.data.keyArn,
        kmsDataKeyReusePeriodSeconds: 300,
      },
    });
    // The key lets the log delivery in before the first execution writes.
    resource.node.addDependency(keys);
    this.#publish(resource);
    this.machine = StateMachine.fromStateMachineArn(this, 'Reference', names.machineArn(definition));
  }

  #role({ resources, functions, definition, grants = [] }: ProductMachineProps, states: readonly string[]) {
    const { names, keys } = resources;
    return new GrantedRole(this, 'Role', {
      description: `${names.of(definition)}: calls its functions`,
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': names.account },
          ArnLike: { 'aws:SourceArn': names.machineArns(definition) },
        },
      }),
      grants: [
        {
          actions: ['lambda:InvokeFunction'],
          resources: states.map((state) => `${functions.of(state).lambda.functionArn}:*`),
          because: 'Every version of its own functions: running executions call the one they began with.',
        },
        {
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [keys.data.keyArn],
          conditions: {
            StringLike: { 'kms:EncryptionContext:aws:states:stateMachineArn': names.machineArns(definition) },
          },
        },
        {
          actions: ['kms:GenerateDataKey'],
          resources: [keys.data.keyArn],
          conditions: { StringEquals: { 'kms:EncryptionContext:SourceArn': names.logsArn() } },
        },
        LOG_DELIVERY,
        TRACING,
        ...grants,
      ],
    });
  }

  /** Each definition that was ever deployed stays as a version, and `live` names the newest. */
  #publish(resource: CfnStateMachine): void {
    const version = new CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: resource.attrArn,
      stateMachineRevisionId: resource.attrStateMachineRevisionId,
    });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnStateMachineAlias(this, 'Live', {
      name: 'live',
      description: 'The definition that the latest deployment published',
      deploymentPreference: { stateMachineVersionArn: version.attrArn, type: 'ALL_AT_ONCE' },
    });
  }
}

const LOG_DELIVERY: Grant = {
  actions: [
    'logs:CreateLogDelivery',
    'logs:DeleteLogDelivery',
    'logs:DescribeLogGroups',
    'logs:DescribeResourcePolicies',
    'logs:GetLogDelivery',
    'logs:ListLogDeliveries',
    'logs:PutResourcePolicy',
    'logs:UpdateLogDelivery',
  ],
  resources: ['*'],
  because: 'CloudWatch Logs knows no resources for the delivery of logs.',
};

const TRACING: Grant = {
  actions: ['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
  resources: ['*'],
  because: 'X-Ray knows no resources for these actions.',
};
