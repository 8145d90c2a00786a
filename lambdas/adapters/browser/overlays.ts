import type { Locator, Page } from 'playwright-core';
import { label, mentions } from './label.ts';
import type { LabelName } from './labels.ts';
import { either, pressable, visible } from './root.ts';

/**
 * What consoles lay over their pages: by which words it is known, and what closes it. Never something that agrees: a notice
 * that can only be accepted stays, and a person is told what it says.
 */
const OVERLAYS: readonly { says: LabelName; closes: LabelName }[] = [
  { says: 'cookieNotice', closes: 'refuseCookies' },
  { says: 'guidedTour', closes: 'skipTour' },
  { says: 'staySignedIn', closes: 'doNotStaySignedIn' },
];

const CONTAINER =
  'dialog, [role="dialog"], [role="alertdialog"], [role="region"], [aria-modal="true"], [class*="cookie" i], [id*="cookie" i], [class*="consent" i], [class*="tour" i]';
/** A dialog of the guide's has one of these: it is the work itself, whatever else it says. */
const OURS = label(
  'agreeToUpdate',
  'startTheUpdate',
  'save',
  'verifyEmail',
  'submit',
  'resetPassword',
  'provisionConsole',
);

/** The innermost of the known overlays that shows. */
function known(page: Page): Locator {
  const each = OVERLAYS.map(({ says, closes }) =>
    visible(page.locator(CONTAINER))
      .filter({ hasText: mentions(says) })
      .filter({ has: pressable(page, label(closes)) })
      .filter({ hasNot: visible(page.locator('input:not([type="button"], [type="submit"]), select, textarea')) })
      .filter({ hasNot: pressable(page, OURS) }),
  );
  return either(...(each as [Locator, ...Locator[]])).last();
}

/** Closes a known overlay that shows right now. */
export async function closeOverlay(page: Page): Promise<void> {
  const overlay = known(page);
  if (await overlay.isVisible().catch(() => false)) await close(overlay);
}

async function close(overlay: Locator): Promise<void> {
  const control = pressable(overlay, label(...OVERLAYS.map(({ closes }) => closes))).first();
  // It may have gone by itself.
  await control.click({ timeout: 2_000 }).catch(() => undefined);
}
