import { taskPath } from '../../lambdas/adapters/signed-links.ts';
import { html, type Html } from '../../lambdas/domain/html.ts';
import type { EmbeddedStack } from '../embedded-stack.ts';

/** A task that a person has still to do, and the way to it. */
export interface OpenAtTheDesk {
  step: string;
  link: Html;
}

/** What a person is asked about a tenant or a batch, if anything. */
export type TaskOf = (subject: string) => OpenAtTheDesk | undefined;

/** Reads the open tasks once, for a page that shows many tenants. */
export async function openTasks({ ports, desk }: EmbeddedStack): Promise<TaskOf> {
  const tasks = new Map<string, OpenAtTheDesk>();
  for await (const task of ports.desk.open()) {
    const link = html`<a href="${desk.origin}${taskPath(task)}">${task.step}</a>`;
    tasks.set(task.subject, { step: task.step, link });
  }
  return (subject) => tasks.get(subject);
}
