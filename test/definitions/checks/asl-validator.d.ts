declare module 'asl-validator' {
  export interface ValidationResult {
    isValid: boolean;
    errors: readonly unknown[];
    errorsText(separator?: string): string;
  }
  /** Adds `QueryLanguage` to every state of what it is given. */
  export default function validate(
    definition: unknown,
    options?: { checkPaths?: boolean; checkArn?: boolean },
  ): ValidationResult;
}
