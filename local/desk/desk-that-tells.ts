import type { Desk } from '../../lambdas/ports/desk.ts';

/** The same desk, which tells of each task before it is filed. */
export function deskThatTells(desk: Desk, tell: () => void): Desk {
  return {
    file: (filing) => {
      tell();
      return desk.file(filing);
    },
    read: (subject, step) => desk.read(subject, step),
    change: (read, change) => desk.change(read, change),
    of: (subject) => desk.of(subject),
    open: () => desk.open(),
  };
}
