import { numberBetween } from './made-up.ts';
import type { VendorTenant } from './vendor-tenant.ts';

/** Guide 1-2: a line of 運用管理 > アカウント管理 > ユーザアカウント. */
export interface UserAccountLine {
  name: string;
  displayName: string;
  kind: 'custom' | 'directory';
  /** 種類, in the language of the console. */
  kindLabel: string;
  role: string;
}

const OWN_ACCOUNTS = ['helpdesk', 'auditor'];
const NOT_LISTED = 'forgotten-admin';
const ROLES = ['Administrator', 'Operator', 'Read-only_User'];

/** Apex Central's user accounts: those of the row, or two of the vendor's own where the row ignores them. */
export function userAccountNames(tenant: VendorTenant): string[] {
  const names = tenant.state.origin.userAccounts ?? OWN_ACCOUNTS;
  return tenant.has('USER_NOT_LISTED') ? [...names, NOT_LISTED] : names;
}

export function userAccountLines(tenant: VendorTenant): UserAccountLine[] {
  return userAccountNames(tenant).map((name) => ({
    name,
    displayName: name,
    kind: 'custom',
    kindLabel: tenant.labels.customAccount,
    role: ROLES[numberBetween(0, ROLES.length - 1, 'role', tenant.id, name)] ?? 'Operator',
  }));
}
