import * as z from '../zod.ts';

import { HANDS, LICENCE_CHANNELS, REGIONS } from './choices.ts';
import { LANGUAGES } from '../language.ts';

/** At most this many people hear about one tenant: a CSV must not become a mail relay. */
export const MAX_NOTIFY_EMAILS = 10;

/** At most this many Apex Central accounts of one tenant are moved. */
export const MAX_USER_ACCOUNTS = 200;

/** No id begins with a hyphen, which every command would take for an option. */
const TENANT_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/;
/** Records of earlier versions have ids that begin so. */
const RECORDED_TENANT_ID = /^[A-Za-z0-9_-]{1,40}$/;
const APEX_CENTRAL_HOST = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.manage\.trendmicro\.com$/;

/** The operator's own key of a tenant; it becomes part of execution names, so only characters that are safe there. */
export const tenantIdSchema = z.string().check(z.regex(TENANT_ID));

/**
 * A dot-string of RFC 5321 at a domain: `r&d@`, `a/b@`. No quoted local part, which the vendor's forms do not take, and
 * no "=", which stands between an account and its address. An IDN is written in its form xn--.
 */
const EMAIL =
  /^[a-z0-9!#$%&'*+/?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/?^_`{|}~-]+)*@(?:[a-z0-9][a-z0-9-]*\.)+(?:[a-z]{2,}|xn--[a-z0-9-]+)$/i;

/**
 * One mail address, ready to stand in a mail header and in a vendor's form.
 *
 * The pattern excludes CR, LF, comma, angle brackets, double quotes and everything outside ASCII. Added here: the
 * lengths of RFC 5321 (64 before the @, 254 in all) and of DNS (63 between two dots, no hyphen at their edges), and no
 * apostrophe in front, which is Excel's mark for "text".
 */
export const emailSchema = z.email({ pattern: EMAIL }).check(z.refine(hasUsableParts));

/**
 * The host of an Apex Central console, lower case. Anything but the vendor's own hosts could be a trap for credentials.
 */
export const apexCentralHostSchema = z.string().check(z.regex(APEX_CENTRAL_HOST));

/*
 * The same rules without zod's bookkeeping, for the reader, which asks six times a row. A property test holds each to its
 * schema.
 */

export function isTenantId(text: string): boolean {
  return TENANT_ID.test(text);
}

export function isEmail(text: string): boolean {
  return EMAIL.test(text) && hasUsableParts(text);
}

export function isApexCentralHost(text: string): boolean {
  return APEX_CENTRAL_HOST.test(text);
}

const nameSchema = z.string().check(z.minLength(1), z.maxLength(400));
const timeOfDaySchema = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/));

/** An Apex Central account and the address it will have in Trend Vision One. */
export const userAccountSchema = z.object({ name: nameSchema, email: emailSchema });

/** `ignore`: the console's accounts are left alone. `listed`: the console must have exactly these, none included. */
export const userAccountsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ignore') }),
  z.object({ kind: z.literal('listed'), accounts: z.array(userAccountSchema).check(z.maxLength(MAX_USER_ACCOUNTS)) }),
]);

/** A consent given in writing before the batch: where it is filed, who gave it, and on which day (`YYYY-MM-DD`). */
export const writtenConsentSchema = z.object({ reference: nameSchema, by: nameSchema, on: z.iso.date() });

/** When the final press is allowed, as times of day in an IANA time zone. `to` before `from` means across midnight. */
export const workWindowSchema = z.object({
  from: timeOfDaySchema,
  to: timeOfDaySchema,
  zone: z.string().check(z.minLength(1)),
});

/**
 * One accepted row of the intake CSV, cleaned and typed: what the operator asked for one tenant.
 *
 * Written one per line to `accepted.jsonl`; anyone who reads that file parses with this schema. Absent means the
 * operator left the cell empty; `consent` or `approverEmail` is always there. Holds no secret.
 */
export const intakeRowSchema = z
  .object({
    tenantId: z.string().check(z.regex(RECORDED_TENANT_ID)),
    companyName: nameSchema,
    /** For the greeting in mails. */
    contactName: z.optional(nameSchema),
    /** The CLP master account's sign-in name (guide: `aaa`). */
    clpLoginId: z.string().check(z.minLength(1), z.maxLength(100)),
    /** Becomes the primary user account (guide: `aaa@test.com`). */
    primaryEmail: emailSchema,
    apexCentralHost: apexCentralHostSchema,
    licenceChannel: z.enum(LICENCE_CHANNELS),
    userAccounts: userAccountsSchema,
    notifyEmails: z.array(emailSchema).check(z.minLength(1), z.maxLength(MAX_NOTIFY_EMAILS)),
    /** Who is asked for consent at the desk. */
    approverEmail: z.optional(emailSchema),
    consent: z.optional(writtenConsentSchema),
    /** No final press before this UTC instant, ISO 8601 with `Z`. */
    notBefore: z.optional(z.iso.datetime()),
    window: z.optional(workWindowSchema),
    language: z.enum(LANGUAGES),
    /** Absent: the deployment's default. */
    hands: z.optional(z.enum(HANDS)),
    region: z.enum(REGIONS),
  })
  .check(z.refine(({ approverEmail, consent }) => approverEmail !== undefined || consent !== undefined));

export type IntakeRow = z.infer<typeof intakeRowSchema>;
export type UserAccount = z.infer<typeof userAccountSchema>;
export type UserAccounts = z.infer<typeof userAccountsSchema>;
export type WrittenConsent = z.infer<typeof writtenConsentSchema>;
export type WorkWindow = z.infer<typeof workWindowSchema>;

function hasUsableParts(address: string): boolean {
  const at = address.indexOf('@');
  const isLongDomain = address.length - at > 64;
  return (
    at <= 64 &&
    address.length <= 254 &&
    !address.startsWith("'") &&
    !address.includes('-.', at) &&
    !(isLongDomain && /[^.]{64}/.test(address.slice(at + 1)))
  );
}
