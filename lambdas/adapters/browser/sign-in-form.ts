import type { Locator } from 'playwright-core';
import { label } from './label.ts';
import { either, field, type Root, shows, visible } from './root.ts';

/** Every button that takes a sign-in further, whichever console it is. */
export const signInButton = label('logIn', 'logOn', 'signIn', 'continue');

const NAME = label('loginId', 'domainUserName', 'signInName');

/** The fields and the button of a sign-in page, of whichever console. */
export const signInForm = {
  name: (root: Root): Locator =>
    either(field(root, NAME), visible(root.locator('input[type="email"], input[autocomplete="username"]'))),

  password: (root: Root): Locator => visible(root.locator('input[type="password"]')),

  button: (root: Root): Locator => visible(root.getByRole('button', { name: signInButton })),
};

/** Where a code of a second factor is typed. */
export function codeBox(root: Root): Locator {
  return either(field(root, label('oneTimeCode')), visible(root.locator('input[autocomplete="one-time-code"]')));
}

/** Whether somebody is asked here who they are: a sign-in page of any console, either screen of it. */
export async function isSignIn(root: Root): Promise<boolean> {
  const [name, password, button, otherPassword] = await Promise.all([
    shows(signInForm.name(root)),
    shows(signInForm.password(root)),
    shows(signInForm.button(root)),
    shows(field(root, label('newPassword', 'confirmPassword'))),
  ]);
  return (name || password) && button && !otherPassword;
}
