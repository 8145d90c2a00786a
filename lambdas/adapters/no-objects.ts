import type { Files } from '../ports/files.ts';
import type { KeptEvidence } from '../ports/kept-evidence.ts';

/** Objects of a function that opens none: whatever asks for one says which function has to be given them. */
export function noObjects(): { files: Files; keptEvidence: KeptEvidence } {
  const none = (): never => {
    throw new Error('this function was given no objects; bind it with onAws');
  };
  return {
    files: {
      listIntake: none,
      newestVersion: none,
      readIntake: none,
      deleteIntake: none,
      writeReport: none,
      beginReport: none,
    },
    keptEvidence: { of: none, read: none },
  };
}
