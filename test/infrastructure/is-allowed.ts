import type { Call } from './calls-in-a-run.ts';
import type { Permissions } from './what-roles-may-do.ts';

/** Whether a role of these permissions may make this call. */
export function isAllowed(permissions: Permissions | undefined, { what, action }: Call): boolean {
  return Object.entries(permissions ?? {}).some(([to, actions]) => covers(to, what) && has(actions, action));
}

/** `to` may end in a condition that the call meets, such as the sender's address. */
function covers(to: string, what: string): boolean {
  const [pattern = ''] = to.split(' if ');
  // A token does not say whose it is.
  if (what === 'stateMachine:') return pattern.startsWith(what);
  return new RegExp(`^${RegExp.escape(pattern).replaceAll('\\*', '.*')}$`, 'u').test(what);
}

function has(actions: string, action: string): boolean {
  const [service = ''] = action.split(':');
  let prefix = '';
  return actions.split(' ').some((each) => {
    if (each.includes(':')) prefix = each.split(':')[0] ?? '';
    return prefix === service && each.replace(/^\w+:/u, '') === action.slice(service.length + 1);
  });
}
