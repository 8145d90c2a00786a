import { Annotations, CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './alarms.ts';
import { AssistRole } from './assist-role.ts';
import { BrowserLayer } from './browser-layer.ts';
import { Buckets } from './buckets.ts';
import { Desk } from './desk.ts';
import { DeskApi } from './desk-api.ts';
import { Keys } from './keys.ts';
import { LogMetrics } from './log-metrics.ts';
import { Machines } from './machines.ts';
import { Names } from './names.ts';
import { OperatorTopic } from './operator-topic.ts';
import { InboundMail } from './inbound-mail.ts';
import type { Resources } from './resources.ts';
import { hasBrowsers, isRehearsal } from './hands.ts';
import { OutboundMail } from './outbound-mail.ts';
import { transitionsPerHourOf } from './start-rate.ts';
import type { StageSettings } from './stage-settings.ts';
import { StateFunctions } from './state-functions.ts';
import { Tables } from './tables.ts';
import { Triggers } from './triggers.ts';
import { Monitoring } from './monitoring.ts';

export interface VisionliftStackProps extends Pick<StackProps, 'synthesizer'> {
  settings: StageSettings;
  /** What is deployed, for anyone who compares: version and commit. */
  version?: string;
}

/**
 * The product on AWS: a CSV in the intake bucket becomes a batch, the batch starts its tenants, each tenant its
 * hand-over; what they know lies in two tables, what they produce in buckets, and anyone who must look is told.
 */
export class VisionliftStack extends Stack {
  constructor(scope: Construct, id: string, { settings, version, ...props }: VisionliftStackProps) {
    const { account, region, stage } = settings;
    super(scope, id, {
      ...props,
      description: `visionlift, stage ${stage}: moves tenants from Apex One SaaS to Vision One`,
      env: { account, region },
      // With batches in flight nobody should delete it by a slip; a first deployment that fails has to be deleted.
      terminationProtection: settings.deletionProtection,
    });
    const names = new Names(this, stage);
    if (!settings.deletionProtection) {
      const says =
        'Nothing keeps this stage from being deleted: when its first deployment has succeeded, set "deletionProtection": true and deploy again.';
      Annotations.of(this).addWarningV2('visionlift:unprotected', says);
    }
    if (isRehearsal(settings)) {
      const says = 'This stage rehearses: no tenant is migrated, and every mail, also to customers, says so.';
      Annotations.of(this).addWarningV2('visionlift:rehearsal', says);
    }

    const keys = new Keys(this, 'Keys', names);
    const tables = new Tables(this, 'Tables', { keys, names, settings });
    const buckets = new Buckets(this, 'Buckets', { keys, retention: settings.retention });
    const door = settings.desk && new DeskApi(this, 'Door', { names, desk: settings.desk });
    const resources: Resources = { settings, names, keys, tables, buckets, door };

    const sending = new OutboundMail(this, 'Sending', { names, settings });
    const receiving = this.#receiving(resources);

    const browser = hasBrowsers(settings) ? new BrowserLayer(this, 'Browser') : undefined;
    const functions = new StateFunctions(this, 'States', { resources, browser });
    const machines = new Machines(this, 'Machines', { resources, functions });
    const triggers = new Triggers(this, 'Triggers', { resources, sending, mails: receiving?.bucket });

    const desk = door && settings.desk && new Desk(this, 'Desk', { resources, door, desk: settings.desk });

    if (settings.attendedBy.length > 0) new AssistRole(this, 'Assist', resources);

    const topic = new OperatorTopic(this, 'Operator', { names, keys, operatorEmail: settings.operatorEmail });
    const machineLog = machines.migrateTenant.logGroup;
    const logMetrics = new LogMetrics(this, 'LogMetrics', { names, machineLog });
    const configurationSet = sending.configurationSetName;
    const alarms = new Alarms(this, 'Alarms', {
      names,
      machines,
      desk,
      deadLetters: [...triggers.deadLetters, sending.deadLetters],
      logMetrics,
      configurationSet,
      topic,
      transitionsPerHour: transitionsPerHourOf(settings),
      places: { deskOrigin: door?.origin, runbook: settings.runbook },
    });
    const mailFeedback = sending.feedback;
    const { dashboard } = new Monitoring(this, 'Watching', {
      names,
      machines,
      functions,
      alarms,
      logMetrics,
      mailFeedback,
    });

    this.#say('IntakeBucket', buckets.intake.bucketName, 'Upload CSVs here, under incoming/ or dry-run/');
    this.#say('ReportsBucket', buckets.reports.bucketName, 'report.csv and rejected.csv of each batch, under reports/');
    this.#say('EvidenceBucket', buckets.evidence.bucketName, 'Pictures of console pages, by tenant');
    this.#say('RecordsTable', tables.records.tableName, 'Tenants, batches, journals');
    this.#say('VaultTable', tables.vault.tableName, 'Sealed secrets');
    this.#say('VaultKeyArn', keys.vault.keyArn, 'The key that seals them');
    this.#say('MigrateBatchArn', names.machineArn('migrate-batch'), 'Executions of batches');
    this.#say('MigrateTenantArn', names.machineArn('migrate-tenant'), 'Executions of tenants');
    this.#say('HandOverTenantArn', names.machineArn('hand-over-tenant'), 'Executions of hand-overs');
    this.#say('DashboardName', dashboard.dashboardName, 'How far, how fast, who is stuck');
    if (version !== undefined) this.#say('Version', version, 'What is deployed: version and commit');
    if (door) this.#sayWhereTheDeskIs(door);
    if (receiving) this.#sayHowToReceive(receiving, settings);
  }

  #receiving({ settings, names, keys, buckets }: Resources): InboundMail | undefined {
    const { receivingDomain: domain } = settings;
    if (!domain) return undefined;
    return new InboundMail(this, 'Receiving', { domain, names, keys, accessLogs: buckets.accessLogs });
  }

  #sayHowToReceive({ ruleSetName }: InboundMail, { receivingDomain, region }: StageSettings): void {
    const mx = `${receivingDomain ?? ''} MX 10 inbound-smtp.${region}.amazonaws.com`;
    this.#say('ReceivingMx', mx, 'For the DNS of the receiving domain');
    this.#say('ReceiptRuleSet', ruleSetName, 'Make it the active one: aws ses set-active-receipt-rule-set');
  }

  #sayWhereTheDeskIs({ origin, domain }: DeskApi): void {
    this.#say('DeskOrigin', origin, 'The desk; the identity provider sends browsers back to this address + /callback');
    if (domain) this.#say('DeskDnsTarget', domain.regionalDomainName, 'CNAME of the name of the desk');
  }

  #say(name: string, value: string, description: string): void {
    new CfnOutput(this, name, { value, description });
  }
}
