import * as z from 'zod';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { REGIONS, type Region } from '../lambdas/domain/intake/choices.ts';
import { isEmail } from '../lambdas/domain/intake/intake-row.ts';
import { usualMinutesSchema } from '../lambdas/domain/looks-at-the-update.ts';
import { RELEASE_BY } from '../lambdas/domain/release.ts';
import { LARGEST_PILOT } from '../lambdas/domain/switch.ts';
import { USER_MAILS } from '../lambdas/domain/user-mails-to.ts';
import { isFields, mendNames, objectIn, type Fields } from './mistyped-settings.ts';
import { whyContradicted } from './stage-contradictions.ts';

/** The functions check the rest of it: that it ends later than it begins. */
const BUSINESS_HOURS =
  /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d (Sun|Mon|Tue|Wed|Thu|Fri|Sat)(,(Sun|Mon|Tue|Wed|Thu|Fri|Sat))*$/u;

/** What CloudWatch Logs takes as a retention, in days; any other number fails the deployment half-way. */
const LOG_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
const FIVE_YEARS = 1827;

const text = z.string({ error: 'must be text' }).trim().min(1, 'is empty');
const NO_ADDRESS = 'is not a mail address; write one like migration@msp.example.jp';
/**
 * The rule of the intake: `z.email()` of zod 4.6.7 refuses what RFC 5321 takes, such as `&`, and a domain like
 * .xn--q9jyb4c.
 */
const address = z.string({ error: NO_ADDRESS }).refine(isEmail, { error: NO_ADDRESS });
const domain = z.string({ error: 'must be text' }).regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/u, {
  error: 'is not a mail domain in lower case; write one like msp.example.jp',
});
const days = z.int({ error: 'must be a whole number of days' }).min(1, 'must be one day or more');
const quota = z.number({ error: 'must be a number' }).positive('must be above 0');
const origin = z.string({ error: 'must be text' }).refine(isOrigin, {
  error: 'is not an origin; write one like https://console.example.jp, without a path',
});
const webAddress = z
  .string({ error: 'must be text' })
  .refine((value) => /^https?:\/\/[^\s#]+$/u.test(value) && URL.canParse(value), {
    error: 'is not a web address; write one like https://wiki.example.jp/runbook, without a #',
  });

/** A setting that holds others. */
function group<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape).map((name) => `"${name}"`);
  return z.strictObject(shape, { error: `must be an object with ${names.join(', ')}` });
}

/** Every setting of a stage: its meaning is what a message says of it, and what `docs/deploying.md` lists. */
const settingsSchema = z.strictObject({
  stage: z
    .string({ error: 'must be text' })
    .regex(/^[a-z][a-z0-9-]{0,15}$/u, 'is not the name of a stage; use up to 16 of a-z, 0-9 and -, a letter first')
    .describe('name of this deployment, part of the name of everything it creates'),
  account: z
    .string({ error: 'must be text' })
    .regex(/^\d{12}$/u, 'is not an AWS account; write its twelve digits in quotes')
    .optional()
    .describe('AWS account; without it, the account of the one who deploys'),
  region: z
    .string({ error: 'must be text' })
    .refine(isRegion, {
      error: 'is not an AWS region we know; use ap-northeast-1 (Tokyo), ap-northeast-3 (Osaka), ...',
    })
    .describe('AWS region, and so the country in which all data lies'),
  deletionProtection: z
    .boolean({ error: 'must be true or false' })
    .default(true)
    .describe('whether the stack and its tables refuse to be deleted: false until the first deployment has succeeded'),
  operatorName: text.describe("name that signs the product's mails"),
  operatorTelephone: text.describe('telephone number in the signature'),
  operatorTicket: text
    .max(40, 'is longer than 40 characters')
    .optional()
    .describe('ticket number of this work, in every subject and in the signature'),
  operatorEmail: address.describe('who is told when something needs a person, alarms included'),
  operatorLanguage: z
    .enum(['ja', 'en'], { error: 'is not a language we write; use "ja" or "en"' })
    .default('ja')
    .describe('language of what the operator reads'),
  sender: address.describe('From of every mail'),
  senderIdentity: z
    .union([address, domain], { error: 'is neither a mail domain nor a mail address' })
    .optional()
    .describe('what SES verifies: a domain or one address; without it, the domain of the sender'),
  replyTo: address.describe('Reply-To of every mail'),
  allowedRecipientDomains: z
    .array(domain, { error: 'must be a list of mail domains' })
    .default([])
    .describe("domains besides the tenants' own to which mails are no surprise, such as the operator's"),
  receivingDomain: domain.optional().describe('mail domain that this deployment receives verification codes for'),
  codeSenderDomains: z
    .array(domain, { error: 'must be a list of mail domains' })
    .default([])
    .describe('domains whose signed mails may bring verification codes'),
  releaseBy: z
    .enum(RELEASE_BY, { error: 'is no way to release a batch; use "two", "one" or "automatic"' })
    .optional()
    .describe('who releases a batch before any customer hears of it: two operators, "one", or nobody ("automatic")'),
  pilotTenants: z
    .int({ error: 'must be a whole number' })
    .min(0, { error: 'must be 0 or more' })
    .max(LARGEST_PILOT, { error: `must be at most ${String(LARGEST_PILOT)}` })
    .default(0)
    .describe(
      'so many tenants of each batch go ahead of the others, who wait until somebody lets them go on; 0: all at once',
    ),
  userMails: z
    .enum(USER_MAILS, { error: 'says nobody to write to; use "contact", "direct" or "none"' })
    .optional()
    .describe(
      'who is told how user accounts are upgraded: the customer\'s contact ("contact"), each user ("direct"), or nobody ("none")',
    ),
  ownApproversBecause: text
    .optional()
    .describe("why people at the operator's own mail domain may consent for a customer; without it they may not"),
  operators: z
    .array(
      group({
        name: text.describe('name of the person, the same for all of their identities'),
        subjects: z.array(text).default([]).describe("their subjects at the desk's identity provider (the claim sub)"),
        iam: z
          .array(
            z
              .string({ error: 'must be text' })
              .regex(/^arn:aws[a-z-]*:(?:iam|sts)::\d{12}:(?:user|assumed-role)\/.+$/u, {
                error: 'is not the ARN of a user or of a session; aws sts get-caller-identity says it',
              }),
          )
          .default([])
          .describe('their identities of AWS, as sts:GetCallerIdentity says them'),
        sessionNameSetBy: text
          .optional()
          .describe('who sets the session name of an assumed role in iam, so that nobody can take another name'),
      }),
      { error: 'must be a list of operators' },
    )
    .default([])
    .describe('operators with more than one identity: whose yes at a terminal counts beside whose at the desk'),
  desk: group({
    signIn: group({
      issuer: z.url({ error: 'is not an https address', protocol: /^https$/u }).describe('OpenID issuer'),
      clientId: text.describe('what the desk is called there'),
      clientSecretArn: z
        .string({ error: 'must be text' })
        .regex(/^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+-[A-Za-z0-9]{6}$/u, {
          error: 'is not the whole ARN of a secret of Secrets Manager; the secret itself never stands in this file',
        })
        .optional()
        .describe(
          'secret of Secrets Manager that holds the client secret as plain text, where the provider asks for one',
        ),
      requiredClaim: group({
        name: text.describe('name of the claim'),
        value: text.describe('what it must be, or hold'),
      })
        .optional()
        .describe('what an identity must carry; without it everybody of the issuer is an operator'),
    }).describe('identity provider at which operators sign in'),
    domain: group({
      name: domain.describe('DNS name of the desk'),
      certificateArn: z
        .string({ error: 'must be text' })
        .startsWith('arn:', 'is not an ARN')
        .describe('its certificate in AWS Certificate Manager, in this region'),
    })
      .optional()
      .describe('name of the desk; without it, the one that API Gateway makes up'),
  })
    .optional()
    .describe('where people are asked and operators sign in; without it nobody can be asked anything'),
  defaultHands: z
    .enum(['browser', 'operator', 'scripted'], { error: 'is no kind of hands; use "operator" or "browser"' })
    .describe(
      'who works on the consoles where a row does not say: "operator" (a person), "browser", or "scripted" (rehearsals)',
    ),
  browserHandsAuthorised: group({
    by: text.describe('who authorised it'),
    on: z.iso.date({ error: 'is not a date; write it like 2026-12-01' }).describe('when'),
    reference: text.describe('where that is written down'),
  })
    .optional()
    .describe("who authorised browsers on the vendor's consoles, and where it is written down"),
  attendedBy: z
    .array(
      z.string({ error: 'must be text' }).regex(/^arn:aws[a-z-]*:iam::\d{12}:(?:user|role)\/.+$/u, {
        error: 'is not the ARN of a user or role of IAM; write it like arn:aws:iam::123456789012:user/hanako',
      }),
      { error: 'must be a list of ARNs' },
    )
    .default([])
    .describe('who may do console steps with visionlift assist, with MFA: users or roles of IAM'),
  startsPerSecond: z
    .int({ error: 'must be a whole number' })
    .min(1, 'must be 1 or more')
    .max(
      300,
      'is more than the 300 executions a second that Step Functions starts; leave it out unless your quotas are higher',
    )
    .optional()
    .describe('tenants started in a second, from the first to the last; without it, what the quotas allow'),
  quotas: group({
    stateTransitions: quota.optional().describe('state transitions of Step Functions in a second'),
    executionStarts: quota.optional().describe('executions that Step Functions starts in a second'),
    taskAnswers: quota.optional().describe('task answers (SendTaskSuccess) in a second'),
    lambdaConcurrency: quota.optional().describe('invocations of Lambda at a time'),
    vendorTenants: quota.optional().describe('tenants that may begin in a second for the vendor to be content'),
  })
    .prefault({})
    .describe("the account's quotas where they are not the region's defaults"),
  stateTransitionsPerHour: z
    .int({ error: 'must be a whole number' })
    .min(1, 'must be 1 or more')
    .optional()
    .describe('state transitions of the account in an hour from which on the operator is told, as they cost money'),
  reservedConcurrency: z
    .int({ error: 'must be a whole number' })
    .min(1, 'must be 1 or more')
    .optional()
    .describe('most browsers at once for each console step; without it, whatever the account allows'),
  maxTenantsPerFile: z
    .int({ error: 'must be a whole number' })
    .min(1, 'must be 1 or more')
    .default(100_000)
    .describe('larger files are refused'),
  updateMinutes: group(
    Object.fromEntries(REGIONS.map((region) => [region, z.optional(usualMinutesSchema)])) as Record<
      Region,
      z.ZodOptional<typeof usualMinutesSchema>
    >,
  )
    .prefault({})
    .describe('how long the update takes at a region, in minutes, such as { "Japan": { "least": 20, "most": 30 } }'),
  maxRejectedShare: z
    .number({ error: 'must be a number from 0 to 1' })
    .min(0, 'must be 0 or more')
    .max(1, 'must be 1 or less')
    .default(0.5)
    .describe('files of which a larger share of rows is rejected are refused as a whole'),
  sharedConsoles: z
    .enum(['refuse', 'allow'], { error: 'must be "refuse" or "allow"' })
    .default('refuse')
    .describe('whether two tenants with one Apex Central console are refused, or a notice'),
  rehearsalLagMinutes: z
    .number({ error: 'must be a number of minutes' })
    .min(0, 'must be 0 or more')
    .max(60, 'must be 60 or less')
    .optional()
    .describe('how much later than its press the simulated vendor of a rehearsal shows an effect'),
  retention: group({
    intakeDays: days.default(90).describe('days that uploaded CSVs are kept'),
    reportDays: days.default(FIVE_YEARS).describe('days that reports are kept'),
    evidenceDays: days.default(90).describe('days that pictures of console pages are kept'),
    accessLogDays: days.default(365).describe('days that the record of who read which object is kept'),
    logDays: z
      .literal(LOG_DAYS, { error: `is not a retention of CloudWatch Logs; use one of ${LOG_DAYS.join(', ')}` })
      .default(365)
      .describe('days that logs are kept'),
  })
    .prefault({})
    .describe('how long what is kept'),
  consoleOrigins: group({
    licensingPortal: origin.optional().describe('origin of the Customer Licensing Portal'),
    visionOne: origin.optional().describe('origin of Vision One'),
    apexCentral: origin.optional().describe('origin of Apex Central, for every row'),
  })
    .prefault({})
    .describe("other consoles than the vendor's, for rehearsals"),
  zone: z
    .string({ error: 'must be text' })
    .refine(isZone, { error: 'is not an IANA time zone; write one like Asia/Tokyo' })
    .default('Asia/Tokyo')
    .describe('IANA zone of times in mails and reports'),
  businessHours: z
    .string({ error: 'must be text' })
    .regex(BUSINESS_HOURS, { error: 'must be hours and days like "09:00-18:00 Mon,Tue,Wed,Thu,Fri"' })
    .default('09:00-18:00 Mon,Tue,Wed,Thu,Fri')
    .describe('hours and days, in the zone, at which people are reminded'),
  runbook: webAddress
    .optional()
    .describe(
      "address of your own runbook, for the links in alarms and mails; without it the desk shows the product's",
    ),
});

export type StageSettings = z.infer<typeof settingsSchema>;

/** What a stage file may say; the rest has defaults. */
export type StageSettingsInput = z.input<typeof settingsSchema>;

/** The settings cannot be used; one message lists every problem, each with the value and the remedy. */
export class StageSettingsError extends Error {
  readonly problems: readonly string[];

  constructor(stage: string, problems: readonly string[]) {
    super(
      `The settings of ${stage === '' ? 'a stage' : `stage "${stage}"`} cannot be used:\n${problems.map((each) => `- ${each}`).join('\n')}`,
    );
    this.name = 'StageSettingsError';
    this.problems = problems;
  }
}

/** Checks the settings of a stage at synth, before anything is created; throws `StageSettingsError`. */
export function parseStageSettings(stage: string, file: unknown): StageSettings {
  if (!isFields(file)) {
    const remedy = 'and must hold one JSON object: copy stages/example.json';
    throw new StageSettingsError(stage, [`the file holds ${shortJson(file)}, ${remedy}`]);
  }
  const names = mendNames(file, settingsSchema);
  const settings = { ...names.settings, stage };
  const parsed = settingsSchema.safeParse(settings);
  const problems = [
    ...names.problems,
    ...whyOfAnotherName(stage, file),
    ...(parsed.error?.issues ?? []).map((issue) => inWords(issue, settings)),
    // Also where single values are wrong, so that one synth shows all there is to repair.
    ...whyContradicted(settings),
  ];
  if (!parsed.success || problems.length > 0) throw new StageSettingsError(stage, problems);
  return parsed.data;
}

/** A copied file that still says what it was copied from. */
function whyOfAnotherName(stage: string, { stage: said }: Fields): string[] {
  if (said === undefined || said === stage) return [];
  return [
    `stage: ${shortJson(said)} is not the name of this file, "${stage}", which is that of the stage; leave it out`,
  ];
}

function inWords(issue: z.core.$ZodIssue, settings: Fields): string {
  const at = issue.path.map(String);
  const value = at.reduce<unknown>((within, key) => (isRecord(within) ? within[key] : undefined), settings);
  const meaning = meaningOf(at);
  if (value === undefined) return `${at.join('.')} is missing; add it (${meaning})`;
  const mayBeLeftOut = value === null && fieldAt(at)?.safeParse(undefined).success;
  return `${at.join('.')}: ${shortJson(value)} ${issue.message}${mayBeLeftOut ? ', or leave it out' : ''} (${meaning})`;
}

/** The description of the setting, or of the list it is part of. */
function meaningOf(at: readonly string[]): string {
  return fieldAt(at)?.description ?? (at.length > 1 ? meaningOf(at.slice(0, -1)) : '');
}

function fieldAt(at: readonly string[]): z.ZodType | undefined {
  return at.reduce<unknown>((schema, name) => objectIn(schema)?.shape[name], settingsSchema) as z.ZodType | undefined;
}

/** The value seen, of which nobody needs more to find it. */
function shortJson(value: unknown): string {
  const json = JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 79)}…` : json;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isRegion(value: string): boolean {
  return RegionInfo.regions.some(({ name, partition }) => name === value && partition === 'aws');
}

/** `{host}` stands for the host of the tenant's own Apex Central. */
function isOrigin(template: string): boolean {
  const value = template.replace('{host}', 'host');
  return URL.canParse(value) && /^https?:$/u.test(new URL(value).protocol) && new URL(value).origin === value;
}

function isZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
