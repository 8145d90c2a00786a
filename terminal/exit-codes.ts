/** The exit codes of every command of the product. */
export const EXIT = {
  /** Done, also when tenants need attention: the report says which. */
  done: 0,
  /** The command itself could not run. */
  couldNotRun: 1,
  /** The file was refused, is missing or cannot be read. */
  refused: 2,
  /** `check` only: some rows are rejected. */
  someRowsRejected: 3,
  /** `doctor` only: something is to be done, or could not be looked at. */
  notFine: 4,
  /** Stopped with Ctrl-C. */
  interrupted: 130,
} as const;
