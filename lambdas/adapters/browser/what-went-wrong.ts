import { errors } from 'playwright-core';
import { PageChangedError, StepError, type StepErrorDetail, VendorUnavailableError } from '../../domain/errors.ts';
import { withTexts, type RecordedStatement } from '../../domain/statements/statement.ts';
import { DeadlineError } from './patience.ts';
import type { BrowserSession } from './browser-session.ts';

/**
 * The error of the port for whatever ended a session, and without its secrets: Playwright writes what it typed into its
 * messages. What the caller's own callbacks threw leaves as it came.
 */
export async function whatWentWrong(session: BrowserSession, error: unknown): Promise<unknown> {
  if (session.isOfCaller(error)) return error;
  const scrub = (text: string): string => session.options.scrubber.scrub(text);
  if (error instanceof StepError) return scrubbed(error, session, scrub);
  const cause = plain(error, scrub);
  const guideStep = session.guideStep;
  const detail: StepErrorDetail = { cause, ...(guideStep && { guideStep }) };
  const { strayedTo } = session.options.traffic;
  if (strayedTo !== undefined) return new PageChangedError({ code: 'redirectedElsewhere', to: strayedTo }, detail);
  if (error instanceof DeadlineError) {
    return new VendorUnavailableError({ code: 'notDoneWithin', seconds: error.seconds }, { ...detail, cause: error });
  }
  if (isOfTheNet(error)) return new VendorUnavailableError({ code: 'unreachable', why: firstLine(cause) }, detail);
  if (!(error instanceof errors.TimeoutError) && !isOfPlaywright(error)) return cause;
  const seen = await session.notSeen(`something to happen (${firstLine(cause)})`).catch((other: unknown) => other);
  return seen instanceof StepError
    ? scrubbed(seen, session, scrub)
    : new VendorUnavailableError({ code: 'browserFailed', text: firstLine(cause) }, detail);
}

/** Same class, same facts, clean words. */
function scrubbed(error: StepError, session: BrowserSession, scrub: (text: string) => string): StepError {
  const guideStep = error.guideStep ?? session.guideStep;
  const Same = error.constructor as new (reason: RecordedStatement, detail: StepErrorDetail) => StepError;
  const cause = error.cause === undefined ? {} : { cause: plain(error.cause, scrub) };
  return new Same(withTexts(error.reason, scrub), { ...(guideStep && { guideStep }), ...cause });
}

function plain(error: unknown, scrub: (text: string) => string): Error {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const clean = new Error(scrub(message));
  clean.name = name;
  clean.stack = scrub(stack ?? '');
  return clean;
}

function isOfTheNet(error: unknown): boolean {
  return error instanceof Error && /net::ERR_|NS_ERROR_/u.test(error.message);
}

/** The page crashed, or the browser ended: as the error's own words say, which have no class. */
function isOfPlaywright(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Target (?:page|crashed|closed)|has been closed|crashed|Execution context/iu.test(error.message)
  );
}

function firstLine({ message }: Error): string {
  return message.split('\n', 1)[0] ?? '';
}
