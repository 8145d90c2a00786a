import type { Clock } from '../../../lambdas/ports/clock.ts';
import { deliverCodeMails, type DeliveredMail } from '../mail/deliver-code-mails.ts';
import type { Vendor } from '../../../lambdas/simulated-vendor/vendor.ts';
import { apexCentralConsole } from './apex-central/apex-central-console.ts';
import { clpConsole } from './clp/clp-console.ts';
import type { ConsoleContext } from './console-context.ts';
import { visionOneConsole } from './vision-one/vision-one-console.ts';
import { PageServer } from './web/page-server.ts';
import { SecurityCheck } from './web/security-check.ts';
import type { Tamper } from './web/tamper.ts';
import { Tickets } from './web/tickets.ts';

export interface ConsolesOptions {
  vendor: Vendor;
  /** The vendor's own. */
  clock: Clock;
  /** Given each verification mail (guide 2-5) when it arrives; without it, none is delivered. */
  onMail?: ((mail: DeliveredMail) => void | Promise<void>) | undefined;
  /** Spoils answers, for tests of the one who reads the pages. */
  tamper?: Tamper | undefined;
  /** How long a page takes at a tenant with `SLOW_PAGE`, in milliseconds of real time; 3,000 by default. */
  slowPageMilliseconds?: number | undefined;
  /** Told of mistakes in the simulation itself; by default they end the process. */
  onFault?: ((error: unknown) => void) | undefined;
}

/** The three consoles of a vendor as pages on ports of this computer. */
export interface Consoles {
  clpOrigin: string;
  /** `http://127.0.0.1:<port>/{host}`: the row's host takes the place of `{host}`, one path for each tenant. */
  apexCentralOrigin: string;
  visionOneOrigin: string;
  /** Ends everything, also requests in progress; a second call does nothing. */
  close(): Promise<void>;
}

export async function startConsoles(options: ConsolesOptions): Promise<Consoles> {
  const { vendor, clock, onMail, tamper, slowPageMilliseconds = 3_000, onFault = throwLater } = options;
  let visionOneOrigin = '';
  let apexCentralServer = '';
  const context: ConsoleContext = {
    vendor,
    clock,
    tickets: new Tickets(),
    origins: {
      get visionOne() {
        return visionOneOrigin;
      },
      apexCentralOf: ({ state }) => `${apexCentralServer}/${state.origin.apexCentralHost}`,
    },
  };
  const check = new SecurityCheck(vendor.asks);
  const [clp, apexCentral, visionOne] = [clpConsole, apexCentralConsole, visionOneConsole].map(
    (pages) => new PageServer(pages(context), { check, tamper, slowPageMilliseconds, onFault }),
  ) as [PageServer, PageServer, PageServer];
  const clpOrigin = await clp.listen();
  apexCentralServer = await apexCentral.listen();
  visionOneOrigin = await visionOne.listen();
  const stopMails = onMail && deliverCodeMails({ vendor, clock, onMail, onFault });
  return {
    clpOrigin,
    apexCentralOrigin: `${apexCentralServer}/{host}`,
    visionOneOrigin,
    close: async () => {
      stopMails?.();
      await Promise.all([clp.close(), apexCentral.close(), visionOne.close()]);
    },
  };
}

function throwLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
