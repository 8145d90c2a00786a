import * as z from 'zod';
import { intakeRowSchema } from '../../domain/intake/intake-row.ts';
import { STAGES } from '../../domain/stage.ts';
import type { Tenant } from '../../domain/tenant.ts';
import type { JournalEvent, StageLine } from '../../ports/tenant-store.ts';
import { agentCountsSchema } from '../agent-counts.ts';
import { consentSchema, declineSchema } from './consent-item.ts';
import type { Shape } from './parse-item.ts';

const instant = z.iso.datetime();
export const guideStepSchema = z.templateLiteral([z.literal([1, 2, 3]), '-', z.int()]);

/** `TENANT#<id> / STATE` as it is stored. */
export const tenantSchema: z.ZodType<Tenant> = z.object({
  tenantId: z.string(),
  stage: z.enum(STAGES),
  revision: z.int(),
  row: intakeRowSchema,
  batchId: z.string(),
  lease: z.object({ execution: z.string(), batchId: z.string() }).optional(),
  running: z.object({ step: z.string(), invocation: z.string(), expiresAt: instant }).optional(),
  lastStep: z.string().optional(),
  licence: z
    .object({
      product: z.string(),
      seats: z.number(),
      kind: z.string(),
      expiresOn: z.string(),
      status: z.enum(['valid', 'expiringSoon', 'expired']),
    })
    .optional(),
  accounts: z.array(z.object({ name: z.string(), kind: z.enum(['custom', 'directory']), role: z.string() })).optional(),
  countsBefore: agentCountsSchema.optional(),
  consent: consentSchema.optional(),
  decline: declineSchema.optional(),
  passwordResetRequestedAt: instant.optional(),
  consoleRequestedAt: instant.optional(),
  transferRequestedAt: instant.optional(),
  registeredAt: instant.optional(),
  updateRequestedAt: instant.optional(),
  connectionLostAt: instant.optional(),
  firstUpdateRequestedAt: instant.optional(),
  temporaryProblem: z.object({ at: instant, message: z.string(), count: z.int() }).optional(),
  notStarted: z.object({ by: z.string(), at: instant }).optional(),
  updatedAt: instant.optional(),
  countsAfter: agentCountsSchema.optional(),
  verifiedAt: instant.optional(),
  toldAt: instant.optional(),
  failure: z
    .object({
      execution: z.string(),
      step: z.string(),
      error: z.string(),
      reason: z.string(),
      guideStep: guideStepSchema.nullable(),
      at: instant,
    })
    .optional(),
} satisfies Shape<Tenant>);

/** `TENANT#OF#<batch> / TENANT#<id>` as it is stored. */
export const stageLineSchema: z.ZodType<StageLine> = z.object({
  tenantId: z.string(),
  stage: z.enum(STAGES),
} satisfies Shape<StageLine>);

/** `TENANT#<id> / EVENT#<ulid>` as it is stored. */
export const eventSchema: z.ZodType<JournalEvent> = z.object({
  at: instant,
  by: z.string(),
  step: z.string(),
  what: z.string(),
  seen: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
} satisfies Shape<JournalEvent>);
