import * as z from '../domain/zod.ts';
import { DAYS_OF_THE_WEEK } from '../domain/business-hours.ts';
import { emailSchema } from '../domain/intake/intake-row.ts';
import { usualMinutesSchema } from '../domain/looks-at-the-update.ts';
import { operatorsSchema, type Operator } from '../domain/person.ts';
import { RELEASE_BY } from '../domain/release.ts';
import { LARGEST_PILOT } from '../domain/switch.ts';
import { USER_MAILS } from '../domain/user-mails-to.ts';
import type { Settings } from '../ports/settings.ts';

const notWrittenLike = (example: string, input: string) => ({
  code: 'custom' as const,
  message: `is not written like "${example}"`,
  input,
});

const domains = z.pipe(
  z._default(z.string(), ''),
  z.transform((text) =>
    text
      .split(',')
      .map((domain) => domain.trim().toLowerCase())
      .filter(Boolean),
  ),
);

/** `Japan=20-30,US=25-40`: how long the update takes at a region, in minutes, where it is not as the guide says. */
const updateMinutes = z.pipe(
  z._default(z.string(), ''),
  z.transform((text, context) => {
    const entries = text.split(',').flatMap((entry) => {
      if (entry.trim() === '') return [];
      const [, region = '', least, most] = /^(.+)=(\d+)-(\d+)$/u.exec(entry.trim()) ?? [];
      const minutes = usualMinutesSchema.safeParse({ least: Number(least), most: Number(most) });
      if (!minutes.success) context.issues.push(notWrittenLike('Japan=20-30,US=25-40', text));
      return minutes.success ? [[region, minutes.data] as const] : [];
    });
    return Object.fromEntries(entries);
  }),
);

const OFFICE_HOURS = '09:00-18:00 Mon,Tue,Wed,Thu,Fri';

/** Such as `OFFICE_HOURS`, on the clocks of ZONE. */
const businessHours = z.pipe(
  z._default(z.string(), OFFICE_HOURS),
  z.transform((text, context) => {
    const time = '(?:[01]\\d|2[0-3]):[0-5]\\d';
    const [, from = '', to = '', names = ''] = new RegExp(`^(${time})-(${time}) ([\\w,]+)$`, 'u').exec(text) ?? [];
    const days = names.split(',').map((name) => (DAYS_OF_THE_WEEK as readonly string[]).indexOf(name));
    if (from >= to || days.includes(-1)) context.issues.push(notWrittenLike(OFFICE_HOURS, text));
    return { from, to, days };
  }),
);

const text = z.string().check(z.minLength(1));
const resource = z.string().check(z.minLength(3));
const arn = z.string().check(z.startsWith('arn:'));
const operators = z.pipe(
  z._default(z.string(), '[]'),
  z.transform((text, context): Operator[] => {
    const parsed = operatorsSchema.safeParse(jsonOf(text));
    if (parsed.success) return parsed.data;
    context.issues.push(notWrittenLike('[{"name":"hanako","subjects":["00u1"],"iam":[]}]', text));
    return [];
  }),
);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const origin = z.optional(z.url());

/** Every environment variable of the product's functions: what it has to be, and what it means; the one place that reads them. */
const VARIABLES = {
  TABLE_NAME: { is: resource, means: 'DynamoDB table of tenants, batches and sent mails' },
  VAULT_TABLE_NAME: { is: resource, means: 'DynamoDB table of sealed secrets' },
  VAULT_KEY_ID: { is: text, means: 'KMS key that seals them: id, ARN or alias' },
  INTAKE_BUCKET: { is: resource, means: 'bucket of uploaded CSVs' },
  REPORTS_BUCKET: { is: resource, means: 'bucket of work lists and reports' },
  EVIDENCE_BUCKET: { is: resource, means: 'bucket of pictures of the consoles' },
  MIGRATE_BATCH_ARN: { is: arn, means: 'state machine migrate-batch' },
  MIGRATE_TENANT_ARN: { is: arn, means: 'state machine migrate-tenant' },
  OPERATOR_NAME: { is: text, means: "who signs the product's mails" },
  OPERATOR_TELEPHONE: { is: text, means: 'telephone number in the signature' },
  OPERATOR_TICKET: {
    is: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
    means: 'ticket number in subjects and signature',
  },
  OPERATOR_EMAIL: { is: emailSchema, means: 'who is told when something needs a person' },
  SENDER: { is: emailSchema, means: 'From of every mail; a verified SES identity' },
  REPLY_TO: { is: emailSchema, means: 'Reply-To of every mail' },
  DEFAULT_HANDS: { is: z.enum(['browser', 'operator', 'scripted']), means: 'hands of rows that name none' },
  RECEIVING_DOMAIN: { is: z.optional(z.string()), means: 'mail domain that this deployment receives for' },
  ALLOWED_RECIPIENT_DOMAINS: {
    is: domains,
    means: 'domains, with commas between, at which anybody may be written to without a notice',
  },
  OWN_APPROVERS_BECAUSE: {
    is: z.optional(text),
    means: "why people at the operator's own mail domain may approve; without it they may not",
  },
  OPERATORS: {
    is: operators,
    means: 'operators with more than one identity, as JSON: whose yes counts beside whose',
  },
  RELEASE_BY: {
    is: z._default(z.enum(RELEASE_BY), 'two'),
    means: 'who releases a batch: automatic, one operator, or two',
  },
  PILOT_TENANTS: {
    is: z._default(z.coerce.number().check(z.int(), z.gte(0), z.lte(LARGEST_PILOT)), 0),
    means: 'so many tenants of each batch go ahead of the others; 0: all at once',
  },
  USER_MAILS: {
    is: z._default(z.enum(USER_MAILS), 'contact'),
    means: 'who is told how user accounts are upgraded: none, direct (each user), or contact (of the customer)',
  },
  CODE_SENDER_DOMAINS: {
    is: domains,
    means: 'domains, with commas between, whose signed mails may bring verification codes',
  },
  ZONE: { is: z._default(z.string(), 'Asia/Tokyo'), means: 'IANA zone of times in mails and reports' },
  BUSINESS_HOURS: { is: businessHours, means: 'hours and days, in ZONE, at which people are reminded' },
  OPERATOR_LANGUAGE: { is: z._default(z.enum(['ja', 'en']), 'ja'), means: 'language of what the operator reads' },
  MAX_TENANTS_PER_FILE: {
    is: z._default(z.coerce.number().check(z.int(), z.positive()), 100_000),
    means: 'larger files are refused',
  },
  RUNBOOK: { is: origin, means: "address of the operator's own runbook; without it the desk shows ours" },
  ASSIST_COMMAND: {
    is: z.optional(text),
    means: 'what starts attended hands, as the desk says it; without it nobody may attend',
  },
  DESK_ORIGIN: { is: origin, means: 'where the desk is reached; without it there is none' },
  LINK_KEY_ID: { is: z.optional(text), means: 'KMS HMAC key that signs links and sessions of the desk' },
  OIDC_ISSUER: { is: origin, means: 'identity provider at which operators sign in to the desk' },
  OIDC_CLIENT_ID: { is: z.optional(text), means: 'what the desk is called there' },
  OIDC_CLIENT_SECRET_ARN: {
    is: z.optional(text),
    means: 'secret of Secrets Manager with which the desk proves itself there; a public client without it',
  },
  OIDC_REQUIRED_CLAIM: {
    is: z.optional(z.string().check(z.regex(/^[^=]+=.+$/u, 'is not written like "groups=visionlift"'))),
    means: 'what an identity must carry to be an operator',
  },
  UPDATE_MINUTES: {
    is: updateMinutes,
    means: 'minutes that the update takes at a region, as the guide says without it',
  },
  REHEARSAL_LAG_MINUTES: {
    is: z._default(z.coerce.number().check(z.gte(0), z.lte(60)), 0),
    means: 'minutes by which the simulated vendor of a rehearsal shows each effect later',
  },
  MAX_REJECTED_SHARE: {
    is: z._default(z.coerce.number().check(z.gte(0), z.lte(1)), 0.5),
    means: 'files of which a larger share of rows is rejected are refused as a whole; 0 to 1',
  },
  SHARED_CONSOLES: {
    is: z._default(z.enum(['refuse', 'allow']), 'refuse'),
    means: 'whether two tenants with one Apex Central console are refused, or a notice: refuse or allow',
  },
};

type Schemas = { [name in keyof typeof VARIABLES]: (typeof VARIABLES)[name]['is'] };

const environmentSchema = z.object(
  Object.fromEntries(Object.entries(VARIABLES).map(([name, { is }]) => [name, is])) as Schemas,
);

export type Environment = z.infer<typeof environmentSchema>;

/** Parses the variables; throws one error that names every missing or malformed one with its meaning. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const parsed = environmentSchema.safeParse(variables);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const { means } = VARIABLES[name as keyof Environment];
    return `${name} (${means}): ${variables[name] === undefined ? 'is not set' : `"${variables[name]}" ${issue.message}`}`;
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
    operators: environment.OPERATORS,
    releaseBy: environment.RELEASE_BY,
    pilotTenants: environment.PILOT_TENANTS,
    intakeBucket: environment.INTAKE_BUCKET,
    userMails: environment.USER_MAILS,
    reportsBucket: environment.REPORTS_BUCKET,
    evidenceBucket: environment.EVIDENCE_BUCKET,
    migrateBatchArn: environment.MIGRATE_BATCH_ARN,
    migrateTenantArn: environment.MIGRATE_TENANT_ARN,
    maxTenantsPerFile: environment.MAX_TENANTS_PER_FILE,
    updateMinutes: environment.UPDATE_MINUTES,
    maxRejectedShare: environment.MAX_REJECTED_SHARE,
    allowSharedConsoles: environment.SHARED_CONSOLES === 'allow',
    deskOrigin: environment.DESK_ORIGIN,
    runbook: environment.RUNBOOK,
    assistCommand: environment.ASSIST_COMMAND,
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
