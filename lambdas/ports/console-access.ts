import type { Secret } from '../domain/secret.ts';

/** Whose console, where, and who signs in. Before guide 2-9 that is the CLP account, afterwards the primary account. */
export interface ConsoleAccess {
  tenantId: string;
  apexCentralHost: string;
  region: string;
  /** Sign-in name: `aaa`, later `aaa@test.com`. */
  account: string;
  password: Secret;
}
