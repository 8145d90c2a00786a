import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnReceiptRule, CfnReceiptRuleSet, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { notifyEventBridge } from './buckets.ts';
import type { Keys } from './keys.ts';
import type { Names } from './names.ts';
import { PrivateBucket } from './private-bucket.ts';

export interface InboundMailProps {
  domain: string;
  names: Names;
  keys: Keys;
  accessLogs: IBucket;
}

const RULE = 'keep-for-a-day';

/**
 * Mails to the receiving domain: SES checks them and puts them into a bucket, where they are gone after a day, because
 * they hold verification codes. The rule set has to be made the active one by hand: an account has one, and it may be
 * somebody else's.
 */
export class InboundMail extends Construct {
  readonly bucket: PrivateBucket;
  readonly ruleSetName: string;

  constructor(scope: Construct, id: string, { domain, names, keys, accessLogs }: InboundMailProps) {
    super(scope, id);
    this.ruleSetName = names.of('receiving');
    this.bucket = new PrivateBucket(this, 'Mails', {
      key: keys.data,
      accessLogs,
      keepDays: 1,
      // SES writes a notice of its own when the rule is made, and a bucket that is not empty would stop a roll-back.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    notifyEventBridge(this.bucket);
    new EmailIdentity(this, 'Domain', { identity: Identity.domain(domain) });
    const letIn = this.#letSesIn(keys, names);
    const ruleSet = new CfnReceiptRuleSet(this, 'RuleSet', { ruleSetName: this.ruleSetName });
    const rule = new CfnReceiptRule(this, 'Rule', {
      ruleSetName: this.ruleSetName,
      rule: {
        name: RULE,
        enabled: true,
        recipients: [domain],
        scanEnabled: true,
        tlsPolicy: 'Require',
        actions: [{ s3Action: { bucketName: this.bucket.bucketName } }],
      },
    });
    // SES tries to write when the rule is made.
    rule.addResourceDependency(ruleSet);
    rule.node.addDependency(...letIn);
  }

  #letSesIn(keys: Keys, names: Names): Construct[] {
    const ses = new ServicePrincipal('ses.amazonaws.com');
    const conditions = {
      StringEquals: { 'aws:SourceAccount': names.account },
      ArnEquals: { 'aws:SourceArn': names.receiptRuleArn(this.ruleSetName, RULE) },
    };
    const { policyDependable } = this.bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ReceivedMails',
        principals: [ses],
        actions: ['s3:PutObject'],
        resources: [this.bucket.arnForObjects('*')],
        conditions,
      }),
    );
    keys.data.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ReceivedMails',
        principals: [ses],
        actions: ['kms:GenerateDataKey'],
        resources: ['*'],
        conditions,
      }),
    );
    return [policyDependable, keys.data].filter((each): each is Construct => Construct.isConstruct(each));
  }
}
