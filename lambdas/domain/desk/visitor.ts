import type { Proof } from '../person.ts';
import type { LinkPurpose } from './link-purpose.ts';

/** Who stands at a page of the desk, as the door has established: signed in, or by a link whose signature holds. */
export type Visitor =
  | { kind: 'operator'; name: string; proof: Proof; address?: string }
  | { kind: 'outside'; purpose: LinkPurpose; address: string };

/** What records and journals call a visitor. */
export function nameOf(visitor: Visitor): string {
  return visitor.kind === 'operator' ? visitor.name : visitor.address;
}
