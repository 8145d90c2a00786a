/** The parts of dynalite 4.0.0 (which ships no types) that the embedded DynamoDB uses. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface Options {
    /** LevelDB directory; in memory without it. */
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }

  export default function dynalite(options?: Options): Server;
}

declare module 'dynalite/db/index.js' {
  interface Store {
    db: { open(): Promise<void>; close(): Promise<void> };
  }

  export function create(options: { path: string }): Store;
}
