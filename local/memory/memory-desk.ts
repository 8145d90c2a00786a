import { changing, deskChangeRefused, filed } from '../../lambdas/adapters/desk-changes.ts';
import type { DeskTask, Filing, OpenTask } from '../../lambdas/domain/desk/desk-task.ts';
import type { Desk, DeskChange } from '../../lambdas/ports/desk.ts';
import { frozenCopy } from './frozen-copy.ts';

/** Desk tasks in this process, for tests and simulations. Each call is atomic because none awaits anything. */
export class MemoryDesk implements Desk {
  readonly #subjects = new Map<string, Map<string, DeskTask>>();
  /** Those that are open, in the order of filing. */
  readonly #open = new Set<DeskTask>();

  async file(filing: Filing): Promise<DeskTask> {
    return this.#store(filed(filing, await this.read(filing.subject, filing.step)));
  }

  async read(subject: string, step: string): Promise<DeskTask | undefined> {
    return this.#subjects.get(subject)?.get(step);
  }

  async readEach(tasks: readonly Pick<DeskTask, 'subject' | 'step'>[]): Promise<DeskTask[]> {
    return tasks.flatMap(({ subject, step }) => this.#subjects.get(subject)?.get(step) ?? []);
  }

  async change(read: DeskTask, change: DeskChange): Promise<DeskTask> {
    const stored = this.#subjects.get(read.subject)?.get(read.step);
    if (stored?.revision !== read.revision) {
      if (stored?.closed && change.closed) return stored;
      throw deskChangeRefused(read);
    }
    return this.#store({ ...stored, ...changing(stored, change) });
  }

  async of(subject: string): Promise<DeskTask[]> {
    return [...(this.#subjects.get(subject)?.values() ?? [])];
  }

  async *open(): AsyncIterable<OpenTask> {
    const byAge = [...this.#open].sort((a, b) => a.filedAt.localeCompare(b.filedAt));
    for (const { subject, step, batchId, filedAt } of byAge) yield { subject, step, batchId, filedAt };
  }

  #store(task: DeskTask): DeskTask {
    const copy = frozenCopy(task);
    const steps = this.#subjects.get(task.subject) ?? new Map<string, DeskTask>();
    const before = steps.get(task.step);
    if (before) this.#open.delete(before);
    if (!copy.closed) this.#open.add(copy);
    this.#subjects.set(task.subject, steps.set(task.step, copy));
    return copy;
  }
}
