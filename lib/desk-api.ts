import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ApiMapping, DomainName, HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { Names } from './names.ts';
import type { StageSettings } from './stage-settings.ts';

export interface DeskApiProps {
  names: Names;
  desk: NonNullable<StageSettings['desk']>;
}

/**
 * Where the desk is reached, and the key that signs what leads there. Apart from the function behind it, because every
 * function that writes a mail must know the address.
 */
export class DeskApi extends Construct {
  readonly api: HttpApi;
  readonly origin: string;
  /** An HMAC key: with it goes every link and every session, so anyone who deletes it closes the desk. */
  readonly key: Key;
  /** What the DNS name of the setting must lead to; `undefined` where AWS made up the address. */
  readonly domain: DomainName | undefined;

  constructor(scope: Construct, id: string, { names, desk }: DeskApiProps) {
    super(scope, id);
    const { domain } = desk;
    this.key = new Key(this, 'Links', {
      alias: names.of('links'),
      description: 'visionlift: signs the links and sessions of the desk',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.api = new HttpApi(this, 'Api', {
      apiName: names.of('desk'),
      description: 'The desk of visionlift: what waits for people',
      createDefaultStage: false,
      // With a name of our own there is one way in, and links to it only.
      disableExecuteApiEndpoint: domain !== undefined,
    });
    this.domain =
      domain &&
      new DomainName(this, 'Domain', {
        domainName: domain.name,
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      });
    const { region, urlSuffix } = Stack.of(this);
    this.origin = domain ? `https://${domain.name}` : `https://${this.api.apiId}.execute-api.${region}.${urlSuffix}`;
  }

  /** Once the stage is there that answers. */
  nameIt(mapping: Pick<ConstructorParameters<typeof ApiMapping>[2], 'stage'>): void {
    if (this.domain) new ApiMapping(this, 'Mapping', { api: this.api, domainName: this.domain, ...mapping });
  }
}
