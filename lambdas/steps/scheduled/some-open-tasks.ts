import type { OpenTask } from '../../domain/desk-task.ts';
import { stableSample } from '../../domain/stable-sample.ts';
import type { Ports } from '../../ports/index.ts';

/**
 * DescribeExecution allows 15 calls a second; a scheduled run looks into this many tasks, others at each scheduled run.
 */
const LOOKED_INTO = 500;

/** The open tasks that a scheduled run looks into; the list may still have one that has just been closed. */
export async function someOpenTasks({ desk, clock }: Pick<Ports, 'desk' | 'clock'>): Promise<OpenTask[]> {
  const open: OpenTask[] = [];
  for await (const task of desk.open()) open.push(task);
  return stableSample(open, {
    most: LOOKED_INTO,
    nameOf: ({ subject, step }) => `${subject}|${step}`,
    at: clock.now(),
  });
}
