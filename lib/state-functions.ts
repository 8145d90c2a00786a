import { Duration } from 'aws-cdk-lib';
import type { ILayerVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { definitionNames, type DefinitionName } from './definition.ts';
import { functionEnvironment } from './function-environment.ts';
import { fileOf, lambdaTasksOf, type LambdaTask } from './lambda-tasks.ts';
import { permissionsOfStates } from './permissions.ts';
import { CONSOLE_STATES } from './hands.ts';
import { ProductFunction } from './product-function.ts';
import type { Resources } from './resources.ts';

/** Lambda's own longest. */
const LONGEST_SECONDS = 900;
/** A function gives up before its state does: Sandbox.Timedout is tried again, States.Timeout is not. */
const SOONER_SECONDS = 10;

/** A full processor: these walk all tenants of a batch, 100,000 of them in one call. */
const OF_A_BATCH = 1769;
/** What a step of one tenant needs is 150 MB; below half a gigabyte its processor is slow to start. */
const OF_A_TENANT = 512;

/** The function of each state that invokes one: the name of the state is the name of its function and of its file. */
export class StateFunctions extends Construct {
  readonly byState: ReadonlyMap<string, ProductFunction>;

  constructor(
    scope: Construct,
    id: string,
    { resources, browser }: { resources: Resources; browser?: ILayerVersion | undefined },
  ) {
    super(scope, id);
    const tasks = definitionNames.flatMap((machine) => lambdaTasksOf(machine).map((task) => ({ machine, task })));
    refuseOthers(tasks.map(({ task }) => task.name));
    this.byState = new Map(
      tasks.map(({ machine, task }) => [task.name, this.#functionOf(machine, task, resources, browser)]),
    );
  }

  #functionOf(machine: DefinitionName, task: LambdaTask, resources: Resources, browser?: ILayerVersion) {
    const atConsole = CONSOLE_STATES.has(task.name);
    return new ProductFunction(this, task.name, {
      resources,
      kind: 'handlers',
      file: fileOf(task.name),
      name: task.name,
      // Lambda takes 256 characters.
      description: `${machine}: ${task.comment}`.slice(0, 256),
      environment: functionEnvironment(resources),
      permissions: permissionsOfStates[task.name] ?? [],
      timeout: Duration.seconds(Math.min(LONGEST_SECONDS, task.timeoutSeconds - SOONER_SECONDS)),
      memorySize: machine === 'migrate-batch' ? OF_A_BATCH : OF_A_TENANT,
      ...(atConsole && {
        browser,
        reservedConcurrentExecutions: resources.settings.reservedConcurrency,
      }),
    });
  }

  of(state: string): ProductFunction {
    const found = this.byState.get(state);
    if (!found) throw new Error(`there is no state ${state} with a function`);
    return found;
  }
}

/** A renamed state must not lose its permissions, nor leave any behind. */
function refuseOthers(states: readonly string[]): void {
  const permitted = Object.keys(permissionsOfStates);
  const problems = [
    ...states.filter((state) => !permitted.includes(state)).map((state) => `state ${state} has no permissions`),
    ...permitted.filter((state) => !states.includes(state)).map((state) => `there is no state ${state}`),
    ...[...CONSOLE_STATES].filter((state) => !states.includes(state)).map((state) => `there is no state ${state}`),
  ];
  if (problems.length > 0) throw new Error(`The permissions do not fit the definitions: ${problems.join('; ')}.`);
}
