import type { Locator } from 'playwright-core';
import { pressable, type Root } from './root.ts';

const DIALOG = '[self::dialog or @role="dialog" or @role="alertdialog"]';
const HAS_BUTTON = '[.//button or .//input[@type="submit"] or .//input[@type="button"] or .//*[@role="button"]]';

/**
 * The dialog around something; failing a dialog, the nearest block around it with a button of this name. The same button
 * stands in more than one place of a console, and counts only within its own.
 */
export function block(root: Root, inner: Locator, button: RegExp): Locator {
  const dialog = inner.locator(`xpath=ancestor::*${DIALOG}[1]`);
  const nearest = inner
    .locator(`xpath=ancestor::*${HAS_BUTTON}`)
    .filter({ has: pressable(root, button) })
    .last();
  return dialog.or(nearest).first();
}
