/** The parts of dynalite 4.0.0 (which ships no types) that the embedded DynamoDB uses. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  export interface Options {
    /** LevelDB directory; in memory without it. */
    path?: string | undefined;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }

  export default function dynalite(options?: Options): Server;
}
