import { TOTP, Secret as Seed, URI } from 'otpauth';
import type { GivenPurpose } from '../../../lambdas/ports/vault.ts';
import type { CredentialProblem, CredentialProblemCode } from './credential-problems.ts';

/** The columns of a file of credentials, by every heading that is understood. */
export const COLUMNS = {
  tenant_id: ['tenant_id', 'テナントID'],
  system: ['system', 'システム'],
  account: ['account', 'アカウント'],
  secret: ['secret', '秘密情報', 'パスワード'],
} as const;
export type Column = keyof typeof COLUMNS;

const LONGEST_SECRET = 1000;
const LONGEST_ACCOUNT = 400;
/** What Excel makes of what it takes for a number or a formula. */
const ALTERED = /^(?:#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)|#{3,}|\d(?:\.\d+)?E\+\d+)$/iu;

/** What one line asks to seal, or everything that is wrong with it. */
export function readCredential(
  line: number | null,
  cells: Readonly<Record<Column, string>>,
): { purpose: GivenPurpose } | { problems: CredentialProblem[] } {
  const problems: CredentialProblem[] = [];
  const report = (column: Column, code: CredentialProblemCode): void => {
    problems.push({ line, column, code });
  };
  if (!/^[A-Za-z0-9_-]{1,40}$/u.test(cells.tenant_id)) report('tenant_id', 'tenant-id-invalid');
  const system = cells.system.normalize('NFKC').toLowerCase();
  const purpose = purposeOf(system, cells.account);
  if (!purpose) report('system', 'system-unknown');
  if (system === 'apex-central') {
    if (cells.account === '') report('account', 'account-missing');
    else if (cells.account.length > LONGEST_ACCOUNT || /\p{Cc}/u.test(cells.account))
      report('account', 'account-invalid');
  }
  const why = whyNoSecret(cells.secret, system);
  if (why) report('secret', why);
  return purpose && problems.length === 0 ? { purpose } : { problems };
}

/** What the vault calls a secret of this system; undefined for a system that we do not know. */
export function purposeOf(system: string, account: string): GivenPurpose | undefined {
  switch (system) {
    case 'clp':
      return 'clp-password';
    case 'totp':
      return 'totp-seed';
    case 'apex-central':
      return `user-password:${account}`;
    default:
      return undefined;
  }
}

function whyNoSecret(secret: string, system: string): CredentialProblemCode | undefined {
  if (secret.trim() === '') return 'secret-missing';
  if (secret.trim() !== secret || secret.length > LONGEST_SECRET || /\p{Cc}/u.test(secret)) return 'secret-invalid';
  if (ALTERED.test(secret)) return 'secret-altered';
  return system === 'totp' && !isSeed(secret) ? 'seed-invalid' : undefined;
}

/** Whether browser hands can make codes of it: as they read it themselves. */
function isSeed(text: string): boolean {
  try {
    if (text.startsWith('otpauth://')) return URI.parse(text) instanceof TOTP;
    return Seed.fromBase32(text.replace(/[\s-]/gu, '')).bytes.length >= 10;
  } catch {
    // Its message would repeat the text.
    return false;
  }
}
