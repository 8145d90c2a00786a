import { fingerprintOf, passwordOf } from './made-up.ts';
import { shownOf } from './lag.ts';
import { totpSeedOf } from './second-factor.ts';
import { userAccountNames } from './user-accounts.ts';
import type { SignIn } from './tenant-state.ts';
import type { VendorTenant } from './vendor-tenant.ts';

/** Who signed in: the master account (CLP, later the primary user account) or one of Apex Central's user accounts. */
export interface Who {
  role: 'master' | 'user';
  /** The name in CLP or in Apex Central; of the primary account, its address. */
  account: string;
  /** Whether the sign-in name is an address by now, which alone opens Vision One. */
  byEmail: boolean;
}

/** A tenant's sign-in names before the migration, and the passwords the vendor made up for them. */
export interface Credentials {
  clp: { account: string; password: string };
  users: { account: string; password: string }[];
  /** Seed of the primary account's authenticator app, in base 32, where the customer told it (`MFA_WITH_SEED`). */
  totpSeed?: string;
}

export function credentialsOf(tenant: VendorTenant, seed: string): Credentials {
  const users = userAccountNames(tenant).map((account) => ({
    account,
    password: userPassword(tenant.id, account, seed),
  }));
  const totpSeed = toldTotpSeed(tenant, seed);
  return {
    clp: { account: tenant.state.origin.clpLoginId, password: clpPassword(tenant.id, seed) },
    users,
    ...(totpSeed !== undefined && { totpSeed }),
  };
}

/** The seed of the authenticator app, where the customer told it. */
export function toldTotpSeed(tenant: VendorTenant, seed: string): string | undefined {
  return tenant.has('MFA_WITH_SEED') ? totpSeedOf(tenant, seed) : undefined;
}

export interface SignInAttempt {
  tenant: VendorTenant;
  name: string;
  password: string;
  seed: string;
  now: Date;
}

/**
 * Whom this name and password belong to at the tenant, if to anybody. A name that was exchanged for an address (guide
 * 2-9, 3-19) is dead everywhere.
 */
export function whoIs(attempt: SignInAttempt): Who | undefined {
  return master(attempt) ?? user(attempt);
}

/** Every name under which somebody of this tenant can sign in, whatever the console, apart from Apex Central's own. */
export function namesInUse(tenant: VendorTenant, state = tenant.state): string[] {
  const { primary, origin, upgradedUsers } = state;
  const users = Object.values(upgradedUsers).map(({ email }) => email);
  if (primary) return [primary.email, ...users];
  return hasAddress(tenant) ? [origin.clpLoginId, origin.primaryEmail, ...users] : [origin.clpLoginId];
}

/** Whether the master account had its address before us (guide 2-2: the wizard does not appear). */
export function hasAddress(tenant: VendorTenant): boolean {
  return tenant.has('ALREADY_HAS_VISION_ONE') || tenant.has('ALREADY_HAS_ADDRESS');
}

/** What is kept of a password that somebody chose. */
export function passwordFingerprint(tenant: VendorTenant, email: string, password: string): string {
  return fingerprintOf('password', tenant.id, sameName(email), password);
}

/** Addresses and names are compared without regard to case. */
export function sameName(name: string): string {
  return name.trim().toLowerCase();
}

function isPassword(tenant: VendorTenant, { email, passwordFingerprint: expected }: SignIn, password: string): boolean {
  return expected === undefined || passwordFingerprint(tenant, email, password) === expected;
}

function master({ tenant, name, password, seed, now }: SignInAttempt): Who | undefined {
  const { primary, origin } = shownOf(tenant, now);
  const wanted = sameName(name);
  if (primary) {
    const isRight = wanted === sameName(primary.email) && isPassword(tenant, primary, password);
    return isRight ? { role: 'master', account: primary.email, byEmail: true } : undefined;
  }
  if (!isClpPassword(tenant, password, seed)) return undefined;
  if (hasAddress(tenant) && wanted === sameName(origin.primaryEmail)) {
    return { role: 'master', account: origin.primaryEmail, byEmail: true };
  }
  return wanted === sameName(origin.clpLoginId)
    ? { role: 'master', account: origin.clpLoginId, byEmail: false }
    : undefined;
}

function isClpPassword(tenant: VendorTenant, password: string, seed: string): boolean {
  const { clpPasswordFingerprint: chosen, origin } = tenant.state;
  if (chosen === undefined) return password === clpPassword(tenant.id, seed);
  return passwordFingerprint(tenant, origin.clpLoginId, password) === chosen;
}

function user({ tenant, name, password, seed, now }: SignInAttempt): Who | undefined {
  const { upgradedUsers } = shownOf(tenant, now);
  const upgraded = Object.entries(upgradedUsers).find(
    ([, signIn]) => sameName(signIn.email) === sameName(name) && isPassword(tenant, signIn, password),
  );
  if (upgraded) return { role: 'user', account: upgraded[0], byEmail: true };
  const account = userAccountNames(tenant).find((candidate) => sameName(candidate) === sameName(name));
  if (account === undefined || upgradedUsers[account] || password !== userPassword(tenant.id, account, seed))
    return undefined;
  return { role: 'user', account, byEmail: false };
}

/** The password of the CLP master account before guide 2-8. */
export function clpPassword(tenantId: string, seed: string): string {
  return passwordOf('clp', seed, tenantId);
}

/** The password of a user account of Apex Central before guide 3-19. */
export function userPassword(tenantId: string, account: string, seed: string): string {
  return passwordOf('user', seed, tenantId, account);
}
