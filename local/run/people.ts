import { taskPath } from '../../lambdas/adapters/signed-links.ts';
import type { OpenTask } from '../../lambdas/domain/desk-task.ts';
import { tenantIdIn } from '../../lambdas/domain/names.ts';
import { machineArn } from '../deployment.ts';
import { WHILE_PEOPLE_ARE_ASKED, type EmbeddedStack } from '../embedded-stack.ts';

const LOOKS_APART_MILLISECONDS = 200;
/** A person who asked the desk for something this long ago is still reading. */
const STILL_THERE_MILLISECONDS = 30_000;
const MACHINES = ['migrate-tenant', 'hand-over-tenant'].map(machineArn);

export interface PeopleOptions {
  stack: EmbeddedStack;
  /** The batch of the run; without it, whatever batch there is. */
  batchId?: string;
  /** Whether somebody works from another process, beside who is at the desk. */
  isAtWork?: () => boolean;
  /** Told once of each task when nothing but people can go on. */
  onWaiting: (tasks: readonly OpenTask[]) => void;
}

/**
 * Watches for people: while a task is open, time does not jump; while somebody is at the desk, or nothing but people
 * can go on, it runs as theirs does.
 */
export class People {
  readonly #options: PeopleOptions;
  readonly #told = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  /** Twice in a row, because between two states nothing seems to be at work for a moment. */
  #inARow = 0;

  constructor(options: PeopleOptions) {
    this.#options = options;
  }

  watch(): void {
    this.#timer = setTimeout(() => {
      this.#look()
        // The tables went away under a last look.
        .catch(() => undefined)
        .finally(() => {
          if (!this.#stopped) this.watch();
        });
    }, LOOKS_APART_MILLISECONDS);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    const { stack, onWaiting } = this.#options;
    const filings = stack.filings();
    const tasks: OpenTask[] = [];
    for await (const task of stack.ports.desk.open()) tasks.push(task);
    const isLeftToPeople = tasks.length > 0 && (await this.#nothingElseGoesOn(tasks));
    this.#inARow = isLeftToPeople && !stack.clock.isBusy ? this.#inARow + 1 : 0;
    const isAtRest = this.#inARow >= 2;
    // Filed since: time that jumped now would reach the end of its thirty days at once.
    if (stack.filings() !== filings) return;
    stack.clock.limit(this.#limit(tasks.length > 0, isAtRest));
    if (!isAtRest) return;
    const news = tasks.filter(({ subject, step }) => !this.#told.has(`${subject} ${step}`));
    for (const { subject, step } of news) this.#told.add(`${subject} ${step}`);
    if (news.length > 0) onWaiting(news);
  }

  #limit(isSomebodyAsked: boolean, isAtRest: boolean): number {
    if (!isSomebodyAsked) return Infinity;
    const { stack, isAtWork = () => false } = this.#options;
    const isSomebodyThere = isAtWork() || stack.desk.quietFor() < STILL_THERE_MILLISECONDS;
    return isAtRest || isSomebodyThere ? 1 : WHILE_PEOPLE_ARE_ASKED;
  }

  /** Whether every tenant that is not done has its task at the desk, or the batch itself has. */
  async #nothingElseGoesOn(tasks: readonly OpenTask[]): Promise<boolean> {
    const { stack, batchId = tasks[0]?.batchId ?? '' } = this.#options;
    const asked = new Set(tasks.map(({ subject }) => subject));
    for (const machine of MACHINES) {
      for (const { name, status } of stack.engine.listExecutions(machine)) {
        if (status === 'RUNNING' && !asked.has(tenantIdIn(name))) return false;
      }
    }
    if (asked.has(batchId)) return true;
    if (!(await stack.ports.batches.read(batchId))) return false;
    for await (const { tenantId, outcome } of stack.ports.batches.tenants(batchId)) {
      if (!outcome && !asked.has(tenantId)) return false;
    }
    return true;
  }
}

/** What is printed when only people are left: where each task is. */
export function describeTasks(origin: string, tasks: readonly OpenTask[]): string {
  const width = Math.max(...tasks.map(({ subject, step }) => subject.length + step.length + 2));
  return [
    '',
    `Waits for a person at the desk, where any name signs in: ${origin}/`,
    ...tasks.map((task) => `  ${`${task.subject}  ${task.step}`.padEnd(width)}  ${origin}${taskPath(task)}`),
    '',
    '',
  ].join('\n');
}
