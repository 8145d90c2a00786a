import type { Locator } from 'playwright-core';
import { pressable, type Root } from './root.ts';

const DIALOG = 'dialog, [role="dialog"], [role="alertdialog"]';
const HAS_BUTTON = '[.//button or .//input[@type="submit"] or .//input[@type="button"] or .//*[@role="button"]]';

/**
 * The dialog around something; failing a dialog, the nearest block around it with a button of this name. The same button
 * stands in more than one place of a console, and counts only within its own.
 */
export async function block(root: Root, inner: Locator, button: RegExp): Promise<Locator> {
  const dialog = root.locator(DIALOG).filter({ has: inner, visible: true }).last();
  if ((await dialog.count()) > 0) return dialog;
  const named = pressable(root, button);
  const nearest = inner.locator(`xpath=ancestor::*${HAS_BUTTON}`).filter({ has: named }).last();
  if ((await nearest.count()) > 0) return nearest;
  // The way outwards ends at a shadow root; the way inwards does not, and takes longer.
  return root.locator('*').filter({ has: inner }).filter({ has: named }).last();
}
