/** What the Step Functions API answers instead of doing what was asked. */
export type ApiErrorName =
  | 'ExecutionAlreadyExists'
  | 'ExecutionDoesNotExist'
  | 'ExecutionNotRedrivable'
  | 'InvalidArn'
  | 'InvalidExecutionInput'
  | 'InvalidName'
  | 'InvalidOutput'
  | 'InvalidToken'
  | 'StateMachineAlreadyExists'
  | 'ResourceNotFound'
  | 'StateMachineDoesNotExist'
  | 'TaskDoesNotExist'
  | 'TaskTimedOut'
  | 'ValidationException';

/** Thrown by the engine's operations; `name` is the name of the error on AWS, which SDK clients turn into a class. */
export class ApiError extends Error {
  constructor(name: ApiErrorName, message: string) {
    super(message);
    this.name = name;
  }
}
