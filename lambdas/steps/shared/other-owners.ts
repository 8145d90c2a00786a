import { inParallel } from '../../domain/in-parallel.ts';
import type { IntakeRow } from '../../domain/intake/intake-row.ts';
import type { OtherOwners } from '../../domain/intake/console-conflicts.ts';
import type { ConsoleOwner } from '../../ports/console-owners.ts';
import type { Ports } from '../../ports/index.ts';

export interface OwnerPorts extends Pick<Ports, 'consoleOwners' | 'tenants' | 'batches'> {
  clock: Pick<Ports['clock'], 'now'>;
}

/** Claims at once, as many as records of a batch are written. */
const AT_ONCE = 16;

/** A batch without a record is being read, unless it broke off: then it is read again within the hour, or never. */
const READING_TAKES = 24 * 60 * 60_000;

/** Looks whose the consoles of these rows are, and changes nothing: of `check`, and of what is not sure to be started. */
export function lookForOwners(ports: OwnerPorts): OtherOwners {
  return async (rows) => {
    const owners = await ports.consoleOwners.owners(rows.map(({ apexCentralHost }) => apexCentralHost));
    const others = new Map<string, string>();
    for (const { tenantId, apexCentralHost: host } of rows) {
      const owner = owners.get(host);
      if (owner && !isSame(owner.tenantId, tenantId) && (await hasItStill(ports, owner)))
        others.set(host, owner.tenantId);
    }
    return others;
  };
}

/** Takes the consoles of these rows for the batch, but for those that another tenant has. May run twice. */
export function claimConsoles(ports: OwnerPorts, batchId: string): OtherOwners {
  const at = ports.clock.now().toISOString();
  return async (rows) => {
    const others = new Map<string, string>();
    await inParallel(AT_ONCE, rows, async ({ tenantId, apexCentralHost: host }: IntakeRow) => {
      const claim = { host, tenantId, batchId, at };
      let owner = await ports.consoleOwners.claim(claim);
      if (!isSame(owner.tenantId, tenantId) && !(await hasItStill(ports, owner)))
        owner = await ports.consoleOwners.claim(claim, owner);
      if (!isSame(owner.tenantId, tenantId)) others.set(host, owner.tenantId);
    });
    return others;
  };
}

/**
 * Whether a tenant still has the console that it claimed. Not one whose batch has ended, or never began, without anything
 * having been done for it at the vendor: its id was a slip, and the next file has it right.
 */
async function hasItStill({ tenants, batches, clock }: OwnerPorts, owner: ConsoleOwner): Promise<boolean> {
  const tenant = await tenants.read(owner.tenantId);
  if (tenant?.lease) return true;
  const { passwordResetRequestedAt, consoleRequestedAt, transferRequestedAt, updateRequestedAt } = tenant ?? {};
  if (passwordResetRequestedAt ?? consoleRequestedAt ?? transferRequestedAt ?? updateRequestedAt) return true;
  const batch = await batches.read(owner.batchId);
  if (!batch) return clock.now().getTime() - Date.parse(owner.at) < READING_TAKES;
  return !batch.refused && batch.declined === undefined && batch.ending === undefined;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
