import type { Resources } from './resources.ts';
import { isRehearsal, releaseByOf } from './hands.ts';

/** The environment of every function, as `lambdas/runtime/environment.ts` reads it; nothing in it is secret. */
export function functionEnvironment({
  settings,
  names,
  keys,
  tables,
  buckets,
  door,
}: Resources): Record<string, string> {
  const { licensingPortal, visionOne, apexCentral } = settings.consoleOrigins;
  return {
    TABLE_NAME: tables.records.tableName,
    VAULT_TABLE_NAME: tables.vault.tableName,
    VAULT_KEY_ID: keys.vault.keyArn,
    INTAKE_BUCKET: buckets.intake.bucketName,
    REPORTS_BUCKET: buckets.reports.bucketName,
    EVIDENCE_BUCKET: buckets.evidence.bucketName,
    MIGRATE_BATCH_ARN: names.machineArn('migrate-batch'),
    MIGRATE_TENANT_ARN: names.machineArn('migrate-tenant'),
    OPERATOR_NAME: settings.operatorName,
    OPERATOR_TELEPHONE: settings.operatorTelephone,
    ...(settings.operatorTicket && { OPERATOR_TICKET: settings.operatorTicket }),
    OPERATOR_EMAIL: settings.operatorEmail,
    OPERATOR_LANGUAGE: settings.operatorLanguage,
    SENDER: settings.sender,
    REPLY_TO: settings.replyTo,
    ALLOWED_RECIPIENT_DOMAINS: settings.allowedRecipientDomains.join(','),
    ...(settings.receivingDomain && {
      RECEIVING_DOMAIN: settings.receivingDomain,
      CODE_SENDER_DOMAINS: settings.codeSenderDomains.join(','),
    }),
    RELEASE_BY: releaseByOf(settings),
    ...(settings.operators.length > 0 && {
      OPERATORS: JSON.stringify(settings.operators.map(({ name, subjects, iam }) => ({ name, subjects, iam }))),
    }),
    PILOT_TENANTS: String(settings.pilotTenants),
    // A rehearsal writes to people only where its settings ask for it.
    USER_MAILS: settings.userMails ?? (isRehearsal(settings) ? 'none' : 'contact'),
    ...(settings.ownApproversBecause && { OWN_APPROVERS_BECAUSE: settings.ownApproversBecause }),
    DEFAULT_HANDS: settings.defaultHands,
    MAX_TENANTS_PER_FILE: String(settings.maxTenantsPerFile),
    UPDATE_MINUTES: Object.entries(settings.updateMinutes)
      .map(([region, minutes]) => `${region}=${String(minutes.least)}-${String(minutes.most)}`)
      .join(','),
    MAX_REJECTED_SHARE: String(settings.maxRejectedShare),
    SHARED_CONSOLES: settings.sharedConsoles,
    ...(settings.rehearsalLagMinutes !== undefined && {
      REHEARSAL_LAG_MINUTES: String(settings.rehearsalLagMinutes),
    }),
    ZONE: settings.zone,
    BUSINESS_HOURS: settings.businessHours,
    ...(door && { DESK_ORIGIN: door.origin, LINK_KEY_ID: door.key.keyArn }),
    ...(settings.attendedBy.length > 0 && {
      ASSIST_COMMAND: `npm run -s visionlift -- assist --stage ${settings.stage}`,
    }),
    ...(settings.runbook !== undefined && { RUNBOOK: settings.runbook }),
    POWERTOOLS_METRICS_NAMESPACE: names.prefix,
    ...(licensingPortal && { CLP_ORIGIN: licensingPortal }),
    ...(visionOne && { VISION_ONE_ORIGIN: visionOne }),
    ...(apexCentral && { APEX_CENTRAL_ORIGIN: apexCentral }),
  };
}
