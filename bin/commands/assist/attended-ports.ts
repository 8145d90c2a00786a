import type { JournalEvent } from '../../../lambdas/domain/journal.ts';
import { POINTS_OF_NO_RETURN } from '../../../lambdas/domain/points-of-no-return.ts';
import type { Purpose } from '../../../lambdas/domain/purpose.ts';
import type { Deed } from '../../../lambdas/domain/statements/catalogue.ts';
import type { Ports } from '../../../lambdas/ports/index.ts';
import { overrideMethods } from '../../../lambdas/adapters/override-methods.ts';
import { LeftStep } from './left-step.ts';

/** A press that cannot be undone, before its mark is written. */
export interface AnnouncedPress {
  tenantId: string;
  guideStep: string;
  label: string;
}

export interface AttendedPortsOptions {
  /** Who is at the window, for the journal. */
  by: string;
  /** Name of the state whose step is done. */
  step: string;
  /** Told of each press before its write-ahead mark; where it answers `false`, the step is left. */
  beforePress: (press: AnnouncedPress) => Promise<boolean>;
}

type Guarded = Pick<Ports, 'vault' | 'tenants' | 'users' | 'clock'>;

/**
 * The ports of a step that is done on a person's computer: every secret that leaves the vault is in the journal, by their
 * name, and every press that cannot be undone is announced before its mark is written.
 */
export function attendedPorts<P extends Guarded>(ports: P, { by, step, beforePress }: AttendedPortsOptions): P {
  const journal = async (tenantId: string, purpose: Purpose): Promise<void> => {
    const what: Deed = { code: 'secretOpened', purpose };
    const event: JournalEvent = { at: ports.clock.now().toISOString(), by, step, what };
    await ports.tenants.append(tenantId, event);
  };
  const announce = async (tenantId: string, read: object, change: object): Promise<void> => {
    const point = POINTS_OF_NO_RETURN.find(
      ({ state, mark }) => state === step.split(':')[0] && isNew(read, change, mark),
    );
    if (!point) return;
    const { guideStep, label } = point;
    if (!(await beforePress({ tenantId, guideStep, label }))) throw new LeftStep('declined');
  };
  const vault = overrideMethods(ports.vault, {
    open: async (tenantId, purpose) => {
      const secret = await ports.vault.open(tenantId, purpose);
      // Before anybody has it: a secret that is not on record does not leave.
      if (secret) await journal(tenantId, purpose);
      return secret;
    },
    openEach: async (secrets) => {
      const opened = await ports.vault.openEach(secrets);
      for (const [index, { tenantId, purpose }] of secrets.entries()) {
        if (opened[index]) await journal(tenantId, purpose);
      }
      return opened;
    },
  });
  const tenants = overrideMethods(ports.tenants, {
    change: async (read, execution, change) => {
      await announce(read.tenantId, read, change);
      return ports.tenants.change(read, execution, change);
    },
  });
  const users = overrideMethods(ports.users, {
    change: async (user, invocation, change) => {
      await announce(user.tenantId, user, change);
      return ports.users.change(user, invocation, change);
    },
  });
  return { ...ports, vault, tenants, users };
}

/** A mark that is renewed, after the vendor's message of guide 3-15, is another press; one that is written with its record is not. */
function isNew(read: object, change: object, mark: string): boolean {
  const [before, after] = [read, change].map((each) => (each as Record<string, unknown>)[mark]);
  return after !== undefined && after !== before;
}
