import { Construct } from 'constructs';
import type { Grant } from './grant.ts';
import { mapsOverWorkList, starts } from './grants.ts';
import { ProductMachine } from './product-machine.ts';
import type { Resources } from './resources.ts';
import { startsAsSubstitutions, startsOf } from './start-rate.ts';
import type { StateFunctions } from './state-functions.ts';

/** The three state machines: a batch starts tenants, a tenant starts its hand-over, and nobody waits for another. */
export class Machines extends Construct {
  readonly migrateBatch: ProductMachine;
  readonly migrateTenant: ProductMachine;
  readonly handOverTenant: ProductMachine;

  constructor(
    scope: Construct,
    id: string,
    { resources, functions }: { resources: Resources; functions: StateFunctions },
  ) {
    super(scope, id);
    const { names, settings, buckets } = resources;
    this.migrateBatch = new ProductMachine(this, 'MigrateBatch', {
      resources,
      functions,
      definition: 'migrate-batch',
      substitutions: {
        MigrateTenantArn: names.machineArn('migrate-tenant'),
        ReportsBucket: buckets.reports.bucketName,
        ...startsAsSubstitutions(startsOf(settings)),
      },
      grants: [...starts('migrate-tenant')(resources), ...mapsOverWorkList(resources), ...runsItsMap(resources)],
    });
    this.migrateTenant = new ProductMachine(this, 'MigrateTenant', {
      resources,
      functions,
      definition: 'migrate-tenant',
      substitutions: { HandOverTenantArn: names.machineArn('hand-over-tenant') },
      grants: starts('hand-over-tenant')(resources),
    });
    this.handOverTenant = new ProductMachine(this, 'HandOverTenant', {
      resources,
      functions,
      definition: 'hand-over-tenant',
    });
  }
}

/** A Distributed Map runs its children as executions of its own machine. */
function runsItsMap({ names }: Resources): Grant[] {
  const because = 'AWS makes up the names of a Map Run and of its children; the machine is fixed.';
  return [
    { actions: ['states:StartExecution'], resources: [names.machineArn('migrate-batch')] },
    {
      actions: ['states:DescribeExecution', 'states:StopExecution'],
      resources: [names.executionsArn('migrate-batch')],
      because,
    },
    {
      actions: ['states:RedriveExecution'],
      resources: [names.mapRunsArn('migrate-batch', 'StartEachTenant')],
      because,
    },
  ];
}
