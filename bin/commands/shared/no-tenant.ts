import { CommandError } from './command-error.ts';

/** Nobody has ever worked on a tenant of that id. */
export function noTenant(tenantId: string): CommandError {
  return new CommandError({
    code: 'no-tenant',
    message: `nothing is known of a tenant ${tenantId}`,
    whatToDo: 'check the id; a tenant is known once its batch has started it',
  });
}
