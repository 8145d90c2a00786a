import { type DeskTask, HAND_OVER } from '../../domain/desk-task.ts';
import { remindOfHandOver } from './ask-for-hand-over.ts';
import { remindOfUpgrade } from './ask-for-upgrade.ts';

/** Reminds of a task of the customer's, who has other days than an operator; answers whether a mail went out now. */
export function remindCustomer(
  ports: Parameters<typeof remindOfUpgrade>[0] & Parameters<typeof remindOfHandOver>[0],
  task: DeskTask,
): Promise<boolean> {
  return task.step === HAND_OVER ? remindOfHandOver(ports, task) : remindOfUpgrade(ports, task);
}
