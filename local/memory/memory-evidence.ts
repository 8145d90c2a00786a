import type { Evidence, Picture } from '../../lambdas/ports/evidence.ts';

/** Pictures in this process, for tests and simulations. */
export class MemoryEvidence implements Evidence {
  readonly pictures: (Picture & { key: string })[] = [];

  async keep(picture: Picture): Promise<string> {
    const key = `${picture.tenantId}/${String(this.pictures.length + 1).padStart(4, '0')}-${picture.name}.jpg`;
    this.pictures.push({ ...picture, key });
    return key;
  }
}
