import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpRoute, HttpRouteKey, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { DeskApi } from './desk-api.ts';
import { functionEnvironment } from './function-environment.ts';
import { permissionsOfTriggers } from './permissions.ts';
import { ProductFunction } from './product-function.ts';
import type { Resources } from './resources.ts';
import type { StageSettings } from './stage-settings.ts';

export interface DeskProps {
  resources: Resources;
  door: DeskApi;
  desk: NonNullable<StageSettings['desk']>;
}

/** Requests in a second, and at once: people, and the mail scanners that follow their links. */
const RATE = { rateLimit: 50, burstLimit: 100 };

/**
 * No path and no query: a link belongs to anyone who holds it. What remains tells whether it works, and who knocks too
 * often.
 */
const ACCESS_LOG = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTime',
    address: '$context.identity.sourceIp',
    method: '$context.httpMethod',
    status: '$context.status',
    length: '$context.responseLength',
    milliseconds: '$context.responseLatency',
    error: '$context.integrationErrorMessage',
  }),
);

/** The function that answers every page of the desk, behind its door. */
export class Desk extends Construct {
  readonly function: ProductFunction;
  readonly #door: DeskApi;

  constructor(scope: Construct, id: string, { resources, door, desk }: DeskProps) {
    super(scope, id);
    this.#door = door;
    const { names, settings } = resources;
    const { issuer, clientId, clientSecretArn, requiredClaim } = desk.signIn;
    this.function = new ProductFunction(this, 'Function', {
      resources,
      kind: 'triggers',
      file: 'desk',
      name: 'desk',
      description: 'Every page of the desk: tasks by link or sign-in, what waits, and the answers of people',
      environment: {
        ...functionEnvironment(resources),
        OIDC_ISSUER: issuer,
        OIDC_CLIENT_ID: clientId,
        ...(clientSecretArn && { OIDC_CLIENT_SECRET_ARN: clientSecretArn }),
        ...(requiredClaim && { OIDC_REQUIRED_CLAIM: `${requiredClaim.name}=${requiredClaim.value}` }),
      },
      permissions: permissionsOfTriggers.desk,
      // API Gateway gives up after 30 s and says so; a step that is being recorded goes on to its end.
      timeout: Duration.seconds(60),
      // A person waits: a full processor.
      memorySize: 1769,
    });
    const route = new HttpRoute(this, 'Route', {
      httpApi: door.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: new HttpLambdaIntegration('Integration', this.function.lambda),
    });
    acknowledge(
      route,
      'AwsSolutions-APIG4',
      'The function checks who asks: by a signed link, or by a session that an OpenID sign-in has begun; a JWT authorizer reads no cookie.',
    );
    const accessLog = new LogGroup(this, 'Access', {
      // API Gateway writes to groups of this prefix without a policy for each.
      logGroupName: `/aws/vendedlogs/${names.of('desk')}`,
      retention: settings.retention.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: door.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: RATE,
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: ACCESS_LOG },
    });
    door.nameIt({ stage });
  }

  /** Answers that failed on our side. */
  faults(period: Duration): Metric {
    return new Metric({
      namespace: 'AWS/ApiGateway',
      metricName: '5xx',
      dimensionsMap: { ApiId: this.#door.api.apiId },
      statistic: 'Sum',
      period,
    });
  }
}
