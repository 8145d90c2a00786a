import type { HeaderLines } from 'mailparser';
import { NOTHING_FOUND, readAuthenticationResults } from '../../domain/authentication-results.ts';
import type { MailVerdicts } from '../../domain/verification-mail.ts';

/** The name under which SES writes its findings into a mail; headers of any other name are the sender's own. */
const RECEIVER = 'amazonses.com';
/** What SES puts before its Authentication-Results; anything else there means that the block is not SES's. */
const BEFORE_IT = /^(?:return-path|received|received-spf|x-ses-[a-z-]+)$/u;

export interface SesFindings {
  verdicts: MailVerdicts;
  /** Whom the mail was delivered to: the address that the sending server gave, lower case. */
  deliveredTo?: string;
}

/**
 * What SES found, from its own headers only: they stand on top of the mail in one block that ends with its
 * Authentication-Results. What stands below is the sender's, also when it has the same names; a name that comes twice, or
 * a foreign one in between, means that the block is not as SES writes it, and nothing is believed.
 */
export function sesFindings(lines: HeaderLines): SesFindings {
  const end = lines.findIndex(({ key }) => key === 'authentication-results');
  const block = lines.slice(0, end + 1);
  const names = block.map(({ key }) => key);
  const results = valueOf(block.at(-1)?.line);
  const [writer = '', ...clauses] = results.split(';');
  const isOurs =
    names.slice(0, -1).every((name) => BEFORE_IT.test(name)) &&
    new Set(names).size === names.length &&
    writer.trim().toLowerCase() === RECEIVER;
  if (!isOurs) return { verdicts: { spam: 'none', virus: 'none', ...NOTHING_FOUND } };
  const verdict = (name: string): string => valueOf(block.find(({ key }) => key === name)?.line) || 'none';
  // The last of them: what stands before it is the greeting of the sending server.
  const deliveredTo = /^.*\bfor <?([^\s<>;]+@[^\s<>;]+)>?;/u.exec(verdict('received'))?.[1]?.toLowerCase();
  return {
    verdicts: {
      spam: verdict('x-ses-spam-verdict'),
      virus: verdict('x-ses-virus-verdict'),
      ...readAuthenticationResults(clauses.join(';')),
    },
    ...(deliveredTo !== undefined && { deliveredTo }),
  };
}

/** The value of a header line: unfolded, without the name before the colon. */
export function valueOf(line = ''): string {
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\s+/gu, ' ')
    .trim();
}
