/** How long the hands wait for a console, in milliseconds of real time. */
export interface Patience {
  /** For something to show, or to be pressed. */
  action: number;
  /** For a page to answer. */
  navigation: number;
  /** For a whole call. */
  call: number;
  /** For a whole call in which a verification mail is waited for: ten minutes for the mail (guide 2-5), and the rest. */
  wizardCall: number;
}

export const PATIENCE: Patience = { action: 15_000, navigation: 30_000, call: 180_000, wizardCall: 13 * 60_000 };

/** What a Lambda keeps of its time, to close a browser that does not close and to note what happened. */
export const RESERVE = 12_000;

/** The time of a call was over. */
export class DeadlineError extends Error {
  readonly seconds: number;

  constructor(milliseconds: number) {
    const seconds = Math.round(milliseconds / 1000);
    super(`the console was not done within ${String(seconds)} seconds`);
    this.name = 'DeadlineError';
    this.seconds = seconds;
  }
}

/** `work`, for at most this long. What it does after that is nobody's concern. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DeadlineError(milliseconds));
    }, milliseconds);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
