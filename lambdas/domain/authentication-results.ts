import { domainOf } from './is-at-domain.ts';
/** What SES found of one method: its result, and the properties it names, such as `header.i`. */
interface Clause {
  method: string;
  result: string;
  properties: ReadonlyMap<string, string>;
}

export interface AuthenticationFindings {
  spf: string;
  /** `pass` where every signature held. The domains are those that signed. */
  dkim: { result: string; domains: string[] };
  dmarc: { result: string; domain: string };
}

export const NOTHING_FOUND: AuthenticationFindings = {
  spf: 'none',
  dkim: { result: 'none', domains: [] },
  dmarc: { result: 'none', domain: '' },
};

/**
 * The value of an Authentication-Results header (RFC 8601), without the name of who wrote it.
 *
 * Read clause by clause, never by looking for `dkim=pass` anywhere: the envelope's sender and the greeting of the
 * sending server are repeated in it, and anyone who sends chooses both. SPF or DMARC twice, or a signature that did not
 * hold beside one that did, is nothing to rely on.
 */
export function readAuthenticationResults(value: string): AuthenticationFindings {
  const clauses = splitClauses(value).flatMap((text) => readClause(text) ?? []);
  const of = (method: string): Clause[] => clauses.filter((clause) => clause.method === method);
  const single = (method: string): Clause | undefined => (of(method).length === 1 ? of(method)[0] : undefined);
  const signatures = of('dkim');
  const [first, ...others] = new Set(signatures.map(({ result }) => result));
  const dmarc = single('dmarc');
  return {
    spf: single('spf')?.result ?? 'none',
    dkim: {
      result: first !== undefined && others.length === 0 ? first : 'none',
      domains: signatures.map(({ properties }) =>
        domainOf(properties.get('header.d') ?? properties.get('header.i') ?? ''),
      ),
    },
    dmarc: { result: dmarc?.result ?? 'none', domain: domainOf(dmarc?.properties.get('header.from') ?? '') },
  };
}

/** Split at semicolons outside of quotes and comments, the comments taken out; nothing where one has no end. */
function splitClauses(value: string): string[] {
  const clauses = [''];
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < value.length; at++) {
    const character = value.charAt(at);
    if (character === '\\') {
      at++;
      continue;
    }
    if (character === '"' && depth === 0) isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '(') depth++;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (depth > 0) continue;
    else if (character === ';') clauses.push('');
    else clauses.push(`${clauses.pop() ?? ''}${character}`);
  }
  return isQuoted || depth > 0 ? [] : clauses;
}

function readClause(text: string): Clause | undefined {
  const [head = '', ...words] = text.trim().split(/\s+/u);
  const [, method, result] = /^([a-z][\w-]*)(?:\/\d+)?=([a-z]+)$/u.exec(head.toLowerCase()) ?? [];
  if (method === undefined || result === undefined) return undefined;
  const pairs = words.map((word): [string, string] => {
    const [name = '', ...rest] = word.split('=');
    return [name.toLowerCase(), rest.join('=')];
  });
  return { method, result, properties: new Map(pairs) };
}
