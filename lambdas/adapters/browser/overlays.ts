import type { Locator, Page } from 'playwright-core';
import { label, mentions } from './label.ts';
import type { LabelName } from './labels.ts';
import { either, pressable, type Root, visible } from './root.ts';
import { whatCovers } from './what-covers.ts';

/**
 * What consoles lay over their pages: by which words it is known, and what closes it. Never something that agrees: a notice
 * that can only be accepted stays, and a person is told what it says.
 */
const OVERLAYS: readonly { says: LabelName; closes: LabelName }[] = [
  { says: 'cookieNotice', closes: 'refuseCookies' },
  { says: 'guidedTour', closes: 'skipTour' },
  { says: 'staySignedIn', closes: 'doNotStaySignedIn' },
];

const CLOSES = label(...OVERLAYS.map(({ closes }) => closes));
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

/** The known overlays that show in a page or a frame, the innermost and latest last. */
function known(root: Root): Locator {
  const each = OVERLAYS.map(({ says, closes }) =>
    visible(root.locator(CONTAINER))
      .filter({ hasText: mentions(says) })
      .filter({ has: pressable(root, label(closes)) })
      .filter({ hasNot: visible(root.locator('input:not([type="button"], [type="submit"]), select, textarea')) })
      .filter({ hasNot: pressable(root, OURS) }),
  );
  return either(...(each as [Locator, ...Locator[]]));
}

/**
 * Closes a known overlay that shows right now. Of several it is one that lies under none of the others: a cookie bar behind a
 * window that asks something else cannot be reached, however long it is tried.
 */
export async function closeOverlay(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    const overlays = known(frame);
    for (let left = await overlays.count().catch(() => 0); left > 0; left--) {
      const control = pressable(overlays.nth(left - 1), CLOSES).first();
      if (left > 1 && (await whatCovers(control).catch(() => undefined)) !== undefined) continue;
      // It may have gone by itself.
      await control.click({ timeout: 2_000 }).catch(() => undefined);
      return;
    }
  }
}
