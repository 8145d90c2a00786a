import type { IntakeObject } from '../lambdas/domain/batch.ts';
import type { Ports } from '../lambdas/ports/index.ts';
import type { Settings } from '../lambdas/ports/settings.ts';
import { readEnvironment, settingsOf } from '../lambdas/runtime/environment.ts';
import { ENVIRONMENT, INTAKE_BUCKET, machineArn, REPORTS_BUCKET } from './deployment.ts';
import type { AccountLimits } from './account-limits.ts';
import type { LambdaFunctions } from './lambda-functions.ts';
import { EngineExecutions } from './memory/engine-executions.ts';
import { MemoryFiles } from './memory/memory-files.ts';
import { MemoryKeptEvidence } from './memory/memory-kept-evidence.ts';
import { MemoryMailer } from './memory/memory-mailer.ts';
import { MemoryObjects } from './memory/memory-objects.ts';
import { memoryStores } from './memory/memory-stores.ts';
import { MemoryTable } from './memory/memory-table.ts';
import { MemoryVault } from './memory/memory-vault.ts';
import { Product } from './product.ts';
import type { ExecutionClosed } from './states/engine-types.ts';
import type { HistoryMode } from './states/history.ts';
import type { StepFunctionsEngine } from './states/step-functions-engine.ts';
import { Vendor } from '../lambdas/simulated-vendor/vendor.ts';
import type { Starts } from '../lambdas/domain/admission.ts';
import type { Scenario } from './simulated-consoles/scenario.ts';
import { type Speed, VirtualClock } from './virtual-clock.ts';
import type { Links, SignedLink } from '../lambdas/ports/links.ts';

export interface InMemoryStackOptions {
  /** Where the clock starts; a Tuesday morning in Tokyo unless said otherwise. */
  start?: Date;
  speed?: Speed;
  /** What is special about the tenants of the CSVs to come. */
  scenario?: Scenario | undefined;
  /** `counts` where there are too many executions to keep their events. */
  history?: HistoryMode;
  settings?: Partial<Settings>;
  starts?: Starts;
  /** Calls `on-schedule` every quarter of an hour while anything runs; thousands of runs do without. */
  schedule?: boolean;
  /** Quotas and speeds of AWS, made for the clock of this stack. */
  limits?: (clock: VirtualClock) => AccountLimits;
  /** Stores that keep less than the usual ones, where there are too many tenants. */
  stores?: (clock: VirtualClock, table: MemoryTable) => Partial<Pick<MemoryPorts, 'tenants' | 'files' | 'mailer'>>;
  /** Told of each execution that has closed. */
  onClosed?: (closed: ExecutionClosed) => void;
  /** For the jitter of retries. */
  random?: () => number;
  /** Puts something between the functions and their ports, such as a crash; triggers keep the plain ones. */
  disturb?: (ports: Ports, functions: Pick<LambdaFunctions, 'crash' | 'loseConnection' | 'running'>) => Ports;
}

/** The ports of this stack, with what tests and simulations look at. */
interface MemoryPorts extends Ports {
  vault: MemoryVault;
  mailer: MemoryMailer;
  files: MemoryFiles;
}

/**
 * The whole product in this process, without any service: the definitions, handlers and stores of AWS over a table in
 * memory.
 */
export interface InMemoryStack {
  clock: VirtualClock;
  engine: StepFunctionsEngine;
  ports: MemoryPorts;
  /** Under the stores of `ports`. */
  table: MemoryTable;
  vendor: Vendor;
  /** What went wrong outside of any execution; empty in a run that went as it should. */
  faults: unknown[];
  /** Uploads a CSV as an operator does, under `incoming/` or `dry-run/`; answers once its batch has been started. */
  upload(key: string, csv: string | Uint8Array): Promise<{ batchId: string; object: IntakeObject }>;
  /** Delivers the event of an uploaded object once more; answers with the batch it led to. */
  announce(object: IntakeObject): Promise<string>;
  /** Calls `on-schedule` once, as its rule does every quarter of an hour. */
  runScheduledJobs(): Promise<unknown>;
  /** Ends it, whatever still runs. */
  close(): void;
}

const TUESDAY_MORNING = new Date('2026-12-01T00:00:00.000Z');

/** For journeys, benchmarks and simulations: time stands still while anything works, so that runs repeat exactly. */
export function inMemoryStack(options: InMemoryStackOptions = {}): InMemoryStack {
  const { start = TUESDAY_MORNING, speed = 'max', scenario, history, limits, random, settings, disturb } = options;
  const clock = new VirtualClock({ start, speed, speedWhileBusy: 0 });
  const vendor = new Vendor({ clock });
  const table = new MemoryTable();
  const stores = options.stores?.(clock, table);
  const files = stores?.files ?? new MemoryFiles(() => clock.now());
  const faults: unknown[] = [];
  const product = new Product({
    clock,
    vendor,
    objects: new MemoryObjects(files, REPORTS_BUCKET),
    scenario,
    starts: options.starts,
    schedule: options.schedule,
    onClosed: options.onClosed,
    onFault: (error) => faults.push(error),
    ...(history && { history }),
    ...(limits && { limits: limits(clock) }),
    ...(random && { random }),
  });
  const { engine, functions } = product;
  const ports: MemoryPorts = {
    clock,
    settings: { ...settingsOf(readEnvironment(ENVIRONMENT)), ...settings },
    ...memoryStores(table),
    links: new MemoryLinks(),
    vault: new MemoryVault(),
    mailer: new MemoryMailer(),
    keptEvidence: new MemoryKeptEvidence(),
    files,
    executions: new EngineExecutions(engine, machineArn('migrate-batch')),
    ...product.scriptedHands,
    ...stores,
  };
  product.bind(ports);
  if (disturb) functions.bind(disturb(ports, functions));

  const announce = async (object: IntakeObject): Promise<string> => {
    const csv = await bytesOf(files, object);
    const { bucket, key, versionId } = object;
    const detail = { bucket: { name: bucket }, object: { key, size: csv.length, 'version-id': versionId } };
    const answer = await clock.busy(() => product.received({ detail }, csv));
    return (answer as { batchId: string }).batchId;
  };
  return {
    clock,
    engine,
    ports,
    table,
    vendor,
    faults,
    upload: async (key, csv) => {
      const object = files.upload(key, csv, INTAKE_BUCKET);
      return { batchId: await announce(object), object };
    },
    announce,
    runScheduledJobs: () => product.runScheduledJobs(),
    close: () => {
      clock.close();
    },
  };
}

async function bytesOf(files: MemoryFiles, object: IntakeObject): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await files.readIntake(object)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const DESK = 'https://desk.example.jp';

/** Links that say in plain words what they lead to, for tests and simulations: nobody follows them. */
export class MemoryLinks implements Links {
  async linkTo({ task, purpose, recipient, expiresAt }: SignedLink): Promise<string> {
    const query = new URLSearchParams({ purpose, to: recipient, until: expiresAt.toISOString() });
    return `${this.pageOf(task)}?${query.toString()}`;
  }

  pageOf({ subject, step }: SignedLink['task']): string {
    return `${DESK}/tasks/${encodeURIComponent(subject)}/${encodeURIComponent(step)}`;
  }
}
