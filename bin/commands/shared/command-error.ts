import { EXIT } from '../../../terminal/exit-codes.ts';

export interface Failure {
  /** For programs: `no-deployment`. */
  code: string;
  /** What is true, with the value seen. */
  message: string;
  /** What the operator does about it. */
  whatToDo: string;
  exitCode?: number;
}

/** A command could not do what it was asked to; says so in the operator's words. */
export class CommandError extends Error {
  readonly code: string;
  readonly whatToDo: string;
  readonly exitCode: number;

  constructor({ code, message, whatToDo, exitCode = EXIT.couldNotRun }: Failure, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.code = code;
    this.whatToDo = whatToDo;
    this.exitCode = exitCode;
  }
}
