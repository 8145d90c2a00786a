import * as z from 'zod';
import { DAYS_OF_THE_WEEK } from '../domain/business-hours.ts';
import { usualMinutesSchema } from '../domain/looks-at-the-update.ts';
import { RELEASE_BY } from '../domain/release.ts';
import { LARGEST_PILOT } from '../domain/switch.ts';
import { USER_MAILS } from '../domain/user-mails-to.ts';
import type { Settings } from '../ports/settings.ts';

const domains = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((domain) => domain.trim().toLowerCase())
      .filter(Boolean),
  );

/** `Japan=20-30,US=25-40`: how long the update takes at a region, in minutes, where it is not as the guide says. */
const updateMinutes = z
  .string()
  .default('')
  .transform((text, context) => {
    const entries = text.split(',').flatMap((entry) => {
      if (entry.trim() === '') return [];
      const [, region = '', least, most] = /^(.+)=(\d+)-(\d+)$/u.exec(entry.trim()) ?? [];
      const minutes = usualMinutesSchema.safeParse({ least: Number(least), most: Number(most) });
      if (!minutes.success) context.addIssue('is not written like "Japan=20-30,US=25-40"');
      return minutes.success ? [[region, minutes.data] as const] : [];
    });
    return Object.fromEntries(entries);
  });

/** `09:00-18:00 Mon,Tue,Wed,Thu,Fri`, on the clocks of ZONE. */
const businessHours = z
  .string()
  .default('09:00-18:00 Mon,Tue,Wed,Thu,Fri')
  .transform((text, context) => {
    const time = '(?:[01]\\d|2[0-3]):[0-5]\\d';
    const [, from = '', to = '', names = ''] = new RegExp(`^(${time})-(${time}) ([\\w,]+)$`, 'u').exec(text) ?? [];
    const days = names.split(',').map((name) => (DAYS_OF_THE_WEEK as readonly string[]).indexOf(name));
    if (from >= to || days.includes(-1)) context.addIssue('is not written like "09:00-18:00 Mon,Tue,Wed,Thu,Fri"');
    return { from, to, days };
  });

/** Every environment variable of the product's functions, with its meaning; the one place that reads them. */
const environmentSchema = z.object({
  TABLE_NAME: z.string().min(3).describe('DynamoDB table of tenants, batches and sent mails'),
  VAULT_TABLE_NAME: z.string().min(3).describe('DynamoDB table of sealed secrets'),
  VAULT_KEY_ID: z.string().min(1).describe('KMS key that seals them: id, ARN or alias'),
  INTAKE_BUCKET: z.string().min(3).describe('bucket of uploaded CSVs'),
  REPORTS_BUCKET: z.string().min(3).describe('bucket of work lists and reports'),
  EVIDENCE_BUCKET: z.string().min(3).describe('bucket of pictures of the consoles'),
  MIGRATE_BATCH_ARN: z.string().startsWith('arn:').describe('state machine migrate-batch'),
  MIGRATE_TENANT_ARN: z.string().startsWith('arn:').describe('state machine migrate-tenant'),
  OPERATOR_NAME: z.string().min(1).describe("who signs the product's mails"),
  OPERATOR_TELEPHONE: z.string().min(1).describe('telephone number in the signature'),
  OPERATOR_TICKET: z.string().min(1).max(40).optional().describe('ticket number in subjects and signature'),
  OPERATOR_EMAIL: z.email().describe('who is told when something needs a person'),
  SENDER: z.email().describe('From of every mail; a verified SES identity'),
  REPLY_TO: z.email().describe('Reply-To of every mail'),
  DEFAULT_HANDS: z.enum(['browser', 'operator', 'scripted']).describe('hands of rows that name none'),
  RECEIVING_DOMAIN: z.string().optional().describe('mail domain that this deployment receives for'),
  ALLOWED_RECIPIENT_DOMAINS: domains.describe(
    'domains, with commas between, at which anybody may be written to without a notice',
  ),
  OWN_APPROVERS_BECAUSE: z
    .string()
    .min(1)
    .optional()
    .describe("why people at the operator's own mail domain may approve; without it they may not"),
  RELEASE_BY: z.enum(RELEASE_BY).default('two').describe('who releases a batch: automatic, one operator, or two'),
  PILOT_TENANTS: z.coerce
    .number()
    .int()
    .min(0)
    .max(LARGEST_PILOT)
    .default(0)
    .describe('so many tenants of each batch go ahead of the others; 0: all at once'),
  USER_MAILS: z
    .enum(USER_MAILS)
    .default('contact')
    .describe('who is told how user accounts are upgraded: none, direct (each user), or contact (of the customer)'),
  CODE_SENDER_DOMAINS: domains.describe(
    'domains, with commas between, whose signed mails may bring verification codes',
  ),
  ZONE: z.string().default('Asia/Tokyo').describe('IANA zone of times in mails and reports'),
  BUSINESS_HOURS: businessHours.describe('hours and days, in ZONE, at which people are reminded'),
  OPERATOR_LANGUAGE: z.enum(['ja', 'en']).default('ja').describe('language of what the operator reads'),
  MAX_TENANTS_PER_FILE: z.coerce.number().int().positive().default(100_000).describe('larger files are refused'),
  DESK_ORIGIN: z.url().optional().describe('where the desk is reached; without it there is none'),
  LINK_KEY_ID: z.string().min(1).optional().describe('KMS HMAC key that signs links and sessions of the desk'),
  OIDC_ISSUER: z.url().optional().describe('identity provider at which operators sign in to the desk'),
  OIDC_CLIENT_ID: z.string().min(1).optional().describe('what the desk is called there'),
  OIDC_REQUIRED_CLAIM: z
    .string()
    .regex(/^[^=]+=.+$/u, 'is not written like "groups=visionlift"')
    .optional()
    .describe('what an identity must carry to be an operator'),
  UPDATE_MINUTES: updateMinutes.describe('minutes that the update takes at a region, as the guide says without it'),
  MAX_REJECTED_SHARE: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe('files of which a larger share of rows is rejected are refused as a whole; 0 to 1'),
});

export type Environment = z.infer<typeof environmentSchema>;

/** Parses the variables; throws one error that names every missing or malformed one with its meaning. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const meaning = environmentSchema.shape[name as keyof Environment].description ?? '';
    return `${name} (${meaning}): ${variables[name] === undefined ? 'is not set' : `"${variables[name]}" ${issue.message}`}`;
  });
  throw new Error(`the environment of this function is not complete:\n${problems.join('\n')}`);
}

export function settingsOf(environment: Environment): Settings {
  return {
    operatorName: environment.OPERATOR_NAME,
    operatorTelephone: environment.OPERATOR_TELEPHONE,
    operatorTicket: environment.OPERATOR_TICKET,
    operatorEmail: environment.OPERATOR_EMAIL,
    sender: environment.SENDER,
    replyTo: environment.REPLY_TO,
    defaultHands: environment.DEFAULT_HANDS,
    receivingDomain: environment.RECEIVING_DOMAIN,
    codeSenderDomains: environment.CODE_SENDER_DOMAINS,
    allowedRecipientDomains: environment.ALLOWED_RECIPIENT_DOMAINS,
    ownApproversBecause: environment.OWN_APPROVERS_BECAUSE,
    releaseBy: environment.RELEASE_BY,
    pilotTenants: environment.PILOT_TENANTS,
    intakeBucket: environment.INTAKE_BUCKET,
    userMails: environment.USER_MAILS,
    evidenceBucket: environment.EVIDENCE_BUCKET,
    migrateTenantArn: environment.MIGRATE_TENANT_ARN,
    maxTenantsPerFile: environment.MAX_TENANTS_PER_FILE,
    updateMinutes: environment.UPDATE_MINUTES,
    maxRejectedShare: environment.MAX_REJECTED_SHARE,
    deskOrigin: environment.DESK_ORIGIN,
    zone: environment.ZONE,
    businessHours: { ...environment.BUSINESS_HOURS, zone: environment.ZONE },
    operatorLanguage: environment.OPERATOR_LANGUAGE,
  };
}

/** `LOG_LEVEL`: debug, info (default), warn, error or silent. */
export function currentLogLevel(): 'debug' | 'info' | 'warn' | 'error' | 'silent' {
  const level = process.env.LOG_LEVEL;
  return level === 'debug' || level === 'warn' || level === 'error' || level === 'silent' ? level : 'info';
}

/** The name of the product in its log lines, metrics and traces. */
export const SERVICE = 'visionlift';

/** `POWERTOOLS_METRICS_NAMESPACE`: CloudWatch namespace of what the product counts; without it nothing is counted. */
export function metricsNamespace(): string | undefined {
  return process.env.POWERTOOLS_METRICS_NAMESPACE || undefined;
}
