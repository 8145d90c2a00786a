import type { Clock } from '../../ports/clock.ts';
import type { Evidence } from '../../ports/evidence.ts';
import type { Ports } from '../../ports/index.ts';
import type { TenantStore } from '../../ports/tenant-store.ts';
import type { Vault } from '../../ports/vault.ts';
import { browserApexCentral } from './browser-apex-central.ts';
import { browserLicensingPortal } from './browser-licensing-portal.ts';
import { browserVisionOne } from './browser-vision-one.ts';
import { chromiumLauncher, type Launch } from './chromium/launch.ts';
import type { ConsoleOrigins } from './origins.ts';
import { PATIENCE, type Patience } from './patience.ts';
import type { PersonAtTheWindow } from './person-at-the-window.ts';
import { BrowserRunner } from './browser-runner.ts';

export interface BrowserHandsOptions {
  /** Where the consoles are; `originsOf()` reads them from the environment. */
  origins: ConsoleOrigins;
  /** Holds the sessions between calls, and the seed of one-time codes. */
  vault: Vault;
  evidence: Evidence;
  /** Notes which pictures had to be left out of the evidence, and which one-time codes were used. */
  tenants?: Pick<TenantStore, 'append' | 'spendCode'>;
  /** For one-time codes; waiting for a console happens in real time. */
  clock: Clock;
  launch?: Launch;
  patience?: Partial<Patience>;
  /** Who sees the windows of these browsers, and passes what only a person may; nobody in a Lambda. */
  person?: PersonAtTheWindow;
  /** Milliseconds that the Lambda of this call still has; without it only `patience` bounds a call. */
  remainingMilliseconds?: () => number;
}

export type BrowserHands = Pick<Ports, 'licensingPortal' | 'apexCentral' | 'visionOne'>;

/** The three consoles by a real Chromium: each call opens one, does its work through the vendor's pages, and ends it. */
export function browserHands({
  launch = chromiumLauncher(),
  patience = {},
  remainingMilliseconds = () => Number.POSITIVE_INFINITY,
  ...options
}: BrowserHandsOptions): BrowserHands {
  const runner = new BrowserRunner({
    ...options,
    launch,
    patience: { ...PATIENCE, ...patience },
    remainingMilliseconds,
  });
  return {
    licensingPortal: browserLicensingPortal(runner),
    apexCentral: browserApexCentral(runner),
    visionOne: browserVisionOne(runner),
  };
}
