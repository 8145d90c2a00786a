import * as z from '../../../domain/zod.ts';

/** Guide 3-11 to 3-17: the row of Product Instance, as a person pasted it. */
export const rowSeen = z.object({
  displayName: z.string(),
  instanceType: z.string(),
  status: z.string(),
  region: z.string(),
  updateOffered: z.boolean(),
});
