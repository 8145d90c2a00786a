/**
 * The time, as every step and adapter asks for it.
 *
 * On AWS it is the system's clock. In embedded mode one virtual clock serves the interpreter's timers, the handlers
 * and the simulated vendor, so that half an hour of the vendor's time passes in seconds.
 *
 * Promises: `now` never goes backwards; `sleep` does not resolve before its milliseconds have passed on this clock.
 */
export interface Clock {
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
}
