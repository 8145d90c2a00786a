import { randomUUID } from 'node:crypto';
import { browserHands } from '../lambdas/adapters/browser/browser-hands.ts';
import type { Launch } from '../lambdas/adapters/browser/chromium/launch.ts';
import type { Patience } from '../lambdas/adapters/browser/patience.ts';
import { s3Client } from '../lambdas/adapters/s3/client.ts';
import { ReaderAtTheDesk } from '../lambdas/adapters/reader-at-the-desk.ts';
import { S3Evidence } from '../lambdas/adapters/s3/s3-evidence.ts';
import { VaultMailbox } from '../lambdas/adapters/vault-mailbox.ts';
import { isAtDomain } from '../lambdas/domain/is-at-domain.ts';
import type { ConsolePorts } from '../lambdas/ports/index.ts';
import type { OtherPorts } from '../lambdas/runtime/make-ports.ts';
import type { EmbeddedSes } from './aws/ses.ts';
import { MAIL_BUCKET } from './deployment.ts';
import { writeObject } from './objects.ts';
import { startConsoles, type Consoles } from './simulated-consoles/consoles/start-consoles.ts';
import type { Vendor } from '../lambdas/simulated-vendor/vendor.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { VisionOne } from '../lambdas/ports/vision-one.ts';

/** Two cores carry two browsers; a third would make all of them slower. */
const BROWSERS_AT_ONCE = 2;

interface SimulatedConsolesOptions {
  vendor: Vendor;
  clock: VirtualClock;
  /** Where a person looks for the code mails. */
  viewer: Pick<EmbeddedSes, 'show'>;
  onFault: (error: unknown) => void;
}

/**
 * The vendor's consoles as pages; the code mails they send arrive in S3 as SES would put them there, and in the viewer,
 * for anyone who walks a wizard by hand.
 */
export function startSimulatedConsoles({
  vendor,
  clock,
  viewer,
  onFault,
}: SimulatedConsolesOptions): Promise<Consoles> {
  return startConsoles({
    vendor,
    clock,
    onFault,
    onMail: ({ raw }) =>
      clock.busy(async () => {
        await Promise.all([writeObject(MAIL_BUCKET, `raw/${randomUUID()}`, raw), viewer.show(raw)]);
      }),
  });
}

interface BrowserHandsOptions {
  ports: OtherPorts;
  consoles: Consoles;
  vendor: Vendor;
  clock: VirtualClock;
  patience: Partial<Patience>;
  launch: Launch;
  /** Ends the invocation that calls it, for the fault of that name. */
  crash: () => Promise<never>;
}

/** The hands of the deployment's console functions, at the simulated consoles. */
export function handsAt({
  ports,
  consoles,
  vendor,
  clock,
  patience,
  launch,
  crash,
}: BrowserHandsOptions): ConsolePorts {
  const { vault, settings, mailboxOpenings, desk } = ports;
  const { receivingDomain } = settings;
  const { licensingPortal, apexCentral, visionOne } = browserHands({
    origins: {
      clp: consoles.clpOrigin,
      apexCentral: consoles.apexCentralOrigin,
      visionOne: consoles.visionOneOrigin,
    },
    vault,
    evidence: new S3Evidence({ client: s3Client(), bucket: settings.evidenceBucket, clock }),
    tenants: ports.tenants,
    clock,
    patience,
    launch: fewBrowsers(launch, clock, BROWSERS_AT_ONCE),
  });
  return {
    licensingPortal,
    apexCentral,
    visionOne: dyingHands(visionOne, vendor, crash),
    mailbox: new VaultMailbox({
      vault,
      clock,
      openings: mailboxOpenings,
      reader: new ReaderAtTheDesk({ desk, clock }),
      believes: settings.codeSenderDomains.length > 0,
      // Unless a run has a domain of its own, the simulated mail service receives for every address there is.
      receives: (address) => receivingDomain === undefined || isAtDomain(address, receivingDomain),
    }),
  };
}

/**
 * `CRASH_AFTER_RESET` for any hands: their process dies as soon as the vendor has taken the new password (guide 2-8).
 */
function dyingHands(visionOne: VisionOne, vendor: Vendor, crash: () => Promise<never>): VisionOne {
  return {
    ...visionOne,
    claimPrimaryAccount: async (access, claim) => {
      const found = await visionOne.claimPrimaryAccount(access, claim);
      return vendor.handsDieAfterReset(access.tenantId) ? crash() : found;
    },
  };
}

/**
 * Lets so many browsers be open at once, as reserved concurrency does on AWS: each takes some 400 MB and most of a
 * core. Anyone who waits for its turn does not hold the clock, because the one before it may be waiting for a mail.
 */
export function fewBrowsers(launch: Launch, clock: VirtualClock, atOnce: number): Launch {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  const turn = async (): Promise<void> => {
    if (free > 0) {
      free--;
      return;
    }
    const { promise, resolve } = Promise.withResolvers<undefined>();
    waiting.push(() => {
      resolve(undefined);
    });
    await clock.waitFor(promise);
  };
  const done = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return async (hosts) => {
    await turn();
    try {
      const launched = await launch(hosts);
      return { browser: launched.browser, end: () => launched.end().finally(done) };
    } catch (error) {
      done();
      throw error;
    }
  };
}
