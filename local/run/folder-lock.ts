import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';

const NAME = 'in-use.json';
/** Two that find the same dead lock at once sort it out in the second try. */
const TRIES = 5;

const holderSchema = z.object({
  /** `npm start` or `npm run local`. */
  command: z.string(),
  pid: z.number(),
  host: z.string(),
  /** An instant in UTC. */
  since: z.string(),
  /** Address of the holder's live view, as soon as it is up. */
  liveView: z.string().optional(),
});

/** Who holds a folder of the embedded mode. */
export type LockHolder = z.infer<typeof holderSchema>;

/** Another command works in the folder; names it, and what to do. */
export class FolderInUseError extends Error {
  constructor(folder: string, holder: LockHolder | undefined) {
    super(
      holder
        ? `${folder} is in use by ${holder.command} (process ${String(holder.pid)} on ${holder.host}, since ${holder.since}` +
            `${holder.liveView ? `, live view ${holder.liveView}` : ''}): stop it, or choose another folder with --out; ` +
            `if no such process is running, delete ${join(folder, NAME)}`
        : `${join(folder, NAME)} cannot be read, so it is not known who uses the folder: delete that file if nobody does, ` +
            'or choose another folder with --out',
    );
    this.name = 'FolderInUseError';
  }
}

/**
 * A lock on a folder: a file that exists while one process of this computer works in it. The lock of a process that was
 * killed is taken over; one of another computer (a shared drive) is not, since nobody here can tell whether it lives.
 */
export class FolderLock {
  readonly #file: string;
  #holder: LockHolder;

  private constructor(file: string, holder: LockHolder) {
    this.#file = file;
    this.#holder = holder;
  }

  /** @throws FolderInUseError while another process holds it. */
  static async take(folder: string, command: string): Promise<FolderLock> {
    const file = join(folder, NAME);
    const holder = { command, pid: process.pid, host: hostname(), since: new Date().toISOString() };
    for (let tries = 0; tries < TRIES; tries++) {
      if (await created(file, holder)) return new FolderLock(file, holder);
      const text = await readFile(file, 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      const other = parseHolder(text);
      if (!other || isHeld(other)) throw new FolderInUseError(folder, other);
      await takeAway(file, text);
    }
    throw new FolderInUseError(folder, undefined);
  }

  /** Adds to what a second command is told. */
  async tell(more: Partial<LockHolder>): Promise<void> {
    this.#holder = { ...this.#holder, ...more };
    const draft = `${this.#file}.${randomUUID()}`;
    await writeFile(draft, JSON.stringify(this.#holder));
    await rename(draft, this.#file);
  }

  /** A second call does nothing, nor does one after somebody deleted the file and another process made its own. */
  async release(): Promise<void> {
    const text = await readFile(this.#file, 'utf8').catch(() => '');
    const holder = parseHolder(text);
    if (holder?.pid !== this.#holder.pid || holder.since !== this.#holder.since) return;
    await rm(this.#file, { force: true });
  }
}

/** With its whole content from its first moment, which `wx` does not promise; false where there is one. */
async function created(file: string, holder: LockHolder): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(holder));
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOSYS' && code !== 'ENOTSUP') throw error;
    // File systems without hard links (exFAT, some network drives).
    return await writeFile(file, JSON.stringify(holder), { flag: 'wx' }).then(
      () => true,
      () => false,
    );
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes the lock of a dead process, and nothing else: another one may have replaced it since it was read. */
async function takeAway(file: string, dead: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  const taken = await readFile(aside, 'utf8').catch(() => dead);
  if (taken !== dead) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function isHeld({ pid, host }: LockHolder): boolean {
  return host !== hostname() || isAlive(pid);
}

/** Whether this computer has a process of this id. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is there as well.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
