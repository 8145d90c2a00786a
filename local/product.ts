import type { ConsolePorts, Ports } from '../lambdas/ports/index.ts';
import { Customers } from './customers.ts';
import { ACCOUNT, createMachines, REGION } from './deployment.ts';
import type { SesFeedback } from './aws/ses-feedback.ts';
import { EventBridge, type IntakeEvent, type MailEvent } from './event-bridge.ts';
import { scriptedHands } from '../lambdas/adapters/scripted/scripted-hands.ts';
import { LambdaFunctions } from './lambda-functions.ts';
import type { AccountLimits } from './account-limits.ts';
import type { ExecutionClosed } from './states/engine-types.ts';
import type { HistoryMode } from './states/history.ts';
import type { ObjectStore } from './states/runtime.ts';
import { StepFunctionsEngine } from './states/step-functions-engine.ts';
import type { Vendor } from '../lambdas/simulated-vendor/vendor.ts';
import type { Scenario } from './simulated-consoles/scenario.ts';
import type { Starts } from '../lambdas/domain/admission.ts';
import type { VirtualClock } from './virtual-clock.ts';

interface ProductOptions {
  clock: VirtualClock;
  vendor: Vendor;
  /** What the interpreter's Maps read and write. */
  objects: ObjectStore;
  /** What is special about the tenants of the CSVs to come. */
  scenario?: Scenario | undefined;
  history?: HistoryMode;
  starts?: Starts | undefined;
  /** Quotas and speeds of AWS; without it everything is at once and unlimited. */
  limits?: AccountLimits;
  /** For the jitter of retries; give a seeded one where runs must repeat. */
  random?: () => number;
  /** Whether `on-schedule` is called every quarter of an hour while anything runs. */
  schedule?: boolean | undefined;
  /** Told of each execution that has closed, when its trigger has done its work. */
  onClosed?: ((closed: ExecutionClosed) => void) | undefined;
  /** Told of what goes wrong outside of any execution. */
  onFault: (error: unknown) => void;
}

/**
 * The product without the services below it: its machines, its functions, the rules that deliver events to its
 * triggers, scripted hands and the vendor they work at. Both stacks put their services under one; `bind` makes it
 * whole.
 */
export class Product {
  readonly engine: StepFunctionsEngine;
  readonly functions: LambdaFunctions;
  /** Console ports that play the vendor's screens by script. */
  readonly scriptedHands: ConsolePorts;
  readonly #options: ProductOptions;
  readonly #scheduledRuns: ScheduledRuns;
  #bound: { eventBridge: EventBridge; customers: Customers } | undefined;

  constructor(options: ProductOptions) {
    const { clock, vendor, objects, history, limits, random, onFault } = options;
    this.#options = options;
    this.functions = new LambdaFunctions(clock);
    this.scriptedHands = scriptedHands({ vendor, clock, crash: () => this.functions.crash() });
    this.engine = new StepFunctionsEngine({
      clock,
      region: REGION,
      accountId: ACCOUNT,
      invoke: (name, payload) => {
        const run = () => this.functions.invoke(name, payload);
        return limits ? limits.invocation(name, run) : run();
      },
      objects,
      onClosed: (detail) =>
        this.#whole()
          .eventBridge.executionClosed(detail)
          .then(() => undefined, onFault)
          .then(() => options.onClosed?.(detail)),
      ...(history && { history }),
      ...(limits && { limits }),
      ...(random && { random }),
    });
    createMachines(this.engine, options.starts);
    this.#scheduledRuns = new ScheduledRuns({
      clock,
      isAnythingRunning: () => this.engine.running > 0,
      runScheduledJobs: () =>
        this.#whole()
          .eventBridge.scheduled()
          .then(() => undefined, onFault),
    });
    // Anyone who runs this process reads what it says itself on the same stdout.
    process.env['LOG_LEVEL'] ??= 'silent';
  }

  /** Gives functions and triggers their ports; known only after the services are up that the ports lead to. */
  bind(ports: Ports): void {
    const { clock, vendor, scenario } = this.#options;
    this.functions.bind(ports);
    this.#bound = {
      eventBridge: new EventBridge(clock, ports),
      customers: new Customers({ vendor, vault: ports.vault, scenario }),
    };
  }

  /**
   * A file arrived in the intake bucket: its customers come into being, then `start-batch` is told; gives its answer.
   */
  async received(event: IntakeEvent, csv: Uint8Array): Promise<unknown> {
    const { eventBridge, customers } = this.#whole();
    await customers.admit(csv);
    if (this.#options.schedule) this.#scheduledRuns.begin();
    return eventBridge.objectCreated(event);
  }

  /** Tells what is special about more tenants of the CSVs to come. */
  addScenario(scenario: Scenario): void {
    this.#whole().customers.addScenario(scenario);
  }

  /** A quarter of an hour has passed: `on-schedule` does its jobs now. */
  runScheduledJobs(): Promise<unknown> {
    return this.#whole().eventBridge.scheduled();
  }

  mailReceived(event: MailEvent): Promise<unknown> {
    return this.#whole().eventBridge.mailReceived(event);
  }

  mailUndelivered(event: SesFeedback): Promise<unknown> {
    return this.#whole().eventBridge.mailUndelivered(event);
  }

  #whole() {
    if (!this.#bound) throw new Error('the product has no ports yet');
    return this.#bound;
  }
}

/** Of the rule on AWS. */
const QUARTER_OF_AN_HOUR = 15 * 60_000;

interface RoundsOptions {
  clock: Pick<VirtualClock, 'at' | 'now'>;
  isAnythingRunning: () => boolean;
  /** Never rejects. */
  runScheduledJobs: () => Promise<void>;
}

/**
 * The rule that calls `on-schedule`, on the virtual clock: as long as anything runs, and no longer, so that a run is
 * over when its executions are.
 */
class ScheduledRuns {
  readonly #options: RoundsOptions;
  #isWaiting = false;

  constructor(options: RoundsOptions) {
    this.#options = options;
  }

  /** Something is about to run; harmless where the schedule has begun. */
  begin(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    const { clock, isAnythingRunning, runScheduledJobs } = this.#options;
    clock.at(clock.now().getTime() + QUARTER_OF_AN_HOUR, () => {
      this.#isWaiting = false;
      if (!isAnythingRunning()) return;
      this.begin();
      void runScheduledJobs();
    });
  }
}
