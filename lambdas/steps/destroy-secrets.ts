import { hasReached, type Tenant } from '../domain/tenant.ts';
import type { Deed } from '../domain/statements/catalogue.ts';
import type { Ports } from '../ports/index.ts';
import type { Purpose } from '../ports/vault.ts';
import type { TenantRun } from './claim-tenant.ts';
import { withdrawTasks } from './shared/desk-filing.ts';
import { HAND_OVER } from '../domain/desk-task.ts';
import { stakeholdersNewsKey } from '../domain/mail-keys.ts';
import { handOverOpenMail } from '../domain/mails/hand-over-open-mail.ts';
import { handedOverMail } from '../domain/mails/hand-over-mails.ts';
import { listedUsers } from './shared/ask-for-upgrade.ts';
import { sendToEach } from './shared/send-to-each.ts';

/**
 * Destroys the secrets of a tenant that nobody needs any more. The passwords that only we know stay until their owner
 * has taken the account over: destroying them earlier would lock the customer out. So does the password of a user whose
 * upgrade failed and can be tried again. Anyone who was asked and has not answered is waited for no more. Then those
 * concerned are told how the hand-over ended.
 */
export async function destroySecrets(
  ports: Pick<Ports, 'tenants' | 'users' | 'vault' | 'desk' | 'mailer' | 'settings' | 'clock'>,
  { batchId, tenantId, execution }: TenantRun,
): Promise<{ handedOver: boolean }> {
  const { tenants, users, vault, clock } = ports;
  await withdrawTasks(ports, tenantId, execution);
  const tenant = await tenants.read(tenantId);
  const handedOver = tenant !== undefined && hasReached(tenant, 'handedOver');
  const failed = (await users.list(tenantId)).filter(({ failedAt, upgradedAt }) => failedAt && !upgradedAt);
  const tryAgain = failed.map(({ name }): Purpose => `user-password:${name}`);
  const isKept = (purpose: Purpose): boolean => !handedOver && (isOnlyOurs(purpose) || tryAgain.includes(purpose));
  const doomed = (await vault.purposes(tenantId)).filter((purpose) => !isKept(purpose));
  for (const purpose of doomed) await vault.destroy(tenantId, purpose);
  await tenants.append(tenantId, {
    at: clock.now().toISOString(),
    by: execution,
    step: 'DestroySecrets',
    what: { code: 'secretsDestroyed', purposes: doomed } satisfies Deed,
  });
  if (tenant) await notifyOfHandOver(ports, tenant, batchId);
  return { handedOver };
}

/** Passwords that were made here and that nobody else has. */
export function isOnlyOurs(purpose: Purpose): boolean {
  return purpose === 'primary-account-password' || purpose.startsWith('new-user-password:');
}

type NotifyPorts = Pick<Ports, 'users' | 'desk' | 'mailer' | 'settings' | 'clock'>;

/**
 * Tells how the hand-over ended, once: the stakeholders that everything is theirs, or the operator that the customer
 * let the time pass. Called when the secrets are gone that have to go, which no refused mail brings back.
 */
async function notifyOfHandOver(ports: NotifyPorts, tenant: Tenant, batchId: string): Promise<void> {
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
