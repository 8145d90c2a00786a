import { HAND_OVER, tokenPurpose } from '../../domain/desk-task.ts';
import { TAKE_OVER, wasShown } from '../../domain/hand-over.ts';
import { isAtDomain } from '../../domain/is-at-domain.ts';
import { sayingIn } from '../../domain/language.ts';
import { formatInstant } from '../../domain/texts/instants.ts';
import type { Ports } from '../../ports/index.ts';
import { change, refuse } from '../answering.ts';
import { type DeskPage, type TaskRequest, nameOf, type Submission } from '../desk-page.ts';
import { sendCode, showPasswords } from './show-passwords.ts';
import { viewHandOver, type HandOverAtTheDesk } from './view-hand-over.ts';
import type { Answered } from '../task-view.ts';
import { hasReached } from '../../domain/tenant.ts';
import type { Deed } from '../../domain/statements/catalogue.ts';
import { closeAnswered } from '../../steps/shared/desk-filing.ts';

/**
 * The task `HandOverPrimaryAccount`: the customer's contact sets a password of their own, or sees ours after a code, and
 * says that the account is theirs. Operators can look, and decide nothing.
 */
export const handOverPage: DeskPage = {
  view: async (ports, request) => {
    const handOver = await readHandOver(ports, request);
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
  receipt: async (ports, request) => {
    const handOver = await readHandOver(ports, request);
    const { closed } = request.task;
    if (!handOver || handOver.isOperator || closed?.as !== 'done') return undefined;
    const { tenant, say, language } = handOver;
    return {
      title: say('引き継ぎが完了しました', 'The account is yours'),
      pairs: [
        [say('お客様', 'Customer'), tenant.row.companyName],
        [say('アカウント', 'Account'), tenant.row.primaryEmail],
        [say('ご回答者', 'Answered by'), closed.by],
        [say('日時', 'When'), formatInstant(closed.at, ports.settings.zone, language)],
      ],
      next: [
        say(
          '弊社で保管していたパスワードなどの情報は破棄します。ほかにしていただくことはありません。',
          'The passwords that we kept are destroyed. There is nothing left for you to do.',
        ),
      ],
    };
  },
};

/** `undefined` to a visitor whom it does not concern. */
async function readHandOver(
  { tenants, settings }: Pick<Ports, 'tenants' | 'settings'>,
  { task, visitor, language }: TaskRequest,
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

/**
 * The customer says that the account is theirs: the record first, then the token, so that the state that destroys our
 * secrets finds it. Where the address is ours nobody can have taken the account without having seen its password.
 */
export async function acknowledge(
  { tenants, vault, executions, desk, clock }: Ports,
  { task, form, visitor }: Submission,
  { tenant, isOurAddress, say }: HandOverAtTheDesk,
): Promise<Answered> {
  if (form['mine'] === undefined) {
    const message = say(
      'サインインできることをご確認のうえ、チェックを入れてください。',
      'See that you can sign in, then tick this box.',
    );
    return refuse(message, 'mine');
  }
  if (isOurAddress && !wasShown(task)) {
    return refuse(
      say(
        '先に「パスワードを表示する」から現在のパスワードをご確認ください。確認前に完了すると、サインインできなくなります。',
        'See the present password first: without it nobody could sign in any more.',
      ),
    );
  }
  const by = nameOf(visitor);
  const { tenantId } = tenant;
  const step = task.step;
  if (!hasReached(tenant, 'handedOver')) {
    await tenants.change(tenant, null, { stage: 'handedOver' });
    const what: Deed = { code: 'tookOver' };
    await tenants.append(tenantId, { at: clock.now().toISOString(), by, step, what });
  }
  const token = await vault.open(tenantId, tokenPurpose(step));
  if (token) await executions.succeedTask(token.reveal(), { handedOver: true });
  await closeAnswered({ desk, vault, clock }, task, { by, as: 'done' });
  return { kind: 'done' };
}
