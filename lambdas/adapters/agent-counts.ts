import * as z from 'zod';

/** `AgentCounts` as it is stored with a tenant, and as a person hands it back. */
export const agentCountsSchema = z.object({
  managedAgents: z.number(),
  unmanagedEndpoints: z.number(),
  agentsFqdn: z.string().optional(),
  policies: z.number().optional(),
});
