import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, onTestFinished, test } from 'vitest';
import { OidcIdentityProvider } from '../../../lambdas/adapters/oidc/oidc-identity-provider.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { SignInFailedError } from '../../../lambdas/ports/identity-provider.ts';
import { closeServer, listenOnLoopback } from '../../../local/aws/loopback-server.ts';

const CALLBACK = 'https://desk.example/callback';

interface Provider {
  issuer: string;
  /** The last request for a token: its form and its header. */
  asked: { form: URLSearchParams; authorization: string | undefined }[];
}

interface ProviderOptions {
  claims?: Record<string, unknown>;
  methods?: string[];
  /** What it answers instead of a token. */
  refuses?: () => { error: string; error_description: string } | undefined;
  /** The issuer that its tokens name. */
  names?: string;
}

/** A provider that gives a token for any code; the nonce is the code. */
async function aProvider({ claims, methods, refuses, names }: ProviderOptions = {}): Promise<Provider> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig', kid: 'k' };
  const asked: Provider['asked'] = [];
  let issuer = '';
  const answer = async (request: IncomingMessage): Promise<[number, object]> => {
    switch (request.url ?? '') {
      case '/.well-known/openid-configuration':
        return [
          200,
          {
            issuer,
            authorization_endpoint: `${issuer}/authorize`,
            token_endpoint: `${issuer}/token`,
            jwks_uri: `${issuer}/keys`,
            response_types_supported: ['code'],
            subject_types_supported: ['public'],
            id_token_signing_alg_values_supported: ['ES256'],
            ...(methods && { token_endpoint_auth_methods_supported: methods }),
          },
        ];
      case '/keys':
        return [200, { keys: [jwk] }];
      default: {
        const form = new URLSearchParams(await text(request));
        asked.push({ form, authorization: request.headers.authorization });
        const refusal = refuses?.();
        if (refusal) return [401, refusal];
        const token = await new SignJWT({ nonce: form.get('code') ?? '', ...claims })
          .setProtectedHeader({ alg: 'ES256', kid: 'k' })
          .setIssuer(names ?? issuer)
          .setAudience('desk')
          .setSubject('s-1')
          .setIssuedAt()
          .setExpirationTime('5 minutes')
          .sign(privateKey);
        return [200, { access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: token }];
      }
    }
  };
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  issuer = await listenOnLoopback(server);
  onTestFinished(() => closeServer(server));
  return { issuer, asked };
}

async function signIn(provider: OidcIdentityProvider) {
  const { attempt } = await provider.begin();
  const callback = new URL(`${CALLBACK}?code=${attempt.nonce}&state=${attempt.state}`);
  return provider.finish(callback, attempt);
}

const deskAt = (issuer: string, clientSecret?: () => Promise<Secret>) =>
  new OidcIdentityProvider({ issuer, clientId: 'desk', callback: CALLBACK, clientSecret });

describe('who somebody is', () => {
  test.each([
    ['the address that the provider has verified', { email: 'a@example.jp', email_verified: true }, 'a@example.jp'],
    ['an address of which the provider says nothing', { email: 'a@example.jp' }, 'a@example.jp'],
    ['not an address that may be anybody’s', { email: 'a@example.jp', email_verified: false, name: 'A' }, 'A'],
    ['nor one of which that is written as text', { email: 'a@example.jp', email_verified: 'false' }, 's-1'],
    ['the user name before the name', { preferred_username: 'a', name: 'A' }, 'a'],
  ])('is the subject of an issuer; shown is %s', async (_, claims, name) => {
    const { issuer } = await aProvider({ claims });
    expect(await signIn(deskAt(issuer))).toEqual({ issuer, subject: 's-1', name });
  });
});

describe('a client secret', () => {
  test('is not sent where there is none', async () => {
    const { issuer, asked } = await aProvider();
    await signIn(deskAt(issuer));
    expect(asked[0]?.authorization).toBeUndefined();
    expect(asked[0]?.form.get('client_secret')).toBeNull();
    expect(asked[0]?.form.get('code_verifier')).not.toBeNull();
  });

  test.each([
    ['in the header, which OpenID Connect takes for granted', undefined, true],
    ['in the header where the provider takes both', ['client_secret_post', 'client_secret_basic'], true],
    ['in the form where the provider takes nothing else', ['client_secret_post'], false],
  ])('is sent %s, and PKCE beside it', async (_, methods, isBasic) => {
    const { issuer, asked } = await aProvider({ ...(methods && { methods }) });
    await signIn(deskAt(issuer, async () => new Secret('s3cret')));
    const { form, authorization = '' } = asked[0] ?? { form: new URLSearchParams() };
    expect(authorization).toBe(isBasic ? `Basic ${Buffer.from('desk:s3cret').toString('base64')}` : '');
    expect(form.get('client_secret')).toBe(isBasic ? null : 's3cret');
    expect(form.get('code_verifier')).not.toBeNull();
  });

  test('that is wrong is said in one sentence without it, and read again at the next sign-in', async () => {
    const secrets = ['0ld-canary', 'new'];
    let isNew = false;
    const refused = { error: 'invalid_client', error_description: 'The provided client secret is wrong.' };
    const { issuer } = await aProvider({ refuses: () => (isNew ? undefined : refused) });
    const desk = deskAt(issuer, async () => new Secret(secrets.shift() ?? ''));
    const failed = signIn(desk);
    await expect(failed).rejects.toThrow(SignInFailedError);
    await expect(failed).rejects.toThrow(/refuses the desk itself \(invalid_client: The provided.*clientSecretArn/u);
    await expect(failed).rejects.not.toThrow(/0ld-canary/u);

    isNew = true;
    expect((await signIn(desk)).subject).toBe('s-1');
    expect(secrets).toEqual([]);
  });

  test('that cannot be read fails the sign-in, and not those that come later', async () => {
    const { issuer } = await aProvider();
    let isThere = false;
    const desk = deskAt(issuer, async () => {
      if (!isThere) throw new Error('Secrets Manager answered 400 for arn:x');
      return new Secret('s');
    });
    await expect(signIn(desk)).rejects.toThrow(/cannot be used: Secrets Manager answered 400 for arn:x/u);
    isThere = true;
    expect((await signIn(desk)).subject).toBe('s-1');
  });
});

test('a token of another issuer is nobody’s', async () => {
  const { issuer } = await aProvider({ names: 'https://other.example' });
  await expect(signIn(deskAt(issuer))).rejects.toThrow(SignInFailedError);
});

test('an issuer at which no provider answers fails the sign-in with its address', async () => {
  await expect(deskAt('http://127.0.0.1:9/tenant').begin()).rejects.toThrow(
    /^http:\/\/127\.0\.0\.1:9\/tenant cannot be used/u,
  );
});
