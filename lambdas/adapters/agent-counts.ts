import { recordedStatementSchema } from '../domain/statements/statement.ts';
import * as z from '../domain/zod.ts';

/** `AgentCounts` as it is stored with a tenant, and as a person hands it back. */
export const agentCountsSchema = z.object({
  managedAgents: z.number(),
  unmanagedEndpoints: z.number(),
  agentsFqdn: z.optional(z.string()),
  policies: z.optional(z.number()),
  notRead: z.optional(z.array(recordedStatementSchema)),
  readBy: z.optional(z.literal('person')),
});
