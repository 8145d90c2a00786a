import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import dynalite, { type Options } from 'dynalite';
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
 * `ReturnValuesOnConditionCheckFailure`; table names need three characters, as on AWS. dynalite 4.0.0 was also found to hold
 * no map and no list for equal to another, to compare and measure text in UTF-16, and to remove wrong elements of a list
 * (findings/): the stores compare single values, and the table in memory measures items as AWS does.
 *
 * @throws Error when another process has the directory open.
 */
export async function startDynamoDb({ directory }: { directory?: string } = {}): Promise<EmbeddedDynamoDb> {
  if (directory !== undefined) await mkdir(directory, { recursive: true });
  const { server, database } = create({ path: directory, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  try {
    await database.open();
  } catch (cause) {
    const remedy = 'stop the other process that uses it, or choose another directory';
    throw new Error(`${String(directory)} cannot be opened: ${remedy}`, { cause });
  }
  haveTablesReadyAtOnce(database);
  // dynalite rethrows a request's error out of its listener, so a client that gives up would end this process.
  server.on('request', (request) => request.removeAllListeners('error'));
  return {
    url: await listenOnLoopback(server),
    close: () => closeServer(server),
  };
}

interface Database {
  open(): Promise<void>;
  put: (key: string, value: { TableStatus?: string }, callback: (error?: Error) => void) => void;
}

/**
 * Gets hold of the database that dynalite makes for itself and opens unobserved: until it is open another process may
 * open it, and when that fails the first request ends this process.
 */
function create(options: Options): { server: Server; database: Database } {
  const databases = createRequire(import.meta.url)('dynalite/db/index.js') as Databases;
  const original = databases.create;
  let database: Database | undefined;
  databases.create = (given) => {
    const store = original(given);
    database = store.db;
    return store;
  };
  try {
    const server = dynalite(options);
    if (!database) throw new Error('dynalite no longer makes its database by dynalite/db create()');
    return { server, database };
  } finally {
    databases.create = original;
  }
}

/**
 * A table is ready when CreateTable answers. dynalite takes a moment more, in which writes fail, and the SDK's waiter
 * would then sleep for two seconds.
 */
function haveTablesReadyAtOnce(database: Database): void {
  const put = database.put.bind(database);
  database.put = (key, value, callback) => {
    const isNewTable = key.startsWith('table~') && value.TableStatus === 'CREATING';
    put(key, isNewTable ? { ...value, TableStatus: 'ACTIVE' } : value, callback);
  };
}

interface Databases {
  create: (options: Options) => { db: Database };
}
