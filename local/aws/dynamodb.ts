import { mkdir } from 'node:fs/promises';
import dynalite from 'dynalite';
import { create } from 'dynalite/db/index.js';
import { closeServer, listenOnLoopback } from './loopback-server.ts';

export interface EmbeddedDynamoDb {
  url: string;
  /** Resolves when the port is free and the directory may be opened again; requests in progress are finished first. */
  close(): Promise<void>;
}

/**
 * DynamoDB on this computer: dynalite in this process, in memory, or in a LevelDB directory that survives `kill -9`.
 *
 * It has conditional writes, queries and indexes, and no transactions, TTL, streams or
 * `ReturnValuesOnConditionCheckFailure`; table names need three characters, as on AWS.
 *
 * @throws Error when another process has the directory open.
 */
export async function startDynamoDb({ directory }: { directory?: string } = {}): Promise<EmbeddedDynamoDb> {
  if (directory !== undefined) await makeSureItOpens(directory);
  const server = dynalite({ path: directory, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  // dynalite rethrows a request's error out of its listener, so a client that gives up would end this process.
  server.on('request', (request) => request.removeAllListeners('error'));
  return {
    url: await listenOnLoopback(server),
    close: () => closeServer(server),
  };
}

/** dynalite opens its directory unobserved and ends the process at the first request when that failed. */
async function makeSureItOpens(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const store = create({ path: directory });
  try {
    await store.db.open();
  } catch (cause) {
    throw new Error(`${directory} cannot be opened: stop the other process that uses it, or choose another directory`, {
      cause,
    });
  }
  await store.db.close();
}
