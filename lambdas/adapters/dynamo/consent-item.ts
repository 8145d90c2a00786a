import * as z from '../../domain/zod.ts';
import { decisionSchema, type DeskConsent, type Decline, type WrittenConsent } from '../../domain/consent.ts';
import type { Shape } from './parse-item.ts';

const instant = z.iso.datetime();

/** A tenant's consent as it is stored. */
export const consentSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('written'),
    reference: z.string(),
    by: z.string(),
    on: z.string(),
    planHash: z.string(),
    recordedAt: instant,
  } satisfies Shape<WrittenConsent>),
  z.object({
    ...decisionSchema.shape,
    kind: z.literal('desk'),
    recordedAt: instant,
    ownApproverBecause: z.optional(z.string()),
  } satisfies Shape<DeskConsent>),
]);

export const declineSchema = z.object({
  ...decisionSchema.shape,
  why: z.optional(z.string()),
  execution: z.string(),
} satisfies Shape<Decline>);
