import { DynamoTenantStore } from '../../../lambdas/adapters/dynamo/dynamo-tenant-store.ts';
import type { Table } from '../../../lambdas/adapters/dynamo/table.ts';
import type { JournalEvent } from '../../../lambdas/domain/journal.ts';
import type { Tenant } from '../../../lambdas/domain/tenant.ts';
import type { Mail } from '../../../lambdas/ports/mailer.ts';
import type { Claim, TenantChange } from '../../../lambdas/ports/tenant-store.ts';
import { MemoryMailer } from '../../memory/memory-mailer.ts';

/** Something that was written while a journey was walked. */
export type Written =
  | { kind: 'record'; before: Tenant | undefined; after: Tenant }
  | { kind: 'event'; event: JournalEvent }
  | { kind: 'mail'; mail: Mail };

/** Tenants that tell of every change of their records, and of every line of their journals. */
export class RecordingTenantStore extends DynamoTenantStore {
  readonly #tell: (written: Written) => void;

  constructor(table: Table, tell: (written: Written) => void) {
    super(table);
    this.#tell = tell;
  }

  override async claim(claim: Claim): Promise<Tenant> {
    const before = await this.read(claim.tenantId);
    return this.#told(before, await super.claim(claim));
  }

  override async change(read: Tenant, execution: string | null, change: TenantChange): Promise<Tenant> {
    return this.#told(read, await super.change(read, execution, change));
  }

  override async append(tenantId: string, event: JournalEvent): Promise<void> {
    await super.append(tenantId, event);
    this.#tell({ kind: 'event', event });
  }

  #told(before: Tenant | undefined, after: Tenant): Tenant {
    this.#tell({ kind: 'record', before, after });
    return after;
  }
}

/** Mails that are told of as they leave. */
export class RecordingMailer extends MemoryMailer {
  readonly #tell: (written: Written) => void;

  constructor(tell: (written: Written) => void) {
    super();
    this.#tell = tell;
  }

  override async sendOnce(key: string, mail: Mail): Promise<boolean> {
    const isFirst = await super.sendOnce(key, mail);
    if (isFirst) this.#tell({ kind: 'mail', mail });
    return isFirst;
  }
}
