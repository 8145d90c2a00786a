import type { Answered } from '../domain/desk/task-view.ts';

/** The form is shown again with this message, at its field where it has one. */
export function refuse(message: string, field?: string): Answered {
  return { kind: 'refused', refusals: [field === undefined ? { message } : { field, message }] };
}
