import { dynamoClient } from '../adapters/dynamo/client.ts';
import { DynamoTable } from '../adapters/dynamo/dynamo-table.ts';
import { DynamoThrottle } from '../adapters/dynamo/dynamo-throttle.ts';
import { OidcIdentityProvider } from '../adapters/oidc/oidc-identity-provider.ts';
import { S3Pictures } from '../adapters/s3/s3-pictures.ts';
import { readSecret } from '../adapters/secrets-manager/read-secret.ts';
import { SignedLinks } from '../adapters/signed-links.ts';
import { SystemClock } from '../adapters/system-clock.ts';
import type { Ports } from '../ports/index.ts';
import { deskPages } from '../desk/desk-pages.ts';
import type { DeskDoors } from '../desk/http/desk-site.ts';
import { Sessions } from '../desk/http/sessions.ts';
import { readEnvironment, type Environment } from './environment.ts';
import { signerOnAws } from './signer-on-aws.ts';

/** What only the desk needs, as its environment says; throws when a variable is missing. */
export function deskDoorsOnAws({ settings }: Pick<Ports, 'settings'>): DeskDoors {
  const environment = readEnvironment();
  const origin = required(environment, 'DESK_ORIGIN');
  const signer = signerOnAws(environment);
  // Sign-ins and answers are counted by the wall, also where waiting passes faster.
  const clock = new SystemClock();
  // Whatever finds credentials and region for the tables does so for objects.
  const { credentials, region } = dynamoClient().config;
  const objects = { credentials, region, endpoint: process.env['AWS_ENDPOINT_URL_S3'] };
  const secretArn = environment.OIDC_CLIENT_SECRET_ARN;
  const [, name, value] = /^([^=]+)=(.+)$/u.exec(environment.OIDC_REQUIRED_CLAIM ?? '') ?? [];
  return {
    tasks: deskPages,
    signer,
    links: new SignedLinks({ signer, origin }),
    sessions: new Sessions({ signer, clock, secure: origin.startsWith('https:') }),
    throttle: new DynamoThrottle(new DynamoTable(environment.TABLE_NAME), clock),
    identityProvider: new OidcIdentityProvider({
      issuer: required(environment, 'OIDC_ISSUER'),
      clientId: required(environment, 'OIDC_CLIENT_ID'),
      clientSecret:
        secretArn === undefined
          ? undefined
          : () => readSecret(secretArn, { credentials, endpoint: process.env['AWS_ENDPOINT_URL_SECRETS_MANAGER'] }),
      callback: `${origin}/callback`,
      requiredClaim: name !== undefined && value !== undefined ? { name, value } : undefined,
    }),
    pictures: new S3Pictures({ ...objects, bucket: settings.evidenceBucket }),
    reports: new S3Pictures({ ...objects, bucket: environment.REPORTS_BUCKET }),
    origin,
  };
}

function required(environment: Environment, name: 'DESK_ORIGIN' | 'OIDC_ISSUER' | 'OIDC_CLIENT_ID'): string {
  const value = environment[name];
  if (value === undefined) throw new Error(`${name} is not set: the desk cannot open`);
  return value;
}
