import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
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
  /** Where the provider sends the browser back to. */
  callback: string;
  /** What the identity must carry, such as `{ name: 'groups', value: 'visionlift' }`; anybody of the issuer without it. */
  requiredClaim?: { name: string; value: string } | undefined;
}

const claimsSchema = z.looseObject({
  sub: z.string().check(z.minLength(1)),
  email: z.optional(z.string()),
  preferred_username: z.optional(z.string()),
  name: z.optional(z.string()),
});

/** Seconds; discovery, keys and tokens come over the network. */
const PATIENCE = 10;

/**
 * OpenID Connect with the authorization code flow and PKCE, as a public client: there is no client secret to keep. The ID
 * token's signature is checked by the provider's published keys, then issuer, audience, nonce and expiry.
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
    const { sub, email, preferred_username: username, name } = claimsSchema.parse(claims);
    return { subject: sub, name: email ?? username ?? name ?? sub };
  }

  async #claimsOf(callback: URL, { state, nonce, verifier }: SignInAttempt): Promise<Record<string, unknown>> {
    const configuration = await this.#discovered();
    try {
      const tokens = await authorizationCodeGrant(configuration, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      return tokens.claims() ?? {};
    } catch (cause) {
      throw new SignInFailedError(cause instanceof Error ? cause.message : String(cause), { cause });
    }
  }

  /** Once for a process; a provider that did not answer is asked again. */
  #discovered(): Promise<Configuration> {
    return (this.#configuration ??= this.#discover().catch((error: unknown) => {
      this.#configuration = undefined;
      throw error;
    }));
  }

  #discover(): Promise<Configuration> {
    const issuer = new URL(this.#settings.issuer);
    const execute = [enableNonRepudiationChecks];
    // Only this computer itself is spoken to in the clear, as in embedded mode.
    if (issuer.protocol === 'http:' && issuer.hostname === '127.0.0.1') execute.push(allowInsecureRequests);
    return discovery(issuer, this.#settings.clientId, undefined, None(), { execute, timeout: PATIENCE });
  }
}

function holds(claim: unknown, value: string): boolean {
  return Array.isArray(claim) ? claim.includes(value) : claim === value;
}
