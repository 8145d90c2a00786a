import type { SesMessage } from './ses-message.ts';

/** What SES tells EventBridge of a mail that did not arrive, as far as the product asks. */
export interface SesFeedback {
  'detail-type': 'Email Bounced' | 'Email Complaint Received';
  source: 'aws.ses';
  time: string;
  detail: object;
}

/** SES's own mailbox simulator: `bounce@`, also with a label (`bounce+shop@`), as on AWS. */
const SIMULATOR = /^(bounce|complaint)(?:\+[^@]*)?@simulator\.amazonses\.com$/u;

/** What becomes of a mail to the mailbox simulator; nothing of any other, which arrives. */
export function feedbackOf({ messageId, at, from, to, tags = {} }: SesMessage): SesFeedback[] {
  return to.flatMap((emailAddress): SesFeedback[] => {
    const kind = SIMULATOR.exec(emailAddress.toLowerCase())?.[1];
    if (kind === undefined) return [];
    const named = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]));
    const mail = { messageId, source: from, destination: to, timestamp: at.toISOString(), tags: named };
    const of = { source: 'aws.ses', time: at.toISOString() } as const;
    if (kind === 'complaint') {
      const complaint = { complainedRecipients: [{ emailAddress }], complaintFeedbackType: 'abuse' };
      return [
        { ...of, 'detail-type': 'Email Complaint Received', detail: { eventType: 'Complaint', mail, complaint } },
      ];
    }
    const diagnosticCode = 'smtp; 550 5.1.1 user unknown';
    const bounce = { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress, diagnosticCode }] };
    return [{ ...of, 'detail-type': 'Email Bounced', detail: { eventType: 'Bounce', mail, bounce } }];
  });
}
