import type { DeskPage } from '../desk-page.ts';
import { answerAsApprover, viewForApprover, receiptOfConsent } from './approver.ts';
import { answerAsOperator, viewForOperator } from './operator.ts';
import { readConsent } from './read-consent.ts';

/**
 * The task `AskForConsent`: the approver decides, the operator can only say whom to ask. A link that was sent to somebody
 * who is no longer the one who is asked shows nothing.
 */
export const consentPage: DeskPage = {
  view: async (ports, request) => {
    const consent = await readConsent(ports, request);
    if (request.visitor.kind === 'operator') return viewForOperator(consent);
    return isAsked(request.visitor, consent.approver) ? viewForApprover(consent) : undefined;
  },
  answer: async (ports, submission) => {
    const consent = await readConsent(ports, submission);
    if (submission.task.revision !== submission.revision) return { kind: 'overtaken' };
    if (submission.visitor.kind === 'operator') return answerAsOperator(ports, submission, submission.visitor, consent);
    if (!isAsked(submission.visitor, consent.approver)) return { kind: 'over' };
    return answerAsApprover(ports, submission, consent);
  },
  receipt: async (ports, request) => {
    const { visitor } = request;
    if (visitor.kind === 'operator' || visitor.purpose !== 'consent') return undefined;
    return receiptOfConsent(await readConsent(ports, request), visitor.address);
  },
};

function isAsked(visitor: { purpose: string; address: string }, approver: string | undefined): boolean {
  return visitor.purpose === 'consent' && visitor.address === approver;
}
