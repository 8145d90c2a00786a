import * as z from '../../../domain/zod.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';

export const licenceSeen = z.object({
  product: z.string(),
  seats: z.number(),
  kind: z.string(),
  expiresOn: z.string(),
  status: z.enum(['valid', 'expiringSoon', 'expired']),
});

/** Guide 1-1: the line of the products table, as it was pasted. */
export const confirmLicence: HandsOfAStep = ({ answers }) => ({
  licensingPortal: { readLicence: async () => answers.need('work', licenceSeen) },
});
