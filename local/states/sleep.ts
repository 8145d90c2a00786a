import type { Frame } from './frame.ts';

/** Waits on the virtual clock; stopping the frame's scope takes the timer back. */
export function sleepUntil(frame: Frame, instant: number): Promise<void> {
  return frame.scope.wait(({ resolve }) => {
    const timer = frame.runtime.clock.at(instant, resolve);
    return () => {
      timer.cancel();
    };
  });
}
