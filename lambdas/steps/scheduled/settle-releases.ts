import { AWAIT_RELEASE, decisionOn } from '../../domain/release.ts';
import { answerRelease, type AnswerPorts } from '../shared/answer-release.ts';
import { someOpenTasks } from './some-open-tasks.ts';

/** The one who decided a moment ago is at work on the answer themselves; in milliseconds. */
const AT_WORK = 5 * 60_000;

/**
 * Tells batches of what was decided about them: the decision goes on record before the token is answered, and AWS may
 * not have taken the answer, or the desk may have died before it. Gives the ids of the batches.
 */
export async function settleReleases(ports: AnswerPorts): Promise<string[]> {
  const settled: string[] = [];
  for (const { subject, step } of await someOpenTasks(ports)) {
    if (step !== AWAIT_RELEASE) continue;
    const task = await ports.desk.read(subject, step);
    const batch = await ports.batches.read(subject);
    const decision = batch && decisionOn(batch);
    if (!task || task.closed || !decision) continue;
    if (ports.clock.now().getTime() - Date.parse(decision.at) < AT_WORK) continue;
    if (await answerRelease(ports, task, decision)) settled.push(subject);
  }
  return settled;
}
