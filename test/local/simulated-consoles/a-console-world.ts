import {
  type Consoles,
  type ConsolesOptions,
  startConsoles,
} from '../../../local/simulated-consoles/consoles/start-consoles.ts';
import type { DeliveredMail } from '../../../local/simulated-consoles/mail/deliver-code-mails.ts';
import { Browser } from './a-browser.ts';
import { aWorld, lastCodeTo, MINUTE, NEW_PASSWORD, type World, type WorldOptions } from './a-world.ts';

/** A world whose consoles are served, and a browser in front of them. */
export interface ConsoleWorld extends World {
  consoles: Consoles;
  browser: Browser;
  mails: DeliveredMail[];
  faults: unknown[];
}

const opened: Consoles[] = [];

export interface ConsoleWorldOptions extends WorldOptions {
  tamper?: ConsolesOptions['tamper'];
  slowPageMilliseconds?: number;
}

export async function aConsoleWorld({
  tamper,
  slowPageMilliseconds = 50,
  ...options
}: ConsoleWorldOptions = {}): Promise<ConsoleWorld> {
  const world = aWorld(options);
  const mails: DeliveredMail[] = [];
  const faults: unknown[] = [];
  const consoles = await startConsoles({
    vendor: world.vendor,
    clock: world.clock,
    onMail: (mail) => void mails.push(mail),
    onFault: (error) => void faults.push(error),
    tamper,
    slowPageMilliseconds,
  });
  opened.push(consoles);
  return { ...world, consoles, browser: new Browser(), mails, faults };
}

/** Call it after each test. */
export async function closeConsoleWorlds(): Promise<void> {
  await Promise.all(opened.splice(0).map((consoles) => consoles.close()));
}

export function apexCentralAddress({ consoles, row }: ConsoleWorld): string {
  return consoles.apexCentralOrigin.replace('{host}', row.apexCentralHost);
}

/** Guide 1-1. */
export async function logInToClp({ consoles, browser, clp }: ConsoleWorld): Promise<Browser> {
  await browser.open(consoles.clpOrigin);
  return browser.press('ログイン', { 'ログインID:': clp.account, 'パスワード:': clp.password.reveal() });
}

/** Guide 2-1, 2-2. */
export async function openWizard(world: ConsoleWorld): Promise<Browser> {
  const browser = await logInToClp(world);
  await browser.press('コンソールを開く');
  return browser.press('Trend Vision Oneにアクセス');
}

/** Guide 2-3 to 2-8; begins on the first page of the wizard. */
export async function walkWizard(world: ConsoleWorld, email: string, password: string): Promise<Browser> {
  const { browser } = world;
  await browser.press('Verify Email', { 'New account email:': email, 'Confirm email:': email });
  await submitCode(world, email);
  return browser.press('Reset Password', { 'New password:': password, 'Confirm password:': password });
}

export async function submitCode(world: ConsoleWorld, email: string): Promise<Browser> {
  const label = `Verification code ${world.vendor.mails.to(email).at(-1)?.prefix ?? ''}`;
  return world.browser.press('Submit', { [label]: lastCodeTo(world, email) });
}

/** Guide 2-10. */
export async function signInToVisionOne(
  { consoles, browser, primary }: ConsoleWorld,
  password = primary.password.reveal(),
): Promise<Browser> {
  await browser.open(consoles.visionOneOrigin);
  await browser.press('続行', { メールアドレス: primary.account });
  return browser.press('続行', { パスワード: password });
}

/** Guide 3-11; somebody must be signed in. */
export async function openProductInstance({ browser }: ConsoleWorld): Promise<Browser> {
  return browser.follow('Product Instance');
}

/** Guide 3-12, 3-13: up to システムアップデートの通知. */
export async function openNotice(world: ConsoleWorld): Promise<Browser> {
  const browser = await openProductInstance(world);
  await browser.press('アップデート');
  return browser.press('アップデートに同意する');
}

/** What the tick is labelled (guide 3-14). */
export const TICK = 'アップデートによるシステムへの影響を理解し、プロセスを開始することに同意します';

/** Guide 3-14. */
export async function pressFinally({ browser }: ConsoleWorld): Promise<Browser> {
  return browser.press('接続して転送', { [TICK]: 'on' });
}

export { MINUTE, NEW_PASSWORD };
