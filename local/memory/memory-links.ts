import type { Links, SignedLink } from '../../lambdas/ports/links.ts';

const DESK = 'https://desk.example.jp';

/** Links that say in plain words what they lead to, for tests and simulations: nobody follows them. */
export class MemoryLinks implements Links {
  async linkTo({ task, purpose, recipient, expiresAt }: SignedLink): Promise<string> {
    const query = new URLSearchParams({ purpose, to: recipient, until: expiresAt.toISOString() });
    return `${this.pageOf(task)}?${query.toString()}`;
  }

  pageOf({ subject, step }: SignedLink['task']): string {
    return `${DESK}/tasks/${encodeURIComponent(subject)}/${encodeURIComponent(step)}`;
  }
}
