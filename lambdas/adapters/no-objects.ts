import type { Files } from '../ports/files.ts';
import type { KeptEvidence } from '../ports/kept-evidence.ts';

const none = (): never => {
  throw new Error('this function was given no objects: its handler has to name files and keptEvidence');
};

/** The files of a function that opens none. */
export const noFiles = (): Files => ({
  listIntake: none,
  newestVersion: none,
  readIntake: none,
  deleteIntake: none,
  writeReport: none,
  beginReport: none,
});

/** The pictures of a function that shows none. */
export const noKeptEvidence = (): KeptEvidence => ({ of: none, read: none });
