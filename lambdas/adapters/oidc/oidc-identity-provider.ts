import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  discovery,
  enableNonRepudiationChecks,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  ResponseBodyError,
} from 'openid-client';
import type { Secret } from '../../domain/secret.ts';
import * as z from '../../domain/zod.ts';
import {
  SignInFailedError,
  type Identity,
  type IdentityProvider,
  type SignInAttempt,
} from '../../ports/identity-provider.ts';

export interface OidcSettings {
  /** The provider, as its tokens name it: `https://login.example.jp/tenant`. */
  issuer: string;
  clientId: string;
  /** Where the provider asks for one besides PKCE, as Google does: read when it is needed, and again when it is refused. */
  clientSecret?: (() => Promise<Secret>) | undefined;
  /** Where the provider sends the browser back to. */
  callback: string;
  /** What the identity must carry, such as `{ name: 'groups', value: 'visionlift' }`; anybody of the issuer without it. */
  requiredClaim?: { name: string; value: string } | undefined;
}

const claimsSchema = z.looseObject({
  sub: z.string().check(z.minLength(1)),
  iss: z.string(),
  email: z.optional(z.string()),
  /** Some providers write it as text. */
  email_verified: z.optional(z.union([z.boolean(), z.string()])),
  preferred_username: z.optional(z.string()),
  name: z.optional(z.string()),
});

/** Seconds; discovery, keys and tokens come over the network. */
const PATIENCE = 10;

/**
 * OpenID Connect with the authorization code flow and PKCE; a public client, unless there is a client secret. The ID token's
 * signature is checked by the provider's published keys, then issuer, audience, nonce and expiry.
 */
export class OidcIdentityProvider implements IdentityProvider {
  readonly #settings: OidcSettings;
  #configuration: Promise<Configuration> | undefined;

  constructor(settings: OidcSettings) {
    this.#settings = settings;
  }

  async begin(): Promise<{ address: URL; attempt: SignInAttempt }> {
    const attempt = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const address = buildAuthorizationUrl(await this.#discovered(), {
      redirect_uri: this.#settings.callback,
      scope: 'openid email profile',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { address, attempt };
  }

  async finish(callback: URL, { state, nonce, verifier }: SignInAttempt): Promise<Identity> {
    const claims = await this.#claimsOf(callback, { state, nonce, verifier });
    const { requiredClaim } = this.#settings;
    if (requiredClaim && !holds(claims[requiredClaim.name], requiredClaim.value)) {
      throw new SignInFailedError(`the identity has no claim ${requiredClaim.name} with ${requiredClaim.value}`);
    }
    const {
      iss,
      sub,
      email,
      email_verified: verified,
      preferred_username: username,
      name,
    } = claimsSchema.parse(claims);
    // An address that the provider has not verified may be anybody's.
    const isTheirs = verified !== false && verified !== 'false';
    return { issuer: iss, subject: sub, name: (isTheirs ? email : undefined) ?? username ?? name ?? sub };
  }

  async #claimsOf(callback: URL, { state, nonce, verifier }: SignInAttempt): Promise<Record<string, unknown>> {
    try {
      const tokens = await authorizationCodeGrant(await this.#discovered(), callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      return tokens.claims() ?? {};
    } catch (cause) {
      // A secret that was replaced meanwhile is read again at the next sign-in.
      if (isClientRefused(cause)) this.#configuration = undefined;
      throw cause instanceof SignInFailedError ? cause : new SignInFailedError(whyFailed(cause), { cause });
    }
  }

  /** Once for a process; a provider that did not answer is asked again. */
  #discovered(): Promise<Configuration> {
    return (this.#configuration ??= this.#discover().catch((cause: unknown) => {
      this.#configuration = undefined;
      throw new SignInFailedError(`${this.#settings.issuer} cannot be used: ${whyFailed(cause)}`, { cause });
    }));
  }

  async #discover(): Promise<Configuration> {
    const { issuer: text, clientId, clientSecret } = this.#settings;
    const issuer = new URL(text);
    const execute = [enableNonRepudiationChecks];
    // Only this computer itself is spoken to in the clear, as in embedded mode.
    if (issuer.protocol === 'http:' && issuer.hostname === '127.0.0.1') execute.push(allowInsecureRequests);
    const found = await discovery(issuer, clientId, undefined, None(), { execute, timeout: PATIENCE });
    if (!clientSecret) return found;
    const server = found.serverMetadata();
    const secret = (await clientSecret()).reveal();
    const configuration = new Configuration(server, clientId, undefined, authOf(secret, server));
    configuration.timeout = PATIENCE;
    for (const extend of execute) extend(configuration);
    return configuration;
  }
}

/** What OpenID Connect takes for granted where a provider does not say how it wants the secret. */
function authOf(secret: string, server: { token_endpoint_auth_methods_supported?: string[] }): ClientAuth {
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return methods.includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret);
}

function isClientRefused(cause: unknown): cause is ResponseBodyError {
  return cause instanceof ResponseBodyError && ['invalid_client', 'unauthorized_client'].includes(cause.error);
}

/** For the log: what the provider says, and what of the settings to look at. Neither code nor secret is in it. */
function whyFailed(cause: unknown): string {
  if (isClientRefused(cause)) {
    return (
      `the provider refuses the desk itself (${cause.error}: ${cause.error_description ?? 'no description'}); ` +
      'check clientId and clientSecretArn of the setting desk.signIn, and that the provider knows the desk as that kind of application'
    );
  }
  if (cause instanceof ResponseBodyError) return `${cause.error}: ${cause.error_description ?? cause.message}`;
  const isLate = cause instanceof Error && (cause.name === 'TimeoutError' || cause.cause instanceof DOMException);
  if (isLate) return `the provider did not answer within ${String(PATIENCE)} seconds`;
  if (cause instanceof ClientError && cause.cause instanceof Error) return `${cause.message}: ${cause.cause.message}`;
  return cause instanceof Error ? cause.message : String(cause);
}

function holds(claim: unknown, value: string): boolean {
  return Array.isArray(claim) ? claim.includes(value) : claim === value;
}
