import * as z from '../../domain/zod.ts';
import { intakeRowSchema } from '../../domain/intake/intake-row.ts';
import { STAGES } from '../../domain/stage.ts';
import { recordedCodeSchema, recordedStatementSchema } from '../../domain/statements/statement.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { JournalEvent, StageLine } from '../../ports/tenant-store.ts';
import { agentCountsSchema } from '../agent-counts.ts';
import { consentSchema, declineSchema } from './consent-item.ts';
import { readOnce, type Shape } from './parse-item.ts';

const instant = z.iso.datetime();
export const storedRowSchema = readOnce(intakeRowSchema);
export const guideStepSchema = z.templateLiteral([z.literal([1, 2, 3]), '-', z.int()]);

/** `TENANT#<id> / STATE` as it is stored. */
export const tenantSchema: z.ZodMiniType<Tenant> = z.object({
  tenantId: z.string(),
  stage: z.enum(STAGES),
  revision: z.int(),
  row: storedRowSchema,
  batchId: z.string(),
  lease: z.optional(z.object({ execution: z.string(), batchId: z.string() })),
  running: z.optional(
    z.object({ step: z.string(), invocation: z.string(), expiresAt: instant, by: z.optional(z.string()) }),
  ),
  lastStep: z.optional(z.string()),
  licence: z.optional(
    z.object({
      product: z.string(),
      seats: z.number(),
      kind: z.string(),
      expiresOn: z.string(),
      status: z.enum(['valid', 'expiringSoon', 'expired']),
    }),
  ),
  accounts: z.optional(
    z.array(z.object({ name: z.string(), kind: z.enum(['custom', 'directory']), role: z.string() })),
  ),
  countsBefore: z.optional(agentCountsSchema),
  consent: z.optional(consentSchema),
  signedIn: z.optional(
    z.object({
      at: instant,
      account: z.optional(z.string()),
      businessName: z.optional(z.string()),
      businessId: z.optional(z.string()),
    }),
  ),
  decline: z.optional(declineSchema),
  passwordResetRequestedAt: z.optional(instant),
  newSignInRefusedAt: z.optional(instant),
  consoleRequestedAt: z.optional(instant),
  transferRequestedAt: z.optional(instant),
  registrationRequestedAt: z.optional(instant),
  registeredAt: z.optional(instant),
  updateRequestedAt: z.optional(instant),
  connectionLostAt: z.optional(instant),
  firstUpdateRequestedAt: z.optional(instant),
  temporaryProblem: z.optional(z.object({ at: instant, message: z.string(), count: z.int() })),
  notStarted: z.optional(z.object({ by: z.string(), at: instant })),
  updatedAt: z.optional(instant),
  countsAfter: z.optional(agentCountsSchema),
  verifiedAt: z.optional(instant),
  toldAt: z.optional(instant),
  failure: z.optional(
    z.object({
      execution: z.string(),
      step: z.string(),
      error: recordedCodeSchema,
      reason: recordedStatementSchema,
      guideStep: z.nullable(guideStepSchema),
      at: instant,
    }),
  ),
} satisfies Shape<Tenant>);

/** `TENANT#OF#<batch>#<partition> / TENANT#<id>` as it is stored. */
export const stageLineSchema: z.ZodMiniType<StageLine> = z.object({
  tenantId: z.string(),
  stage: z.enum(STAGES),
} satisfies Shape<StageLine>);

/** `TENANT#<id> / EVENT#<ulid>` as it is stored. */
export const eventSchema: z.ZodMiniType<JournalEvent> = z.object({
  at: instant,
  by: z.string(),
  step: z.string(),
  what: recordedStatementSchema,
  seen: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
} satisfies Shape<JournalEvent>);
