import type { Operator } from '../domain/person.ts';
import type { BusinessHours } from '../domain/business-hours.ts';
import type { PlannedHands } from '../domain/hands.ts';
import type { ReleaseBy } from '../domain/release.ts';
import type { UserMails } from '../domain/user-mails-to.ts';
import type { UsualMinutes } from '../domain/looks-at-the-update.ts';

/** What the deployment decides; read from the environment (`runtime/environment`). */
export interface Settings {
  operatorName: string;
  operatorTelephone: string;
  /** The operator's ticket number of this work, for subjects and signatures. */
  operatorTicket?: string | undefined;
  /** Who is told when something needs a person. */
  operatorEmail: string;
  sender: string;
  replyTo: string;
  defaultHands: PlannedHands;
  /** The mail domain that this deployment receives for; codes mailed there reach us without a person. */
  receivingDomain?: string;
  /** Domains whose signed mails may bring verification codes; empty until a real one has been seen. */
  codeSenderDomains: readonly string[];
  /** Domains at which anybody may be written to without standing out in the plan. */
  allowedRecipientDomains: readonly string[];
  /** Why people at the operator's own mail domain may approve; without a reason they may not. */
  ownApproversBecause?: string | undefined;
  /** Operators with more than one identity: whose yes counts beside whose. */
  operators: readonly Operator[];
  /** Who releases a batch: nobody (`automatic`), one signed-in operator, or two different ones. */
  releaseBy: ReleaseBy;
  /** So many tenants of each batch go ahead of the others, who wait until somebody lets them go on; 0: all at once. */
  pilotTenants: number;
  /** Where CSVs are uploaded. */
  intakeBucket: string;
  /** To whom it is written that a user account has to be upgraded (guide 3-19); with `none` nobody is waited for. */
  userMails: UserMails;
  /** Where reports are written. */
  reportsBucket: string;
  /** What starts attended hands for this deployment, for the desk to say; without it nobody may attend. */
  assistCommand?: string | undefined;
  /** Where pictures of the consoles are kept. */
  evidenceBucket: string;
  /** ARN of `migrate-batch`: the execution of a batch has the batch's id for its name. */
  migrateBatchArn: string;
  /** ARN of `migrate-tenant`, to name the executions that a batch started. */
  migrateTenantArn: string;
  maxTenantsPerFile: number;
  /** By region of the row: how long the update takes there, where it is not as the guide says. */
  updateMinutes: Readonly<Record<string, UsualMinutes>>;
  /** A file of which a larger share of rows is rejected is refused as a whole; 0 to 1. */
  maxRejectedShare: number;
  /** Two tenants with one Apex Central console are a notice and not refused. */
  allowSharedConsoles: boolean;
  /** Where the desk is reached, such as `https://desk.msp.example.jp`; unset in a deployment without one. */
  deskOrigin?: string | undefined;
  /** Address of the operator's own runbook; without it mails lead to the one that the desk shows. */
  runbook?: string | undefined;
  /** IANA zone in which mails and reports give times. */
  zone: string;
  /** When people of the operator may be reminded of what waits at the desk. */
  businessHours: BusinessHours;
  /** Language of what the operator reads. */
  operatorLanguage: 'ja' | 'en';
}
