/**
 * Counts what is sent to the desk, over all functions that serve it.
 *
 * Promises: within one minute of the clock `admit` answers `true` at most `most` times for the same source, no matter
 * who asks, also when many ask at once; another minute and another source begin anew; a source is not stored in the
 * clear.
 */
export interface Throttle {
  admit(source: string, most: number): Promise<boolean>;
}
