import * as z from '../../../domain/zod.ts';
import type { HandsOfAStep } from '../hands-of-a-step.ts';
import { rowSeen } from './row-seen.ts';

export const connectionSeen = z.object({ row: rowSeen });

/** Guide 3-10, 3-11: the task stays open until 接続済み shows. */
export const checkConnection: HandsOfAStep = ({ answers }) => ({
  visionOne: { readProductInstance: async () => answers.need('work', connectionSeen).row },
});
