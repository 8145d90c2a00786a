import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DefinitionName } from './definition.ts';

/**
 * The names of what one deployment creates, all with the stage in them, so that two stages can share an account.
 *
 * ARNs are made from names where a reference would close a circle: the machines call the functions, and the functions
 * must know the machines.
 */
export class Names {
  readonly prefix: string;
  readonly #stack: Stack;

  constructor(scope: Construct, stage: string) {
    this.prefix = `visionlift-${stage}`;
    this.#stack = Stack.of(scope);
  }

  /** `visionlift-prod-migrate-tenant`. */
  of(name: string): string {
    return `${this.prefix}-${name}`;
  }

  machineArn(machine: DefinitionName): string {
    return this.#arn('states', `stateMachine:${this.of(machine)}`);
  }

  /**
   * The machine, as what its executions may name it: those of its Distributed Maps `<machine>/<label>`, those that somebody
   * starts at a version or an alias `<machine>:<version>`. AWS does not say which of them stands as the source of a call and
   * in an encryption context. No machine of another name is among them.
   */
  machineArns(machine: DefinitionName): string[] {
    return ['', '/*', ':*'].map((which) => `${this.machineArn(machine)}${which}`);
  }

  /** Every execution of the machine; their names are those of tenants and batches. */
  executionsArn(machine: DefinitionName): string {
    return this.#arn('states', `execution:${this.of(machine)}:*`);
  }

  /** Every Map Run of one Distributed Map of the machine. */
  mapRunsArn(machine: DefinitionName, label: string): string {
    return this.#arn('states', `execution:${this.of(machine)}/${label}:*`);
  }

  identityArn(identity: string): string {
    return this.#arn('ses', `identity/${identity}`);
  }

  configurationSetArn(name: string): string {
    return this.#arn('ses', `configuration-set/${name}`);
  }

  receiptRuleArn(ruleSet: string, rule: string): string {
    return this.#arn('ses', `receipt-rule-set/${ruleSet}:receipt-rule/${rule}`);
  }

  alarmsArn(): string {
    return this.#arn('cloudwatch', `alarm:${this.prefix}-*`);
  }

  ruleArn(name: string): string {
    return this.#arn('events', `rule/${name}`);
  }

  logGroupArn(name: string): string {
    return this.#arn('logs', `log-group:${name}`);
  }

  /** Everything in CloudWatch Logs: what the delivery of state machines' logs calls its source. */
  logsArn(): string {
    return this.#arn('logs', '*');
  }

  /** The principal in `kms:ViaService` and the like: `dynamodb.ap-northeast-1.amazonaws.com`. */
  endpoint(service: string): string {
    return `${service}.${this.#stack.region}.amazonaws.com`;
  }

  get account(): string {
    return this.#stack.account;
  }

  #arn(service: string, resource: string): string {
    const { partition, region, account } = this.#stack;
    return `arn:${partition}:${service}:${region}:${account}:${resource}`;
  }
}
