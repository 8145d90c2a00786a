import * as z from '../../domain/zod.ts';

/** An API Gateway HTTP API event (payload 2.0), as far as the desk asks. */
const eventSchema = z.object({
  rawPath: z.string(),
  rawQueryString: z._default(z.string(), ''),
  cookies: z._default(z.array(z.string()), []),
  headers: z._default(z.record(z.string(), z.optional(z.string())), {}),
  requestContext: z.object({ http: z.object({ method: z.string(), sourceIp: z.string() }) }),
  body: z.optional(z.string()),
  isBase64Encoded: z._default(z.boolean(), false),
});

export interface WebRequest {
  method: string;
  /** What stands between the slashes, decoded; empty parts are left out. */
  parts: readonly string[];
  /**
   * The path in its one spelling, made of `parts`: `/tasks/t-1/StartUpdate` for `//%74asks/t-1/StartUpdate/` as well.
   * It begins with one slash, so that a page may name it as an address: `//host` would be another host's.
   */
  path: string;
  query: URLSearchParams;
  cookies: ReadonlyMap<string, string>;
  form: URLSearchParams;
  headers: Readonly<Record<string, string | undefined>>;
  /** Address that the request came from, as API Gateway saw it: no header that a browser could set. */
  address: string;
  /** More was sent than any form of ours has; nothing of it was read. */
  tooLong: boolean;
}

/** Characters; ours have a few thousand. */
const LONGEST_BODY = 64 * 1024;

/** Throws for an event of another shape: a fault of the one who wired the function. */
export function readRequest(event: unknown): WebRequest {
  const {
    rawPath,
    rawQueryString,
    cookies,
    headers,
    requestContext,
    body = '',
    isBase64Encoded,
  } = eventSchema.parse(event);
  const tooLong = body.length > LONGEST_BODY;
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  const { method, sourceIp } = requestContext.http;
  const parts = rawPath.split('/').filter(Boolean).map(decoded);
  return {
    method: method === 'HEAD' ? 'GET' : method,
    path: `/${parts.map(encodeURIComponent).join('/')}`,
    parts,
    query: new URLSearchParams(rawQueryString),
    cookies: new Map(cookies.map(nameAndValue)),
    form: method === 'POST' && !tooLong ? new URLSearchParams(text) : new URLSearchParams(),
    headers,
    address: sourceIp,
    tooLong,
  };
}

/** A part of an address that was made by `encodeURIComponent`; what was never encoded by us leads nowhere. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '\uFFFD';
  }
}

function nameAndValue(cookie: string): [string, string] {
  const at = cookie.indexOf('=');
  return at < 0 ? [cookie.trim(), ''] : [cookie.slice(0, at).trim(), cookie.slice(at + 1).trim()];
}
