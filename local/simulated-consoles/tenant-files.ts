import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TenantState } from '../../lambdas/simulated-vendor/tenant-state.ts';
import type { VendorStore } from '../../lambdas/simulated-vendor/vendor.ts';
import { writeOrEnd } from '../unwritable.ts';

const SUFFIX = '.json';

/**
 * Each tenant's state as one file, so that a killed process loses nothing it had answered.
 *
 * Writing is synchronous and replaces the file in one move: there is never half a file under its name. It is not forced
 * to the disk; a simulation need not survive a power cut.
 */
export class TenantFiles implements VendorStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
  }

  readAll(): TenantState[] {
    const names = readdirSync(this.#directory).filter((name) => name.endsWith(SUFFIX));
    return names.map((name) => this.#read(join(this.#directory, name)));
  }

  write(state: TenantState): void {
    const path = join(this.#directory, `${state.tenantId}${SUFFIX}`);
    writeOrEnd(() => {
      writeFileSync(`${path}.tmp`, JSON.stringify(state));
      renameSync(`${path}.tmp`, path);
    });
  }

  #read(path: string): TenantState {
    try {
      return TenantState.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch (cause) {
      throw new Error(`${path} is not a tenant of the simulated vendor; start afresh without its directory`, { cause });
    }
  }
}
