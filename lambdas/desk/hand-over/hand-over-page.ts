import { HAND_OVER, TAKE_OVER } from '../../domain/desk/hand-over.ts';
import { isAtDomain } from '../../domain/is-at-domain.ts';
import { sayingIn } from '../../domain/language.ts';
import type { Ports } from '../../ports/index.ts';
import { change } from '../change-task.ts';
import type { DeskPage, Visit } from '../desk-page.ts';
import { acknowledge } from './acknowledge.ts';
import { sendCode, showPasswords } from './show-passwords.ts';
import { viewHandOver, type HandOverAtTheDesk } from './view-hand-over.ts';

/**
 * The task `HandOverPrimaryAccount`: the customer's contact sets a password of their own, or sees ours after a code, and
 * says that the account is theirs. Operators can look, and decide nothing.
 */
export const handOverPage: DeskPage = {
  view: async (ports, visit) => {
    const handOver = await readHandOver(ports, visit);
    return handOver && viewHandOver(handOver);
  },
  answer: async (ports, submission) => {
    const handOver = await readHandOver(ports, submission);
    const { visitor, task, revision, action } = submission;
    if (!handOver || visitor.kind !== 'outside') return { kind: 'over' };
    if (task.revision !== revision) return { kind: 'overtaken' };
    if (action === 'show') return sendCode(ports, submission, handOver, visitor.address);
    if (action === 'code') return showPasswords(ports, submission, handOver, visitor.address);
    if (action === 'taken') return acknowledge(ports, submission, handOver);
    return change(ports, task, { ask: TAKE_OVER });
  },
};

/** `undefined` to a visitor whom it does not concern. */
async function readHandOver(
  { tenants, settings }: Pick<Ports, 'tenants' | 'settings'>,
  { task, visitor, language }: Visit,
): Promise<HandOverAtTheDesk | undefined> {
  const tenant = await tenants.read(task.subject);
  if (!tenant || task.step !== HAND_OVER) return undefined;
  const { row } = tenant;
  if (visitor.kind === 'outside' && !(visitor.purpose === 'hand-over' && row.notifyEmails.includes(visitor.address)))
    return undefined;
  return {
    task,
    tenant,
    isOurAddress: isAtDomain(row.primaryEmail, settings.receivingDomain),
    isOperator: visitor.kind === 'operator',
    operatorName: settings.operatorName,
    language,
    say: sayingIn(language),
  };
}
