import type { KeptEvidence, KeptPicture } from '../../lambdas/ports/kept-evidence.ts';

/** Pictures in this process, as if they had been kept before. */
export class MemoryKeptEvidence implements KeptEvidence {
  readonly #pictures = new Map<string, KeptPicture & { tenantId: string; image: Uint8Array }>();

  put(tenantId: string, name: string, at: string, image: Uint8Array): void {
    const key = `${tenantId}/${String(this.#pictures.size + 1).padStart(26, '0')}-${name}.jpg`;
    this.#pictures.set(key, { tenantId, key, name, at, image });
  }

  async of(tenantId: string): Promise<KeptPicture[]> {
    return [...this.#pictures.values()]
      .filter((picture) => picture.tenantId === tenantId)
      .map(({ key, name, at }) => ({ key, name, at }));
  }

  async read(key: string): Promise<Uint8Array | undefined> {
    return this.#pictures.get(key)?.image;
  }
}
