/** Thrown where something waits in a part of an execution that has been stopped; nobody may take it for a failure. */
export class Stopped extends Error {
  constructor() {
    super('stopped');
    this.name = 'Stopped';
  }
}

/** Settles a wait; after the first call, or once the scope is stopped, further calls change nothing. */
export interface Settle<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

/**
 * What ends together: an execution, the branches of a Parallel, the iterations of a Map.
 *
 * Everything that waits does so through a scope, so that stopping it takes back every timer and every task token.
 */
export class Scope {
  readonly #open = new Set<() => void>();
  readonly #parent: Scope | undefined;
  readonly #stopWithParent = () => {
    this.stop();
  };
  #stopped = false;

  constructor(parent?: Scope) {
    this.#parent = parent;
    if (parent) parent.#add(this.#stopWithParent);
  }

  /** Called between two states, which may wait for nothing. */
  check(): void {
    if (this.#stopped) throw new Stopped();
  }

  /** `begin` starts what settles the wait and returns how to take it back; that is called however the wait ends. */
  wait<T>(begin: (settle: Settle<T>) => () => void): Promise<T> {
    if (this.#stopped) return Promise.reject(new Stopped());
    return new Promise<T>((resolve, reject) => {
      let isOpen = true;
      let takeBack: () => void = () => undefined;
      const close = (how: () => void): void => {
        if (!isOpen) return;
        isOpen = false;
        this.#open.delete(stop);
        takeBack();
        how();
      };
      const stop = (): void => {
        close(() => {
          reject(new Stopped());
        });
      };
      this.#open.add(stop);
      takeBack = begin({
        resolve: (value) => {
          close(() => {
            resolve(value);
          });
        },
        reject: (error) => {
          close(() => {
            reject(error);
          });
        },
      });
      if (!isOpen) takeBack();
    });
  }

  /** Refuses every open wait, here and in the scopes within. */
  stop(): void {
    this.#stopped = true;
    this.#leaveParent();
    for (const stop of [...this.#open]) stop();
  }

  /** Nothing waits here any more. */
  end(): void {
    this.#leaveParent();
  }

  #add(stop: () => void): void {
    this.#open.add(stop);
    if (this.#stopped) stop();
  }

  #leaveParent(): void {
    if (this.#parent) this.#parent.#open.delete(this.#stopWithParent);
  }
}
