import * as z from '../domain/zod.ts';
import type { LinkPurpose, Links, SignedLink } from '../ports/links.ts';
import type { Signer } from '../ports/signer.ts';

/** Addresses of the desk begin with this when they are a link of somebody outside, and when they are an operator's. */
export const LINKS = '/l/';
const TASKS = '/tasks/';

export interface SignedLinksAccess {
  signer: Signer;
  /** Where the desk is reached: `https://desk.msp.example.jp`; without it no link is made. */
  origin: string | undefined;
}

export type LinkRead = { kind: 'good'; link: SignedLink } | { kind: 'wrong' } | { kind: 'expired' };

/**
 * `/l/<what it says>.<signature>`: everything in it is signed. Nothing of a link is stored: it locates a task, and what
 * may be done there, by whom and until when, the task decides.
 */
export class SignedLinks implements Links {
  readonly #signer: Signer;
  readonly #origin: string | undefined;

  constructor({ signer, origin }: SignedLinksAccess) {
    this.#signer = signer;
    this.#origin = origin;
  }

  async linkTo(link: SignedLink): Promise<string> {
    const text = pack(link);
    return `${this.#start()}${LINKS}${text}.${await this.#signer.sign('link', text)}`;
  }

  pageOf(task: SignedLink['task']): string {
    return `${this.#start()}${taskPath(task)}`;
  }

  /** Reads what stands behind `/l/`. What is not signed is wrong, whatever else it says. */
  async read(token: string, now: Date): Promise<LinkRead> {
    const [text = '', signature = '', ...more] = token.split('.');
    if (more.length > 0 || !(await this.#signer.isSigned('link', text, signature))) return { kind: 'wrong' };
    const link = unpack(text);
    if (!link) return { kind: 'wrong' };
    return link.expiresAt > now ? { kind: 'good', link } : { kind: 'expired' };
  }

  #start(): string {
    if (this.#origin === undefined)
      throw new Error('DESK_ORIGIN is not set: there is no desk that a link could lead to');
    return this.#origin;
  }
}

export function taskPath({ subject, step }: SignedLink['task']): string {
  return `${TASKS}${encodeURIComponent(subject)}/${encodeURIComponent(step)}`;
}

const packed = z.tuple([
  z.literal(1),
  z.string(),
  z.string(),
  z.pipe(
    z.string(),
    z.transform((purpose) => purpose as LinkPurpose),
  ),
  z.string(),
  // Seconds since 1970.
  z.int(),
]);

function pack({ task, purpose, recipient, expiresAt }: SignedLink): string {
  const seconds = Math.floor(expiresAt.getTime() / 1000);
  return Buffer.from(JSON.stringify([1, task.subject, task.step, purpose, recipient, seconds])).toString('base64url');
}

/** Of signed text only; `undefined` for what another version of this product signed. */
function unpack(text: string): SignedLink | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  const parsed = packed.safeParse(value);
  if (!parsed.success) return undefined;
  const [, subject, step, purpose, recipient, seconds] = parsed.data;
  return { task: { subject, step }, purpose, recipient, expiresAt: new Date(seconds * 1000) };
}
