import type { DeskTask } from './desk-task.ts';
import { HAND_OVER } from './hand-over.ts';
import { USER_UPGRADE } from './user-upgrade.ts';

/** Whether a task is the customer's: what follows the migration, where an operator has nothing to do. */
export function isCustomers({ step }: Pick<DeskTask, 'step'>): boolean {
  return step === HAND_OVER || step.split(':', 1)[0] === USER_UPGRADE;
}
