import { tokenPurpose } from '../../domain/desk/desk-task.ts';
import { wasShown } from '../../domain/desk/hand-over.ts';
import type { Answered } from '../../domain/desk/task-view.ts';
import { nameOf } from '../../domain/desk/visitor.ts';
import { hasReached } from '../../domain/tenant.ts';
import type { Deed } from '../../domain/statements/catalogue.ts';
import type { Ports } from '../../ports/index.ts';
import { closeTask } from '../../steps/shared/desk-filing.ts';
import type { Submission } from '../desk-page.ts';
import { refuse } from '../refuse.ts';
import type { HandOverAtTheDesk } from './view-hand-over.ts';

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
  const current = await desk.read(tenantId, step);
  if (current && !current.closed) await closeTask({ desk, vault, clock }, current, { by, as: 'done' });
  return { kind: 'done' };
}
