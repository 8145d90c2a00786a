import { DynamoTenantStore } from '../lambdas/adapters/dynamo/dynamo-tenant-store.ts';
import type { JournalEvent } from '../lambdas/ports/tenant-store.ts';
import type { Mail } from '../lambdas/ports/mailer.ts';
import { MemoryFiles } from '../local/memory/memory-files.ts';
import { MemoryMailer } from '../local/memory/memory-mailer.ts';

/** Tenants without their journals: of 100,000 tenants those would be gigabytes. */
export class TenantsWithoutJournal extends DynamoTenantStore {
  override append(_tenantId: string, _event: JournalEvent): Promise<void> {
    return Promise.resolve();
  }
}

/** Objects without the completion reports of tenants, which are 25 kB of text each. */
export class FilesWithoutTenants extends MemoryFiles {
  override async writeReport(...[key, body, contentType]: Parameters<MemoryFiles['writeReport']>): Promise<void> {
    if (!key.startsWith('tenants/')) await super.writeReport(key, body, contentType);
  }
}

/** Counts the mails that leave, each once, and forgets what they said. */
export class CountingMailer extends MemoryMailer {
  readonly #keys = new Set<string>();

  override sendOnce(key: string, _mail: Mail): Promise<boolean> {
    if (this.#keys.has(key)) return Promise.resolve(false);
    this.#keys.add(key);
    return Promise.resolve(true);
  }

  get count(): number {
    return this.#keys.size;
  }
}
