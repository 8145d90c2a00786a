import type { ApexCentral } from './apex-central.ts';
import type { BatchStore } from './batch-store.ts';
import type { ConsoleOwners } from './console-owners.ts';
import type { Clock } from './clock.ts';
import type { Desk } from './desk.ts';
import type { Executions } from './executions.ts';
import type { Files } from './files.ts';
import type { KeptEvidence } from './kept-evidence.ts';
import type { LicensingPortal } from './licensing-portal.ts';
import type { Links } from './links.ts';
import type { Mailbox } from './mailbox.ts';
import type { Mailer } from './mailer.ts';
import type { MailboxOpenings } from './mailbox-openings.ts';
import type { Settings } from './settings.ts';
import type { Switches } from './switches.ts';
import type { TenantStore } from './tenant-store.ts';
import type { UserStore } from './user-store.ts';
import type { Vault } from './vault.ts';
import type { VisionOne } from './vision-one.ts';

/** Everything outside the domain that a step can ask for; each step names the few it takes. */
export interface Ports {
  tenants: TenantStore;
  users: UserStore;
  batches: BatchStore;
  consoleOwners: ConsoleOwners;
  vault: Vault;
  mailer: Mailer;
  mailbox: Mailbox;
  mailboxOpenings: MailboxOpenings;
  files: Files;
  keptEvidence: KeptEvidence;
  desk: Desk;
  links: Links;
  executions: Executions;
  switches: Switches;
  clock: Clock;
  settings: Settings;
  licensingPortal: LicensingPortal;
  apexCentral: ApexCentral;
  visionOne: VisionOne;
}

/** The ports through which a step meets the vendor: the hands. */
export type ConsolePorts = Pick<Ports, 'licensingPortal' | 'apexCentral' | 'visionOne' | 'mailbox'>;
