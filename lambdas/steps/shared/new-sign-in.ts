import { NotShownYetError, SignInRefusedError } from '../../domain/errors.ts';
import type { Tenant } from '../../domain/tenant.ts';
import { endOfReset } from '../../domain/when-to-look-again.ts';
import type { ConsoleAccess } from '../../ports/console-access.ts';
import type { Ports } from '../../ports/index.ts';
import { primaryAccess } from './console-access.ts';
import type { StepRun } from './step-run.ts';

type SignInPorts = Pick<Ports, 'vault' | 'tenants' | 'clock'>;

/** What a sign-in opened; or that it is refused for good, and the record, which has changed by that. */
export type NewSignIn<T> = { found: T } | { refused: SignInRefusedError; tenant: Tenant };

/**
 * Signs in with the password of [Reset Password] (guide 2-8), whose sign-in alone tells that the reset went through. It is
 * tried once, and where it is refused once more when the vendor's consoles have had their time to show the reset; never
 * oftener, because that may lock the account. In between the machine comes back, by `NotShownYetError`. A locked account, a
 * CAPTCHA and a second factor are a person's at once. `signIn` gives `false` or throws `SignInRefusedError` for a refusal.
 */
export async function tryNewSignIn<T>(
  { vault, tenants, clock }: SignInPorts,
  { tenant, execution }: Pick<StepRun, 'tenant' | 'execution'>,
  requestedAt: string,
  signIn: (access: ConsoleAccess) => Promise<T | false>,
): Promise<NewSignIn<T>> {
  const end = endOfReset(requestedAt);
  const before = clock.now().toISOString();
  const { newSignInRefusedAt: refusedAt } = tenant;
  // A word about an earlier press is none about this one, and one of long ago is none about a later run.
  const counts = refusedAt !== undefined && refusedAt >= requestedAt && before < endOfReset(refusedAt);
  if (counts && before < end) throw notYet(tenant, end);
  if (counts && refusedAt >= end) return { refused: refusalOf(tenant, refusedAt), tenant };
  let refused: SignInRefusedError | undefined;
  const found = await signIn(await primaryAccess(tenant, vault)).catch((error: unknown) => {
    if (!(error instanceof SignInRefusedError)) throw error;
    refused = error;
    return false as const;
  });
  if (found !== false) return { found };
  const now = clock.now().toISOString();
  const marked = await tenants.change(tenant, execution, { newSignInRefusedAt: now });
  if (now < end) throw notYet(tenant, end);
  return { refused: refused ?? refusalOf(tenant, now), tenant: marked };
}

function refusalOf({ row }: Tenant, at: string): SignInRefusedError {
  return new SignInRefusedError({ code: 'newSignInRefused', address: row.primaryEmail, at }, { guideStep: '2-10' });
}

function notYet({ row }: Tenant, end: string): NotShownYetError {
  return new NotShownYetError({ code: 'newSignInNotYet', address: row.primaryEmail, end }, { guideStep: '2-10' });
}
