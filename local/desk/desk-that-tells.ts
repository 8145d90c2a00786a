import type { Desk } from '../../lambdas/ports/desk.ts';

/**
 * The same desk, which tells of each task before it is filed and again once it is there: whoever looks in between sees no
 * task, and must not conclude that nobody is asked.
 */
export function deskThatTells(desk: Desk, tell: () => void): Desk {
  return {
    file: async (filing) => {
      tell();
      const task = await desk.file(filing);
      tell();
      return task;
    },
    read: (subject, step) => desk.read(subject, step),
    readEach: (tasks) => desk.readEach(tasks),
    change: (read, change) => desk.change(read, change),
    of: (subject) => desk.of(subject),
    open: () => desk.open(),
  };
}
