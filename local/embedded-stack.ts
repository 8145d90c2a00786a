import { join } from 'node:path';
import type { Ports } from '../lambdas/ports/index.ts';
import { portsOnAws } from '../lambdas/runtime/on-aws.ts';
import { startEmbeddedAws, type EmbeddedAws } from './aws/embedded-aws.ts';
import type { ObjectCreatedEvent } from './aws/s3-events.ts';
import { serveStepFunctions } from './aws/step-functions-endpoint.ts';
import { createTables, ENVIRONMENT, INTAKE_BUCKET, REPORTS_BUCKET, VAULT_KEY } from './deployment.ts';
import { readObject, writeObject } from './objects.ts';
import { Product } from './product.ts';
import { readReservedInstant, reserveInstant } from './reserved-instant.ts';
import type { StepFunctionsEngine } from './states/step-functions-engine.ts';
import { Vendor } from './vendor/model/vendor.ts';
import type { Scenario } from './vendor/scenario.ts';
import { VirtualClock, type Speed } from './virtual-clock.ts';

export interface EmbeddedStackOptions {
  /** Where everything is kept that a later run may continue. */
  directory: string;
  speed: Speed;
  /** What is special about the tenants of the CSVs to come. */
  scenario?: Scenario | undefined;
  /** Told of what goes wrong outside of any execution. */
  onFault: (error: unknown) => void;
}

/** The whole product on this computer: the definitions and handlers of AWS over embedded services. */
export interface EmbeddedStack {
  aws: EmbeddedAws;
  clock: VirtualClock;
  engine: StepFunctionsEngine;
  ports: Ports;
  vendor: Vendor;
  stepFunctionsUrl: string;
  /** Calls `listener` with what `start-batch` answered for each object of the intake bucket. */
  onIntake(listener: (key: string, answer: unknown) => void): void;
  /** Ends everything; a second call does nothing. */
  close(): Promise<void>;
}

export async function startEmbeddedStack({
  directory,
  speed,
  scenario,
  onFault,
}: EmbeddedStackOptions): Promise<EmbeddedStack> {
  const clock = new VirtualClock({
    start: readReservedInstant(directory),
    speed,
    onReserve: (instant) => {
      reserveInstant(directory, instant);
    },
  });
  const aws = await startEmbeddedAws({
    directory: join(directory, 'aws'),
    buckets: [INTAKE_BUCKET, REPORTS_BUCKET],
    keys: [VAULT_KEY],
    clock,
  });
  const vendor = new Vendor({ clock, directory: join(directory, 'vendor') });
  const product = new Product({ clock, vendor, objects: { get: readObject, put: writeObject }, scenario, onFault });
  const { engine, hands } = product;
  const endpoint = await serveStepFunctions(engine);
  Object.assign(process.env, aws.environment, { AWS_ENDPOINT_URL_SFN: endpoint.url }, ENVIRONMENT);
  const ports = portsOnAws({ clock, hands });
  product.bind(ports);
  await createTables();

  const listeners: ((key: string, answer: unknown) => void)[] = [];
  const onCreated = async (event: ObjectCreatedEvent): Promise<void> => {
    const { bucket, object } = event.detail;
    if (bucket.name !== INTAKE_BUCKET) return;
    const answer = await product.received(event, await readObject(bucket.name, object.key));
    for (const listener of listeners) listener(object.key, answer);
  };
  aws.s3.onObjectCreated((event) => {
    clock.busy(() => onCreated(event)).catch(onFault);
  });

  let closed: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    clock.close();
    await Promise.all([endpoint.close(), aws.close()]);
  };
  return {
    aws,
    clock,
    engine,
    ports,
    vendor,
    stepFunctionsUrl: endpoint.url,
    onIntake: (listener) => {
      listeners.push(listener);
    },
    close: () => (closed ??= end()),
  };
}
