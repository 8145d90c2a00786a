import type { Scope, Switch } from '../../lambdas/domain/switch.ts';
import type { Switches } from '../../lambdas/ports/switches.ts';
import type { Visitor } from '../../lambdas/desk/desk-page.ts';

/** An operator who has signed in at this computer's provider, where each name is a subject: for people that are played. */
export function operatorCalled(name: string): Extract<Visitor, { kind: 'operator' }> {
  return { kind: 'operator', name, proof: { kind: 'oidc', issuer: 'http://127.0.0.1', subject: name } };
}

/** A turn of a switch by somebody who has just looked at it. */
export async function asSeen<T extends { scope: Scope }>(
  { switches }: { switches: Pick<Switches, 'read'> },
  turn: T,
): Promise<T & { seen: Switch | undefined }> {
  return { ...turn, seen: await switches.read(turn.scope) };
}
