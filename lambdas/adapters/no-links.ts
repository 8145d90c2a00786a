import type { Links } from '../ports/links.ts';

/** The links of a deployment without a desk's door: a page that nobody can open, so that nothing is mailed in its name. */
export class NoLinks implements Links {
  async linkTo(): Promise<string> {
    throw new Error('this deployment has no desk that a link could lead to');
  }

  pageOf(): string {
    throw new Error('this deployment has no desk that a link could lead to');
  }
}
