import type { GuideStep } from './guide.ts';
import type { RecordedStatement } from './statements/statement.ts';
import { AWAIT_RELEASE } from './release.ts';

/** States whose tasks are no step on a console; each is the name of its step and of its tasks as well. */
export const ASK_FOR_CONSENT = 'AskForConsent';
export const HAND_OVER = 'HandOverPrimaryAccount';
/**
 * The task of the customer's contact, who answers for all users of a tenant; those of users add their account. They are
 * the customer's: what an operator does by hand for `UpgradeUserAccount` has the name of the state.
 */
export const USER_UPGRADE = 'UserUpgrade';

/** What a person has handed back to one question of a task: never a secret, those go to the vault. */
export interface DeskAnswer {
  /** Who: the operator's sign-in, or the address that a signed link was sent to. */
  by: string;
  at: string;
  /** As the question's own schema parsed it. */
  given: Readonly<Record<string, unknown>>;
  /** Revision of the task that was answered: the same POST, sent once more, is known by it. */
  revision?: number | undefined;
}

/** Why a person is asked: what a browser met, or that this tenant is done by hand. */
export interface Because {
  /** Name of the error. */
  code: string;
  /** Without secrets. */
  reason: RecordedStatement;
  guideStep: GuideStep | null;
  /** Key of a masked picture in the evidence bucket. */
  picture?: string;
}

export type ClosedAs = 'done' | 'refused' | 'expired' | 'withdrawn';

/**
 * Something that waits for a person, keyed by its subject and step: a retry of the step finds the same task, and what
 * was answered meanwhile. The task token that it answers lies in the vault.
 */
export interface DeskTask {
  /** A tenant's id; the batch's id for its release. */
  subject: string;
  /** Name of the state, such as `ConfirmLicence`; a user's upgrade adds the account behind a colon. */
  step: string;
  batchId: string;
  /** ARN of the execution that waits. */
  execution: string;
  /** Which question of the step is open. */
  ask: string;
  because: Because;
  filedAt: string;
  /** Answers so far, by question; a step may ask several things one after the other. */
  answers: Readonly<Record<string, DeskAnswer>>;
  /** The operator who took it over. */
  assignee?: string;
  closed?: { at: string; by: string; as: ClosedAs };
  /** Grows with every change; a writer that read an older one is refused. */
  revision: number;
  /** The first revision whose page asked what the task asks now, with the same answers; this one where it is absent. */
  askedSince?: number;
}

/** What is filed; an open task of the same subject and step is brought up to date and keeps its answers and age. */
export type Filing = Omit<DeskTask, 'answers' | 'closed' | 'revision' | 'askedSince' | 'assignee'>;

/** What a list of open tasks holds of each, without reading it: what they are found by. */
export interface OpenTask extends Pick<DeskTask, 'subject' | 'step' | 'batchId' | 'filedAt' | 'assignee'> {
  /** Code of why a person is asked; absent where an earlier version listed the task. */
  reason?: string;
}

/** Whose turn it is: the operator's, or the customer's, whom operators remind and wait for. */
export type DeskList = 'ours' | 'customers';

/** Which of the two lists an open task is in. */
export function listOf({ step, because }: Pick<DeskTask, 'step' | 'because'>): DeskList {
  const isAsked = step === ASK_FOR_CONSENT && reasonCodeOf(because) === 'approverHasNotAnswered';
  return isAsked || isCustomers({ step }) ? 'customers' : 'ours';
}

/**
 * What tasks are found by that stopped for one reason: its code, or the error's name where an earlier version wrote
 * words.
 */
export function reasonCodeOf({ code, reason }: Because): string {
  return typeof reason === 'string' ? code : reason.code;
}

/**
 * Whether a page of that revision shows what the task asks now: a step that was only retried since asks the same, and
 * what a person has typed meanwhile counts.
 */
export function isAskedBy({ revision, askedSince = revision }: DeskTask, ofPage: number): boolean {
  return ofPage >= askedSince && ofPage <= revision;
}

/** The vault's purpose for the token that a task answers. */
export function tokenPurpose(step: string): `task-token:${string}` {
  return `task-token:${step}`;
}

/** Whether a task is the customer's: what follows the migration, where an operator has nothing to do. */
export function isCustomers({ step }: Pick<DeskTask, 'step'>): boolean {
  return step === HAND_OVER || step.split(':', 1)[0] === USER_UPGRADE;
}

const DAY = 24 * 60 * 60_000;

/** Until when a task may be answered: as long as its state waits, which says so in its TimeoutSeconds. */
export function dueAt({ step, filedAt }: Pick<DeskTask, 'step' | 'filedAt'>): Date {
  const isDecision = step === ASK_FOR_CONSENT || step === AWAIT_RELEASE;
  const days = isCustomers({ step }) ? 60 : isDecision ? 30 : 7;
  return new Date(Date.parse(filedAt) + days * DAY);
}

/** What the person who holds the link is asked for; a link for one lets nobody see or answer another. */
export type LinkPurpose =
  /** The approver: yes or no to what cannot be undone. */
  | 'consent'
  /** The person who reads the mailbox of a primary address, or of a user's: be there for the code, and type it in. */
  | 'mailbox'
  /** An Apex Central user, or the customer's contact for all of them: whether the account has been upgraded. */
  | 'upgrade'
  /** The customer's contact: take over the primary account. */
  | 'hand-over'
  /** A stakeholder: read the completion report; nothing is asked. */
  | 'report';

/** What the link of a completion report names in place of a step: there is no task behind it. */
export const COMPLETION_REPORT = 'CompletionReport';
