import { RemovalPolicy, Size, type Duration } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
  type FunctionProps,
  type ILayerVersion,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { codeOf, type FunctionKind } from './bundles.ts';
import type { Grant } from './grant.ts';
import type { Permission } from './grants.ts';
import { GrantedRole } from './granted-role.ts';
import type { Resources } from './resources.ts';

export interface ProductFunctionProps extends Pick<FunctionProps, 'onFailure' | 'maxEventAge' | 'retryAttempts'> {
  resources: Resources;
  kind: FunctionKind;
  /** Of its file in that folder: `confirm-licence`. */
  file: string;
  /** Of the function, after the deployment's: `ConfirmLicence`. */
  name: string;
  description: string;
  environment: Readonly<Record<string, string>>;
  permissions: readonly Permission[];
  /** What this function needs besides its permissions. */
  grants?: readonly Grant[];
  timeout: Duration;
  memorySize: number;
  /** The layer with the browser, for a function that works with one. */
  browser?: ILayerVersion | undefined;
  reservedConcurrentExecutions?: number | undefined;
}

/** Milliseconds of a browser are dear: with 2 GB it has more than one processor. Unpacked it takes 211 MB of /tmp. */
const BROWSER = { memorySize: 2048, ephemeralStorageSize: Size.mebibytes(1024) };

const TRACING = {
  actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  resources: ['*'],
  because: 'X-Ray knows no resources for these actions.',
} satisfies Grant;

/**
 * One Lambda function, with a log group and a role of its own. Each deployment that changes it publishes a version and
 * keeps the old one, which running tenants still call.
 */
export class ProductFunction extends Construct {
  readonly lambda: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: ProductFunctionProps) {
    super(scope, id);
    const { resources, kind, file, description, environment, permissions, browser, grants = [] } = props;
    const { names, settings } = resources;
    const functionName = names.of(props.name);
    this.logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: settings.retention.logDays,
      // What must be kept is in the table; logs come and go with the function.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new GrantedRole(this, 'Role', {
      description: `${functionName}: what its step does, and nothing else`,
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      grants: [...this.#runs(), ...permissions.flatMap((permission) => permission(resources)), ...grants],
    });
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName,
      description,
      runtime: Runtime.NODEJS_24_X,
      // A fifth cheaper; the browser comes for x86_64 only.
      architecture: browser ? Architecture.X86_64 : Architecture.ARM_64,
      code: codeOf(`${kind}/${file}`, { hands: settings.defaultHands }),
      handler: `${file}.handler`,
      role: role.withoutPolicyUpdates(),
      environment: {
        ...environment,
        // Chromium's own sandbox of several processes is not sure to start on Lambda.
        ...(browser && { CHROMIUM_PACK: '/opt/chromium', BROWSER_MODE: 'single' }),
      },
      timeout: props.timeout,
      memorySize: props.memorySize,
      ...(browser && { layers: [browser], ...BROWSER }),
      ...(props.reservedConcurrentExecutions !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrentExecutions,
      }),
      ...(props.onFailure && {
        onFailure: props.onFailure,
        maxEventAge: props.maxEventAge,
        retryAttempts: props.retryAttempts,
      }),
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    this.#acknowledge(props, role);
  }

  /** What every function does, whatever its step: it logs, and it is traced. */
  #runs(): Grant[] {
    return [
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [this.logGroup.logGroupArn] },
      TRACING,
    ];
  }

  #acknowledge({ onFailure }: ProductFunctionProps, role: GrantedRole): void {
    acknowledge(role, 'Serverless-LambdaStarPermissions', TRACING.because);
    const whyNoQueue = onFailure
      ? 'Events that fail go to a destination, which also keeps the error; a queue besides it would hold them twice.'
      : 'Called synchronously, by a state machine that retries and catches or by a person who waits; there is no event that could be lost.';
    acknowledge(this.lambda, 'Serverless-LambdaDLQ', whyNoQueue);
  }
}
