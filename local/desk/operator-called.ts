import type { Visitor } from '../../lambdas/domain/desk/visitor.ts';

/** An operator who has signed in at this computer's provider, where each name is a subject: for people that are played. */
export function operatorCalled(name: string): Extract<Visitor, { kind: 'operator' }> {
  return { kind: 'operator', name, proof: { kind: 'oidc', issuer: 'http://127.0.0.1', subject: name } };
}
