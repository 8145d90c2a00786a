/** Which tenant an Apex Central console belongs to: a host is one tenant's, and its update cannot be undone. */
export interface ConsoleOwner {
  /** Lower case. */
  host: string;
  tenantId: string;
  /** The batch that brought the tenant last. */
  batchId: string;
  /** UTC; of the last claim. */
  at: string;
}

/**
 * The consoles that tenants of all batches have, one owner each.
 *
 * Promises:
 * - `claim` gives a host to one tenant at a time, also when many claim at once, and answers with the owner there is then:
 *   the claim itself, or the other tenant, whose claim is as it was;
 * - a tenant that has the host claims it again for its later batch; ids in upper and lower case are one tenant;
 * - a claim with `replaces` takes the host of that owner, and of no other that has come meanwhile;
 * - `owners` gives the owner of those of these hosts that have one, by host.
 */
export interface ConsoleOwners {
  owners(hosts: readonly string[]): Promise<Map<string, ConsoleOwner>>;
  claim(claim: ConsoleOwner, replaces?: ConsoleOwner): Promise<ConsoleOwner>;
}
