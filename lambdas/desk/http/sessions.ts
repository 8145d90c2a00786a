import { createHash, randomBytes } from 'node:crypto';
import * as z from '../../domain/zod.ts';
import type { Identity, SignInAttempt } from '../../ports/identity-provider.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SignedUse, Signer } from '../../ports/signer.ts';

export interface Session extends Identity {
  /** What every form of this session must say; another site cannot read it. */
  csrf: string;
}

/** Who acts: two of one name are two. */
export function operatorName({ name, subject }: Identity): string {
  return name === subject ? name : `${name} (${subject})`;
}

const MINUTE = 60_000;
/** Without a request for this long, anyone who sits there signs in again. */
const IDLE = 60 * MINUTE;
/** And in any case after this long. */
const LONGEST = 10 * 60 * MINUTE;
/** On the way to the identity provider and back. */
const SIGNING_IN = 10 * MINUTE;
/** Tabs that are on their way at once; a browser sends all of their cookies with each request. */
const MOST_ATTEMPTS = 6;

const sessionSchema = z.object({
  issuer: z.string(),
  subject: z.string(),
  name: z.string(),
  csrf: z.string(),
  since: z.number(),
  until: z.number(),
});
const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** Where the browser wanted to go. */
  to: z.string(),
  until: z.number(),
  /** The sign-in has succeeded: anyone who loads its last address again is led where it led. */
  done: z.optional(z.boolean()),
});

export interface SessionsAccess {
  signer: Signer;
  /** Of the wall: a sign-in does not age faster because waiting passes faster. */
  clock: Pick<Clock, 'now'>;
  /** Whether the desk is reached by https. */
  secure: boolean;
}

/**
 * Sessions of operators in signed cookies, for one browser and one sign-in: nothing is stored, and no function has to
 * remember anybody. What is in the cookie is no secret to its owner; that it is ours, the signature says.
 */
export class Sessions {
  readonly #signer: Signer;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #secure: boolean;

  constructor({ signer, clock, secure }: SessionsAccess) {
    this.#signer = signer;
    this.#clock = clock;
    this.#secure = secure;
  }

  /** The session that the request belongs to, and a cookie with a later end where half of its time is over. */
  async find(cookies: ReadonlyMap<string, string>): Promise<{ session: Session; renewed?: string } | undefined> {
    const found = await this.#open('session', cookies.get(this.#name('session')), sessionSchema);
    if (!found) return undefined;
    const { issuer, subject, name, csrf, since, until } = found;
    const session = { issuer, subject, name, csrf };
    const now = this.#clock.now().getTime();
    const later = Math.min(now + IDLE, since + LONGEST);
    if (until - now > IDLE / 2 || later <= until) return { session };
    return { session, renewed: await this.#cookie('session', { ...found, until: later }, later - now) };
  }

  /** The cookie of a new session. */
  async begin({ issuer, subject, name }: Identity): Promise<string> {
    const since = this.#clock.now().getTime();
    const csrf = randomBytes(16).toString('base64url');
    return this.#cookie('session', { issuer, subject, name, csrf, since, until: since + IDLE }, IDLE);
  }

  end(): string {
    return this.#set(this.#name('session'), '', 0);
  }

  /**
   * A cookie for each attempt, so that one tab does not take away the sign-in of another. Those of `cookies` that are
   * too many are forgotten with it.
   */
  async rememberAttempt(attempt: SignInAttempt, to: string, cookies: ReadonlyMap<string, string>): Promise<string[]> {
    const name = this.#name('sign-in');
    const others = [...cookies.keys()].filter((each) => each.startsWith(`${name}-`));
    const surplus = others.slice(0, Math.max(0, others.length + 1 - MOST_ATTEMPTS));
    const until = this.#clock.now().getTime() + SIGNING_IN;
    return [
      await this.#cookie('sign-in', { ...attempt, to, until }, SIGNING_IN, attempt.state),
      ...surplus.map((each) => this.#set(each, '', 0)),
    ];
  }

  /** The attempt whose answer has come back; `isDone` where it has come before. */
  async attemptIn(
    cookies: ReadonlyMap<string, string>,
    state: string,
  ): Promise<{ attempt: SignInAttempt; to: string; isDone: boolean } | undefined> {
    const found = await this.#open('sign-in', cookies.get(this.#name('sign-in', state)), attemptSchema);
    if (found?.state !== state) return undefined;
    const { to, nonce, verifier, done = false } = found;
    return { attempt: { state, nonce, verifier }, to, isDone: done };
  }

  /** What is left of an attempt that has succeeded: where it led. */
  async closeAttempt(attempt: SignInAttempt, to: string): Promise<string> {
    const until = this.#clock.now().getTime() + SIGNING_IN;
    return this.#cookie('sign-in', { ...attempt, to, until, done: true }, SIGNING_IN, attempt.state);
  }

  async #open<T extends { until: number }>(
    use: SignedUse,
    cookie: string | undefined,
    schema: z.ZodMiniType<T>,
  ): Promise<T | undefined> {
    const [text = '', signature = ''] = (cookie ?? '').split('.');
    if (text === '' || !(await this.#signer.isSigned(use, text, signature))) return undefined;
    const parsed = schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    return parsed.success && parsed.data.until > this.#clock.now().getTime() ? parsed.data : undefined;
  }

  async #cookie(use: 'session' | 'sign-in', value: object, milliseconds: number, state?: string): Promise<string> {
    const text = Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${text}.${await this.#signer.sign(use, text)}`;
    return this.#set(this.#name(use, state), signed, Math.floor(milliseconds / 1000));
  }

  #set(name: string, value: string, seconds: number): string {
    const secure = this.#secure ? '; Secure' : '';
    // Lax, not Strict: the links of our mails lead to pages of the desk.
    return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${String(seconds)}${secure}`;
  }

  /** `__Host-` has the browser refuse one that another host of the domain set. */
  #name(use: 'session' | 'sign-in', state?: string): string {
    const of = state === undefined ? '' : `-${createHash('sha256').update(state).digest('hex').slice(0, 12)}`;
    return `${this.#secure ? '__Host-' : ''}visionlift-${use}${of}`;
  }
}
