/** Whether the address is of this very mail domain; of none where there is no domain. */
export function isAtDomain(address: string, domain: string | undefined): boolean {
  return domain !== undefined && address.toLowerCase().endsWith(`@${domain.toLowerCase()}`);
}
