import { isAtDomain } from '../../domain/is-at-domain.ts';
import type { Ports } from '../../ports/index.ts';
import type { Mailbox } from '../../ports/mailbox.ts';

/** As long as a step waits for its person: nobody knows at which hour they will ask for the code. */
const OPEN_FOR = 7 * 24 * 60 * 60_000;

/**
 * Where the code of a wizard that a person walks goes to: into the vault where the address is ours, so that the page can
 * show it; else to whoever owns the mailbox, who is the person at the console or can be asked.
 */
export function mailboxOfAPerson(
  { mailboxOpenings, settings, clock }: Pick<Ports, 'mailboxOpenings' | 'settings' | 'clock'>,
  nobody: () => Promise<never>,
): Mailbox {
  return {
    open: async (opening) => {
      if (!isAtDomain(opening.address, settings.receivingDomain)) return;
      await mailboxOpenings.open({ ...opening, until: new Date(clock.now().getTime() + OPEN_FOR) });
    },
    waitForCode: nobody,
  };
}
