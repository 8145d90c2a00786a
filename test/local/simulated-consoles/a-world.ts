import type { IntakeRow } from '../../../lambdas/domain/intake/intake-row.ts';
import { Secret } from '../../../lambdas/domain/secret.ts';
import type { ConsoleAccess } from '../../../lambdas/ports/console-access.ts';
import { parseFault } from '../../../lambdas/simulated-vendor/faults.ts';
import { Vendor, type VendorOptions } from '../../../lambdas/simulated-vendor/vendor.ts';
import type { VendorTenant } from '../../../lambdas/simulated-vendor/vendor-tenant.ts';
import type { TenantScenario } from '../../../lambdas/simulated-vendor/tenant-scenario.ts';
import { TenantFiles } from '../../../local/simulated-consoles/tenant-files.ts';
import { VirtualClock } from '../../../local/virtual-clock.ts';
import { anIntakeRow } from '../../builders.ts';

export const MINUTE = 60_000;
/** What `walkTo` sets at guide 2-7. */
export const NEW_PASSWORD = 'N3w-Passw0rd!';

/** A vendor with one tenant, a clock that jumps, and the two ways into its consoles. */
export interface World {
  clock: VirtualClock;
  vendor: Vendor;
  row: IntakeRow;
  tenant: VendorTenant;
  /** The master account as CLP knows it. */
  clp: ConsoleAccess;
  /** The master account after guide 2-9, where `walkTo` set the password. */
  primary: ConsoleAccess;
}

export interface WorldOptions
  extends Partial<Omit<VendorOptions, 'clock' | 'store'>>, Partial<Omit<TenantScenario, 'faults'>> {
  faults?: string[];
  row?: Partial<IntakeRow>;
  /** Where the vendor keeps its tenants as files. */
  directory?: string;
  clock?: VirtualClock;
}

export function aWorld({
  faults = [],
  row: overrides,
  clock,
  directory,
  sendCode,
  seed,
  ...rest
}: WorldOptions = {}): World {
  const worldClock = clock ?? new VirtualClock({ start: new Date('2026-12-01T00:00:00Z'), speed: 'max' });
  const vendor = new Vendor({
    clock: worldClock,
    ...(directory !== undefined && { store: new TenantFiles(directory) }),
    ...(sendCode && { sendCode }),
    ...(seed !== undefined && { seed }),
  });
  const row = anIntakeRow(overrides);
  const tenant = vendor.admit(row, aScenario(faults, rest));
  const { tenantId, apexCentralHost, region } = row;
  const { account, password } = vendor.credentials(tenantId).clp;
  const at = { tenantId, apexCentralHost, region };
  return {
    clock: worldClock,
    vendor,
    row,
    tenant,
    clp: { ...at, account, password: new Secret(password) },
    primary: { ...at, account: row.primaryEmail, password: new Secret(NEW_PASSWORD) },
  };
}

export function aScenario(faults: string[] = [], rest: Partial<TenantScenario> = {}): TenantScenario {
  const parsed = faults.map((text) => {
    const result = parseFault(text);
    if ('whatToDo' in result) throw new Error(result.whatToDo);
    return result.fault;
  });
  return { ...rest, faults: parsed };
}

const STAGES = ['claimed', 'provisioned', 'transferred', 'connected', 'updating', 'updated'] as const;
export type WalkStage = (typeof STAGES)[number];

const walked = new WeakMap<World, number>();

/** Takes the tenant on along the guide, up to a stage, by the model itself: what a person would have done before. */
export async function walkTo(world: World, stage: WalkStage): Promise<void> {
  const steps: Record<WalkStage, () => Promise<void>> = {
    claimed: () => claim(world),
    provisioned: () => provision(world),
    transferred: () => transfer(world),
    connected: () => connect(world),
    updating: () => update(world),
    updated: () => world.clock.sleep(31 * MINUTE),
  };
  const upTo = STAGES.indexOf(stage) + 1;
  for (const each of STAGES.slice(walked.get(world) ?? 0, upTo)) {
    const wait = world.vendor.newCodeIn(world.primary.tenantId);
    if (wait > 0) await world.clock.sleep(wait);
    await steps[each]();
  }
  walked.set(world, upTo);
}

/** The code that was last sent to this address, whether it has arrived or not. */
export function lastCodeTo({ vendor }: World, address: string): string {
  const mail = vendor.mails.to(address).at(-1);
  if (!mail) throw new Error(`no code was sent to ${address}`);
  return mail.code;
}

export function signInToVisionOne({ vendor, primary }: World) {
  return vendor.visionOne.signIn(primary.account, primary.password.reveal(), vendor.oneTimeCode(primary.tenantId));
}

async function claim(world: World): Promise<void> {
  const { vendor, clp, row } = world;
  const session = vendor.clp.openApexCentral(vendor.clp.signIn(clp.account, clp.password.reveal()));
  vendor.apexCentral.accessVisionOne(session);
  vendor.wizard.verifyEmail(session, row.primaryEmail, row.primaryEmail);
  vendor.wizard.submitCode(session, lastCodeTo(world, row.primaryEmail));
  vendor.wizard.resetPassword(session, NEW_PASSWORD, NEW_PASSWORD);
}

async function provision(world: World): Promise<void> {
  world.vendor.visionOne.provisionConsole(signInToVisionOne(world));
  await world.clock.sleep(3 * MINUTE);
}

async function transfer(world: World): Promise<void> {
  const { visionOne } = world.vendor;
  const session = signInToVisionOne(world);
  visionOne.addExistingProduct(session);
  visionOne.generateToken(session);
  if (visionOne.saveProduct(session) === 'confirmTransfer') visionOne.connectAndTransfer(session);
}

async function connect(world: World): Promise<void> {
  const { visionOne, apexCentral } = world.vendor;
  const session = signInToVisionOne(world);
  visionOne.addExistingProduct(session);
  const token = visionOne.generateToken(session);
  visionOne.saveProduct(session);
  apexCentral.register(visionOne.openApexCentral(session), token);
  await world.clock.sleep(MINUTE);
}

async function update(world: World): Promise<void> {
  const { visionOne } = world.vendor;
  const session = signInToVisionOne(world);
  visionOne.openUpdatePanel(session);
  visionOne.agreeToUpdate(session);
  visionOne.pressConnectAndTransfer(session, { ticked: true });
}
