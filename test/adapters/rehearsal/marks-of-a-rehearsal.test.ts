import { describe, expect, it } from 'vitest';
import { rehearsalBatches } from '../../../lambdas/adapters/rehearsal/rehearsal-batches.ts';
import { rehearsalMailer } from '../../../lambdas/adapters/rehearsal/rehearsal-mailer.ts';
import { rehearsalVault } from '../../../lambdas/adapters/rehearsal/rehearsal-vault.ts';
import { completionMail } from '../../../lambdas/domain/mails/completion-mail.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import { aBatchTenant, anOutcome, aTenant, BATCH_ID } from '../../builders.ts';
import { portsWith } from '../../steps/kit.ts';

describe('the mails of a rehearsal', () => {
  it('say so in the subject and in the first line, in both languages, because mails are forwarded', async () => {
    const { mailer, settings } = portsWith();
    expect(
      await rehearsalMailer(mailer).sendOnce(
        'key',
        completionMail({ tenant: aTenant(), to: 'it@example.jp' }, settings),
      ),
    ).toBe(true);
    const [sent] = mailer.sent;
    expect(sent?.mail.subject).toMatch(/^\[リハーサル Rehearsal\] /u);
    expect(sent?.mail.text).toMatch(/^これはリハーサルです。.+\nThis is a rehearsal: /u);
    expect(sent?.mail.html).toMatch(/<body[^>]*>\s*<p[^>]*><strong>これはリハーサルです。/u);
    expect(
      await rehearsalMailer(mailer).sendOnce(
        'key',
        completionMail({ tenant: aTenant(), to: 'it@example.jp' }, settings),
      ),
    ).toBe(false);
  });
});

describe('the report of a rehearsal', () => {
  it.each(['migrated', 'ready'] as const)('says of a tenant that is %s why that is not real', async (outcome) => {
    const { batches } = portsWith();
    await batches.addTenants([aBatchTenant()]);
    await rehearsalBatches(batches).recordOutcome(BATCH_ID, 'tenant-1', anOutcome({ outcome, reason: null }));
    expect((await batches.readTenant(BATCH_ID, 'tenant-1'))?.outcome).toMatchObject({ outcome, code: 'rehearsal' });
  });

  it('keeps the reason of a tenant that needs attention', async () => {
    const { batches } = portsWith();
    await batches.addTenants([aBatchTenant()]);
    const found = anOutcome({ outcome: 'needsAttention', reason: 'consent not given' });
    await rehearsalBatches(batches).recordOutcome(BATCH_ID, 'tenant-1', found);
    expect((await batches.readTenant(BATCH_ID, 'tenant-1'))?.outcome).toEqual(found);
  });
});

describe('the vault of a rehearsal', () => {
  it('makes up the one password that an operator would have to import, and nothing else', async () => {
    const vault = rehearsalVault(portsWith().vault);
    expect(await vault.open('tenant-x', 'clp-password')).toBeInstanceOf(Secret);
    expect(await vault.open('tenant-x', 'user-password:bbb')).toBeUndefined();
    expect(await vault.open('tenant-x', 'primary-account-password')).toBeUndefined();
  });

  it.each(['clp-password', 'user-password:bbb'] as const)(
    'gives no %s away that was imported: a script types it nowhere',
    async (purpose) => {
      const vault = rehearsalVault(portsWith().vault);
      await vault.seal('tenant-x', purpose, new Secret('imported'));
      expect((await vault.open('tenant-x', purpose))?.reveal()).not.toBe('imported');
    },
  );

  it('opens what a step has sealed itself', async () => {
    const vault = rehearsalVault(portsWith().vault);
    await vault.seal('tenant-x', 'primary-account-password', new Secret('sealed'));
    expect((await vault.open('tenant-x', 'primary-account-password'))?.reveal()).toBe('sealed');
  });
});
