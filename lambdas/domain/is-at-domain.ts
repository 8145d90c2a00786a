/** Whether the address is of this very mail domain; of none where there is no domain. */
export function isAtDomain(address: string, domain: string | undefined): boolean {
  return domain !== undefined && address.toLowerCase().endsWith(`@${domain.toLowerCase()}`);
}

/** What stands behind the last @, in small letters; all of what has none. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Whether the domain is this one or below it; a name that only ends alike is not. */
export function isBelow(domain: string, listed: string): boolean {
  return domain === listed || domain.endsWith(`.${listed}`);
}
