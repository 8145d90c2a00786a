import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TenantFiles } from '../../../local/simulated-consoles/tenant-files.ts';
import { Vendor } from '../../../lambdas/simulated-vendor/vendor.ts';
import { anIntakeRow } from '../../builders.ts';
import { aScenario, aWorld, NEW_PASSWORD, signInToVisionOne, walkTo, type World } from './a-world.ts';

describe('a vendor with a directory', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'vendor-'));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  /** The vendor as another process finds it, after the one before was killed without a word. */
  const afterAKill = ({ clock }: World): Vendor => new Vendor({ clock, store: new TenantFiles(directory) });

  it.each(['claimed', 'provisioned', 'transferred', 'connected', 'updating', 'updated'] as const)(
    'goes on after a kill where the tenant was %s',
    async (stage) => {
      const world = aWorld({ directory });
      await walkTo(world, stage);
      const found = afterAKill(world).tenant('tenant-1');
      expect(found.state).toEqual(JSON.parse(JSON.stringify(world.tenant.state)));
      expect(found.counters).toEqual(world.tenant.counters);
    },
  );

  it('lets the same people in afterwards, and nobody by the old name', async () => {
    const world = aWorld({ directory });
    await walkTo(world, 'claimed');
    const { clp, visionOne } = afterAKill(world);
    expect(visionOne.signIn('aaa@test.com', NEW_PASSWORD).role).toBe('master');
    expect(() => clp.signIn('aaa', world.clp.password.reveal())).toThrow('signInRefused');
  });

  it('makes up the same passwords again, because the vault holds them', () => {
    const world = aWorld({ directory });
    expect(afterAKill(world).credentials('tenant-1')).toEqual(world.vendor.credentials('tenant-1'));
  });

  it('keeps tenants that nobody has touched yet', () => {
    const world = aWorld({ directory });
    world.vendor.admit(anIntakeRow({ tenantId: 't-2' }));
    expect([...afterAKill(world).tenants()].map(({ id }) => id).sort()).toEqual(['t-2', 'tenant-1']);
  });

  it('has forgotten the sessions, as a browser that was closed', async () => {
    const world = aWorld({ directory });
    await walkTo(world, 'provisioned');
    const session = signInToVisionOne(world);
    expect(() => afterAKill(world).visionOne.home(session)).toThrow('signedOut');
  });

  it('keeps faults that have struck used up', async () => {
    const world = aWorld({ directory, faults: ['TEMPORARY_PROBLEM:1', 'CRASH_AFTER_RESET', 'LATE_CODE:2'] });
    await walkTo(world, 'updating');
    world.vendor.handsDieAfterReset('tenant-1');
    const vendor = afterAKill(world);
    expect(vendor.handsDieAfterReset('tenant-1')).toBe(false);
    expect(vendor.tenant('tenant-1').strikes('TEMPORARY_PROBLEM')).toBe(false);
    expect(vendor.tenant('tenant-1').strikes('LATE_CODE')).toBe(true);
    expect(vendor.tenant('tenant-1').strikes('LATE_CODE')).toBe(false);
  });

  it('keeps them used up also when the scenario is given again', async () => {
    const world = aWorld({ directory, faults: ['TEMPORARY_PROBLEM:1'] });
    await walkTo(world, 'updating');
    const tenant = afterAKill(world).admit(world.row, aScenario(['TEMPORARY_PROBLEM:1']));
    expect(tenant.strikes('TEMPORARY_PROBLEM')).toBe(false);
  });

  it('is not changed by a row that was corrected', async () => {
    const world = aWorld({ directory, faults: ['USER_NOT_LISTED'] });
    const corrected = anIntakeRow({ userAccounts: { kind: 'ignore' }, clpLoginId: 'zzz' });
    const vendor = afterAKill(world);
    vendor.admit(corrected);
    expect(vendor.credentials('tenant-1')).toEqual(world.vendor.credentials('tenant-1'));
  });

  it('takes a scenario that was changed between two runs', () => {
    const world = aWorld({ directory, faults: ['EXPIRED_LICENCE'] });
    const vendor = afterAKill(world);
    const licence = () => vendor.clp.products(vendor.clp.signIn('aaa', world.clp.password.reveal()))[0]?.status;
    expect(licence()).toBe('expired');
    vendor.admit(world.row, aScenario([]));
    expect(licence()).toBe('valid');
  });

  it('writes no password, token or code', async () => {
    const world = aWorld({ directory });
    const secrets: string[] = [];
    const { generateToken } = world.vendor.visionOne;
    world.vendor.visionOne.generateToken = function (session) {
      const token = generateToken.call(this, session);
      secrets.push(token);
      return token;
    };
    await walkTo(world, 'updated');
    const { clp, users } = world.vendor.credentials('tenant-1');
    secrets.push(NEW_PASSWORD, clp.password, ...users.map(({ password }) => password));
    secrets.push(...world.vendor.mails.to('aaa@test.com').map(({ code }) => code));
    const written = readdirSync(directory)
      .map((name) => readFileSync(join(directory, name), 'utf8'))
      .join('\n');
    expect(secrets.length).toBeGreaterThanOrEqual(6);
    for (const secret of secrets) expect(written).not.toContain(secret);
  });

  it('does not stumble over a file that was being written', () => {
    const world = aWorld({ directory });
    writeFileSync(join(directory, 'tenant-1.json.tmp'), '{"tenantId":"ten');
    expect([...afterAKill(world).tenants()]).toHaveLength(1);
  });

  it('names a file that it cannot read', () => {
    const world = aWorld({ directory });
    writeFileSync(join(directory, 't-2.json'), '{"tenantId":"t-2"}');
    expect(() => afterAKill(world)).toThrow(/t-2\.json is not a tenant of the simulated vendor/u);
  });

  it('keeps a forbidden press counted and noted', async () => {
    const world = aWorld({ directory });
    await walkTo(world, 'updating');
    const { visionOne } = world.vendor;
    expect(() => visionOne.pressConnectAndTransfer(signInToVisionOne(world), { ticked: true })).toThrow();
    const found = afterAKill(world).tenant('tenant-1');
    expect(found.counters.updatePressed).toBe(2);
    expect(found.violations).toHaveLength(1);
  });
});

describe('a vendor without a directory', () => {
  it('says which tenant it has never heard of', () => {
    expect(() => aWorld().vendor.tenant('t-404')).toThrow(/no tenant "t-404"; admit its row first/u);
  });

  it('makes up other passwords from another seed', () => {
    const password = (seed: string) => aWorld({ seed }).clp.password.reveal();
    expect(password('a')).toBe(password('a'));
    expect(password('a')).not.toBe(password('b'));
  });
});
