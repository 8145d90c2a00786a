/** What an AWS account allows and how long AWS takes, where a simulation wants to know; without it all is at once. */
export interface AccountLimits {
  /** Told of each state that a STANDARD execution enters, retries included; answers with the instant it may go on at. */
  transition(now: number): number;
  /** Runs an invocation, or refuses it as Lambda does; what it takes passes before the function answers. */
  invocation<T>(functionName: string, run: () => Promise<T>): Promise<T>;
}
