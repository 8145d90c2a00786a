import { DynamoMailboxOpenings } from '../../lambdas/adapters/dynamo/dynamo-mailbox-openings.ts';
import { expect, test } from 'vitest';
import { ManualActionRequiredError } from '../../lambdas/domain/errors.ts';
import { VaultMailbox } from '../../lambdas/adapters/vault-mailbox.ts';
import { packCode } from '../../lambdas/domain/verification-code.ts';
import { MemoryTable } from '../../local/memory/memory-table.ts';
import { MemoryVault } from '../../local/memory/memory-vault.ts';
import { VirtualClock } from '../../local/virtual-clock.ts';
import { mailboxContract } from '../contracts/mailbox.ts';

const TENANT = 'tenant-1';
const MINUTE = 60_000;

mailboxContract('the deployment’s own', () => {
  const clock = new VirtualClock({ start: new Date('2026-12-01T00:00:00Z'), speed: 'max', speedWhileBusy: 0 });
  const vault = new MemoryVault();
  let sent = 0;
  return {
    mailbox: new VaultMailbox({
      vault,
      clock,
      openings: new DynamoMailboxOpenings(new MemoryTable()),
      receives: () => true,
      believes: true,
    }),
    clock,
    tenantId: TENANT,
    send: (address, how) => {
      const prefix = `UP${String.fromCharCode(66 + sent)}`;
      const code = String(100_000 + sent++);
      const arrivesAt = clock.now().getTime() + (how === 'late' ? 12 * MINUTE : 20_000);
      // What `receive-mail` does with a mail to the tenant's address; one to any other address is not the tenant's.
      const owner = address === 'aaa@test.com' ? TENANT : 'tenant-2';
      clock.at(arrivesAt, () => {
        void vault.seal(owner, `verification-code:${prefix}`, packCode(code, new Date(arrivesAt)));
      });
      return { prefix, code };
    },
  };
});

test('a mailbox that is not ours is a person’s, before the wizard waits ten minutes for nothing', async () => {
  const clock = new VirtualClock({ start: new Date('2026-12-01T00:00:00Z'), speed: 'max' });
  const openings = new DynamoMailboxOpenings(new MemoryTable());
  const mailbox = new VaultMailbox({
    vault: new MemoryVault(),
    clock,
    openings,
    receives: () => false,
    believes: true,
  });
  const opening = { tenantId: TENANT, address: 'aaa@test.com', until: new Date('2026-12-01T00:15:00Z') };
  await expect(mailbox.open(opening)).rejects.toThrow(ManualActionRequiredError);
  expect(await openings.at('aaa@test.com')).toEqual([]);
});
