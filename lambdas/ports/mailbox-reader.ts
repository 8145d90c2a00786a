/**
 * A person at a mailbox that is not ours, who types the verification code into a page (guide 2-5).
 *
 * Promises: `isThere` is `yes` only shortly after they have said so; `asked` where they may be asked, and `enough` after
 * they have been there in vain too often; `show` puts the prefix of the wizard onto their page.
 */
export interface MailboxReader {
  isThere(tenantId: string): Promise<'yes' | 'asked' | 'enough'>;
  show(tenantId: string, prefix: string): Promise<void>;
}
