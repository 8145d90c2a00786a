import { describe, expect, it } from 'vitest';
import { MemoryTenantStore } from '../../../local/memory/memory-tenant-store.ts';
import { aTenant } from '../../builders.ts';
import { tenantStoreContract } from '../../contracts/tenant-store-contract.ts';

describe('MemoryTenantStore', () => {
  tenantStoreContract(() => new MemoryTenantStore());

  it('starts with the tenants it is given, so that a step test begins in the middle', async () => {
    const tenant = aTenant({ stage: 'connected', revision: 12 });
    expect(await new MemoryTenantStore([tenant]).read(tenant.tenantId)).toEqual(tenant);
  });

  it('gives records that a caller cannot alter behind its back', async () => {
    const store = new MemoryTenantStore([aTenant()]);
    const tenant = await store.read('tenant-1');
    expect(() => tenant?.row.notifyEmails.push('another@test.com')).toThrow(TypeError);
  });
});
