import type { DeskTask, LinkPurpose } from '../domain/desk-task.ts';

export type { LinkPurpose } from '../domain/desk-task.ts';

export interface SignedLink {
  task: Pick<DeskTask, 'subject' | 'step'>;
  purpose: LinkPurpose;
  /** The mail address that the link is sent to, and no other. */
  recipient: string;
  expiresAt: Date;
}

/**
 * Addresses of the desk's pages, for mails.
 *
 * Promises:
 * - `linkTo` gives a web address that leads its holder, without a sign-in, to this task as this recipient until
 *   `expiresAt`; it cannot be changed into one of another task, purpose, recipient or day; the same link gives the same
 *   address. It only locates: opening it does nothing, and it holds no secret but itself;
 * - `pageOf` gives the page of a task for people who sign in.
 */
export interface Links {
  linkTo(link: SignedLink): Promise<string>;
  pageOf(task: Pick<DeskTask, 'subject' | 'step'>): string;
}
