import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { html, trusted, type Html } from '../../lambdas/domain/html.ts';
import { STYLE } from '../../lambdas/desk/http/style.ts';
import { closeServer, listenOnLoopback } from '../aws/loopback-server.ts';
import { readForm } from '../simulated-consoles/consoles/web/read-form.ts';

export const CLIENT_ID = 'visionlift-desk';

export interface LocalIdentityProvider {
  issuer: string;
  close(): Promise<void>;
}

/** A sign-in under way: what the desk asked for, and who said to be there. */
interface Grant {
  name: string;
  redirect: string;
  nonce: string;
  challenge: string;
}

const ALGORITHM = 'ES256';

/**
 * An OpenID provider of this computer that asks for a name and believes it: the desk signs operators in here exactly as
 * at a real one. It keeps nothing, and gives a code to the desk's own address only.
 */
export async function startLocalIdentityProvider({ callback }: { callback: string }): Promise<LocalIdentityProvider> {
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM);
  const provider = new Provider(callback, privateKey, await exportJWK(publicKey));
  const server = createServer((request, response) => {
    provider.respond(request, response).catch(() => {
      response.writeHead(400).end();
    });
  });
  provider.issuer = await listenOnLoopback(server);
  return { issuer: provider.issuer, close: () => closeServer(server) };
}

class Provider {
  issuer = '';
  readonly #callback: string;
  readonly #privateKey: CryptoKey;
  readonly #publicKey: JWK;
  readonly #grants = new Map<string, Grant>();

  constructor(callback: string, privateKey: CryptoKey, publicKey: JWK) {
    this.#callback = callback;
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
  }

  async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.issuer);
    switch (`${request.method ?? ''} ${pathname}`) {
      case 'GET /.well-known/openid-configuration':
        json(response, this.#metadata());
        return;
      case 'GET /keys':
        json(response, { keys: [{ ...this.#publicKey, alg: ALGORITHM, use: 'sig', kid: 'local' }] });
        return;
      case 'GET /authorize':
        page(response, signInPage(searchParams));
        return;
      case 'POST /authorize':
        this.#grant(await readForm(request), response);
        return;
      case 'POST /token':
        json(response, await this.#token(await readForm(request)));
        return;
      default:
        response.writeHead(404).end();
    }
  }

  #metadata(): object {
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [ALGORITHM],
      token_endpoint_auth_methods_supported: ['none'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  #grant(form: URLSearchParams, response: ServerResponse): void {
    const field = (name: string): string => form.get(name) ?? '';
    const name = field('name').trim().slice(0, 100);
    const asked = field('redirect_uri');
    if (name === '' || asked !== this.#callback) {
      page(response, signInPage(form));
      return;
    }
    const code = randomUUID();
    this.#grants.set(code, { name, redirect: asked, nonce: field('nonce'), challenge: field('code_challenge') });
    const answer = new URLSearchParams({ code, state: field('state'), iss: this.issuer });
    response.writeHead(303, { location: `${asked}?${answer.toString()}` }).end();
  }

  async #token(form: URLSearchParams): Promise<object> {
    const code = form.get('code') ?? '';
    const grant = this.#grants.get(code);
    this.#grants.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!grant || grant.challenge !== challenge || grant.redirect !== form.get('redirect_uri'))
      throw new Error('not a code of ours');
    const token = await new SignJWT({ nonce: grant.nonce, name: grant.name })
      .setProtectedHeader({ alg: ALGORITHM, kid: 'local' })
      .setIssuer(this.issuer)
      .setAudience(CLIENT_ID)
      .setSubject(grant.name)
      .setIssuedAt()
      .setExpirationTime('5 minutes')
      .sign(this.#privateKey);
    return { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: token };
  }
}

const CARRIED = ['redirect_uri', 'state', 'nonce', 'code_challenge'];

function signInPage(asked: URLSearchParams): Html {
  return html`<!doctype html>
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>サインイン / Sign in</title>
        <link rel="icon" href="data:," />
        ${trusted(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>
          <h1>サインイン <span lang="en">/ Sign in</span></h1>
          <form class="box" method="post" action="/authorize">
            ${CARRIED.map((name) => html`<input type="hidden" name="${name}" value="${asked.get(name) ?? ''}" />`)}
            <div class="field">
              <label for="name">お名前 <span lang="en">/ Your name</span></label>
              <input type="text" id="name" name="name" autocomplete="name" required autofocus />
            </div>
            <button class="primary">サインイン <span lang="en">/ Sign in</span></button>
          </form>
          <p>
            このコンピュータだけのサインインです。
            <span lang="en">This sign-in is of this computer only; it believes what you say.</span>
          </p>
        </main>
      </body>
    </html>`;
}

function page(response: ServerResponse, { text }: Html): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(text);
}

function json(response: ServerResponse, value: object): void {
  response
    .writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(value));
}
