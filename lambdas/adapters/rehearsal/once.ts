import { any, is, isAbsent, type Term } from '../dynamo/expression.ts';

/** Pressed once: it was not yet, or this very press was, whose answer was lost and which the SDK sends again. */
export function once(what: string, value: string): Term {
  return any(isAbsent(what), is(what, value));
}
