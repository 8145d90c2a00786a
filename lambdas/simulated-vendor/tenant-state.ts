import * as z from '../domain/zod.ts';
import type { IntakeRow } from '../domain/intake/intake-row.ts';
import { FAULT_NAMES } from './faults.ts';
import { ASKED, LAG_POINTS, type TenantScenario, WHEN_ASKED } from './tenant-scenario.ts';

const instant = z.iso.datetime();
const faultName = z.enum(FAULT_NAMES);

const signIn = z.object({
  email: z.string(),
  /** Absent in rehearsals that began when no password was kept: any opens it. */
  passwordFingerprint: z.optional(z.string()),
  /** When [Reset Password] was pressed first; absent in states of earlier versions. */
  resetAt: z.optional(instant),
});

const scenario: z.ZodMiniType<TenantScenario> = z.object({
  faults: z.array(z.object({ name: faultName, count: z.optional(z.number()) })),
  face: z.optional(z.enum(['plain', 'modern'])),
  language: z.optional(z.enum(['ja', 'en'])),
  licence: z.optional(
    z.object({ expiresOn: z.optional(z.string()), seats: z.optional(z.number()), kind: z.optional(z.string()) }),
  ),
  updateMinutes: z.optional(z.number()),
  lagMinutes: z.optional(z.partialRecord(z.enum([...LAG_POINTS, 'every']), z.number())),
  asks: z.optional(
    z.partialRecord(z.enum(['clp', 'apexCentral', 'visionOne']), z.partialRecord(z.enum(ASKED), z.enum(WHEN_ASKED))),
  ),
});

/** Something a well-behaved pair of hands never does. */
export const VIOLATIONS = [
  'pressedWhileUpdating',
  'pressedAfterUpdate',
  'pressedWithoutNotice',
  'pressedForAnotherProduct',
  'pressedTooSoonAfterTemporaryProblem',
  'resetTwice',
  'provisionedTwice',
  'transferredTwice',
  'userResetTwice',
] as const;

/**
 * Everything the vendor remembers of one tenant: what is not here follows from it, from the scenario and from the time.
 * No password, token or code can be read from it.
 */
export const TenantState = z.object({
  tenantId: z.string(),
  madeAt: instant,
  /** The world the tenant comes from: its first row. A later row does not change the vendor's side. */
  origin: z.object({
    companyName: z.string(),
    clpLoginId: z.string(),
    primaryEmail: z.string(),
    apexCentralHost: z.string(),
    region: z.string(),
    language: z.enum(['ja', 'en']),
    /** `undefined` where the row ignores them: then the vendor has some of its own. */
    userAccounts: z.optional(z.array(z.string())),
  }),
  scenario,
  /** How often each fault has struck. */
  struck: z.partialRecord(faultName, z.number()),
  /** Presses of the points of no return since the tenant was made. */
  counters: z.object({
    /** [Reset Password] of the primary account, guide 2-8. */
    passwordResets: z.number(),
    /** [Provision Console], guide 2-11. */
    provisionPressed: z.number(),
    /** [Connect and Transfer], guide 3-5. */
    transferPressed: z.number(),
    /** Every final press, guide 3-14, also those that started nothing. */
    updatePressed: z.number(),
    updatesAccepted: z.number(),
  }),
  violations: z.array(z.object({ at: instant, what: z.enum(VIOLATIONS) })),
  /** Verification codes and registration tokens asked for so far; they make the next one different. */
  codeRequests: z.number(),
  tokenRequests: z.number(),
  /** The primary account after guide 2-9. */
  primary: z.optional(signIn),
  /** The time step of the one-time code that was used last. */
  spentCode: z.optional(z.number()),
  /** Sign-ins where the scenario asks something, and what was passed of it: console and question. */
  asks: z.optional(z.object({ signIns: z.number(), passed: z.readonly(z.array(z.string())) })),
  /** Of the CLP master account's password, where a page made somebody choose another one. */
  clpPasswordFingerprint: z.optional(z.string()),
  /** By old name: the user accounts that went through guide 3-19. */
  upgradedUsers: z.record(z.string(), signIn),
  provisionRequestedAt: z.optional(instant),
  /** Region chosen at guide 2-11. */
  region: z.optional(z.string()),
  /** The token that Apex Central would take now. */
  tokenFingerprint: z.optional(z.string()),
  transferredAt: z.optional(instant),
  registeredAt: z.optional(instant),
  temporaryProblemAt: z.optional(instant),
  updateStartedAt: z.optional(instant),
});

export type TenantState = z.infer<typeof TenantState>;
export type SignIn = z.infer<typeof signIn>;
export type Counters = TenantState['counters'];
export type Violation = TenantState['violations'][number];

/** A tenant as the vendor has it before anybody did anything. */
export function newTenantState(row: IntakeRow, tenantScenario: TenantScenario, now: Date): TenantState {
  const { tenantId, companyName, clpLoginId, primaryEmail, apexCentralHost, region, language, userAccounts } = row;
  return {
    tenantId,
    madeAt: now.toISOString(),
    origin: {
      companyName,
      clpLoginId,
      primaryEmail,
      apexCentralHost,
      region,
      language,
      ...(userAccounts.kind === 'listed' && { userAccounts: userAccounts.accounts.map(({ name }) => name) }),
    },
    scenario: tenantScenario,
    struck: {},
    counters: { passwordResets: 0, provisionPressed: 0, transferPressed: 0, updatePressed: 0, updatesAccepted: 0 },
    violations: [],
    codeRequests: 0,
    tokenRequests: 0,
    upgradedUsers: {},
  };
}
