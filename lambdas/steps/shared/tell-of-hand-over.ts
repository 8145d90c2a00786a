import { HAND_OVER } from '../../domain/desk-task.ts';
import { stakeholdersNewsKey } from '../../domain/mail-keys.ts';
import { handOverOpenMail } from '../../domain/mails/hand-over-open-mail.ts';
import { handedOverMail } from '../../domain/mails/hand-over-mails.ts';
import { hasReached, type Tenant } from '../../domain/tenant.ts';
import type { Ports } from '../../ports/index.ts';
import { listedUsers } from './ask-for-upgrade.ts';
import { sendToEach } from './send-to-each.ts';

type TellPorts = Pick<Ports, 'users' | 'desk' | 'mailer' | 'settings' | 'clock'>;

/**
 * Tells how the hand-over ended, once: the stakeholders that everything is theirs, or the operator that the customer let
 * the time pass. Called when the secrets are gone that have to go, which no refused mail brings back.
 */
export async function tellOfHandOver(ports: TellPorts, tenant: Tenant, batchId: string): Promise<void> {
  const { mailer, settings, clock, desk } = ports;
  const { tenantId, row } = tenant;
  const listed = await listedUsers(ports, row);
  const users = { all: listed.length, upgraded: listed.filter(({ upgradedAt }) => upgradedAt).length };
  if (hasReached(tenant, 'handedOver')) {
    const at = clock.now().toISOString();
    await sendToEach(row.notifyEmails, (to) =>
      mailer.sendOnce(
        stakeholdersNewsKey('handedOver', tenantId, to),
        handedOverMail({ row, to, at, users }, settings),
      ),
    );
    return;
  }
  // A deployment that asks nobody leaves every hand-over open, and its reports say so.
  const asked = await desk.read(tenantId, HAND_OVER);
  if (!asked) return;
  const mail = handOverOpenMail({ row, batchId, askedAt: asked.filedAt, users }, settings);
  await mailer.sendOnce(`handOverOpen#${tenantId}#${asked.filedAt}`, mail);
}
