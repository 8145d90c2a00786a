import { join } from 'node:path';
import { chromiumLauncher } from '../lambdas/adapters/browser/chromium/launch.ts';
import type { Patience } from '../lambdas/adapters/browser/patience.ts';
import type { Ports } from '../lambdas/ports/index.ts';
import type { Settings } from '../lambdas/ports/settings.ts';
import type { Throttle } from '../lambdas/ports/throttle.ts';
import { makePorts } from '../lambdas/runtime/make-ports.ts';
import * as portsOnAws from '../lambdas/runtime/ports-on-aws.ts';
import { startEmbeddedAws, type EmbeddedAws } from './aws/embedded-aws.ts';
import type { ObjectCreatedEvent } from './aws/s3-events.ts';
import { feedbackOf } from './aws/ses-feedback.ts';
import { serveStepFunctions } from './aws/step-functions-endpoint.ts';
import {
  createTables,
  ENVIRONMENT,
  EVIDENCE_BUCKET,
  INTAKE_BUCKET,
  LINK_KEY,
  MAIL_BUCKET,
  REPORTS_BUCKET,
  VAULT_KEY,
} from './deployment.ts';
import { deskThatTells, startDesk, type EmbeddedDesk } from './desk/start-desk.ts';
import { keptBrowser } from './hands/kept-browser.ts';
import { readObject, writeObject } from './objects.ts';
import { Product } from './product.ts';
import { handsAt, startSimulatedConsoles } from './simulated-consoles.ts';
import type { StepFunctionsEngine } from './states/step-functions-engine.ts';
import type { Consoles } from './simulated-consoles/consoles/start-consoles.ts';
import { Vendor } from '../lambdas/simulated-vendor/vendor.ts';
import type { Scenario } from './simulated-consoles/scenario.ts';
import { TenantFiles } from './simulated-consoles/tenant-files.ts';
import { VirtualClock, type Speed } from './virtual-clock.ts';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { writeOrEnd } from './unwritable.ts';

interface EmbeddedStackOptions {
  /** Where everything is kept that a later run may continue. */
  directory: string;
  speed: Speed;
  /** Who does the console steps: a browser at the simulated consoles, or a script at the model behind them. */
  hands: LocalHands;
  /** What is special about the tenants of the CSVs to come. */
  scenario?: Scenario | undefined;
  /** Instead of what a newcomer's run has, where there are people who read their mails; commands of other processes see it too. */
  settings?: PeoplesSettings;
  /** Times real time while a person is asked; `Infinity` where people are as fast as the clock. */
  whilePeopleAreAsked?: number;
  /** How long browser hands wait for a console; as on AWS without it. */
  patience?: Partial<Patience>;
  /** In place of the desk's own, for the people of a test, who are faster than people. */
  throttle?: Throttle;
  /** Told of what goes wrong outside of any execution. */
  onFault: (error: unknown) => void;
}

/** What a run may ask of people. */
export type PeoplesSettings = Partial<Pick<Settings, 'userMails' | 'receivingDomain' | 'releaseBy' | 'assistCommand'>>;

/** A browser at the simulated consoles, a person at the desk and the same consoles, or a script at the model behind. */
export type LocalHands = 'browser' | 'operator' | 'scripted';

/** The whole product on this computer: the definitions and handlers of AWS over embedded services. */
export interface EmbeddedStack {
  aws: EmbeddedAws;
  clock: VirtualClock;
  engine: StepFunctionsEngine;
  ports: Ports;
  vendor: Vendor;
  desk: EmbeddedDesk;
  /** Only where the hands are a browser's or a person's. */
  consoles: Consoles | undefined;
  stepFunctionsUrl: string;
  /** Tells what is special about more tenants of the CSVs to come. */
  addScenario(scenario: Scenario): void;
  /** Grows with each task that is filed at the desk. */
  filings(): number;
  /** Calls `listener` with what `start-batch` answered for each object of the intake bucket. */
  onIntake(listener: (key: string, answer: unknown) => void): void;
  /** Ends everything; a second call does nothing. */
  close(): Promise<void>;
}

/** Times real time while others go on: fast enough for them, and slow enough to notice when only people are left. */
export const WHILE_PEOPLE_ARE_ASKED = 300;

/** Starts it; what had come up is ended again when the rest does not, so that a failed start leaves nothing behind. */
export async function startEmbeddedStack(options: EmbeddedStackOptions): Promise<EmbeddedStack> {
  const { directory, speed } = options;
  const clock = new VirtualClock({
    start: readReservedInstant(directory),
    speed,
    // Everything shares one process: were time to pass while handlers work, 80 more tenants a second would come to them,
    // whatever they can do, until no connection is made in time. A clock that waits for them starts as many as they take.
    speedWhileBusy: 0,
    onReserve: (instant) => {
      reserveInstant(directory, instant);
    },
  });
  const running: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    clock.close();
    await Promise.all(running.splice(0).map((service) => service.close()));
  };
  try {
    return { ...(await start(options, clock, running)), clock, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  {
    directory,
    hands,
    scenario,
    settings = {},
    whilePeopleAreAsked = WHILE_PEOPLE_ARE_ASKED,
    patience = {},
    throttle,
    onFault,
  }: EmbeddedStackOptions,
  clock: VirtualClock,
  running: { close(): Promise<void> }[],
): Promise<Omit<EmbeddedStack, 'clock' | 'close'>> {
  const buckets = [INTAKE_BUCKET, REPORTS_BUCKET, EVIDENCE_BUCKET, MAIL_BUCKET];
  const aws = await startEmbeddedAws({
    directory: join(directory, 'aws'),
    buckets,
    versionedBuckets: [INTAKE_BUCKET],
    keys: [VAULT_KEY, LINK_KEY],
    clock,
  });
  running.push(aws);
  const vendor = new Vendor({ clock, store: new TenantFiles(join(directory, 'vendor')) });
  const product = new Product({
    clock,
    vendor,
    objects: { get: readObject, put: writeObject },
    scenario,
    schedule: true,
    onFault,
  });
  const { engine, functions } = product;
  const endpoint = await serveStepFunctions(engine);
  running.push(endpoint);
  Object.assign(process.env, aws.environment, { AWS_ENDPOINT_URL_SFN: endpoint.url }, ENVIRONMENT);
  const desk = await startDesk({ clock, throttle, onFault });
  running.push(desk);
  Object.assign(process.env, desk.environment, { DEFAULT_HANDS: hands }, environmentOf(settings));

  const onAws = makePorts(portsOnAws, clock);
  const others = { ...onAws, settings: { ...onAws.settings, ...settings } };
  const consoles =
    hands === 'scripted' ? undefined : await startSimulatedConsoles({ vendor, clock, viewer: aws.ses, onFault });
  const browser = keptBrowser(chromiumLauncher());
  running.push(browser);
  if (consoles) {
    running.push(consoles);
    // What the desk's instructions link to.
    Object.assign(process.env, {
      CLP_ORIGIN: consoles.clpOrigin,
      APEX_CENTRAL_ORIGIN: consoles.apexCentralOrigin,
      VISION_ONE_ORIGIN: consoles.visionOneOrigin,
    });
  }
  let filings = 0;
  const ports = {
    ...others,
    // Before a task can be waited for: time that jumps would reach the end of its seven days at once.
    desk: deskThatTells(others.desk, () => {
      filings++;
      clock.limit(whilePeopleAreAsked);
    }),
    ...product.scriptedHands,
    // Where a person does the rest, a browser does the rows that ask for one.
    ...(consoles &&
      handsAt({
        ports: others,
        consoles,
        vendor,
        clock,
        patience,
        launch: browser.launch,
        crash: () => functions.crash(),
      })),
  };
  product.bind(ports);
  await createTables();
  desk.open(ports);

  const listeners: ((key: string, answer: unknown) => void)[] = [];
  const onCreated = async (event: ObjectCreatedEvent): Promise<void> => {
    const { bucket, object } = event.detail;
    if (bucket.name === MAIL_BUCKET) await product.mailReceived(event);
    if (bucket.name !== INTAKE_BUCKET) return;
    const answer = await product.received(event, await readObject(bucket.name, object.key));
    for (const listener of listeners) listener(object.key, answer);
  };
  aws.s3.onObjectCreated((event) => {
    clock.busy(() => onCreated(event)).catch(onFault);
  });
  aws.ses.onMessage((message) => {
    for (const event of feedbackOf(message)) clock.busy(() => product.mailUndelivered(event)).catch(onFault);
  });
  return {
    aws,
    engine,
    ports,
    vendor,
    desk,
    consoles,
    stepFunctionsUrl: endpoint.url,
    addScenario: (more) => {
      product.addScenario(more);
    },
    filings: () => filings,
    onIntake: (listener) => {
      listeners.push(listener);
    },
  };
}

/** What commands of other processes read of it. */
function environmentOf({ userMails, releaseBy }: PeoplesSettings): Record<string, string> {
  return {
    ...(userMails !== undefined && { USER_MAILS: userMails }),
    ...(releaseBy !== undefined && { RELEASE_BY: releaseBy }),
  };
}

const FILE = 'clock.txt';

/** Notes how far the virtual clock may have come, so that a later run never starts before an instant it has seen. */
function reserveInstant(directory: string, instant: Date): void {
  writeOrEnd(() => {
    mkdirSync(directory, { recursive: true });
    const file = join(directory, FILE);
    writeFileSync(`${file}.new`, instant.toISOString());
    renameSync(`${file}.new`, file);
  });
}

/** Where the clock starts: now, or where the last run had come to. */
function readReservedInstant(directory: string, now = new Date()): Date {
  let reserved: Date;
  try {
    reserved = new Date(readFileSync(join(directory, FILE), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return now;
    throw error;
  }
  return reserved > now ? reserved : now;
}
