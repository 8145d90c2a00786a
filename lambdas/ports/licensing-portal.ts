import type { Licence } from '../domain/licence.ts';
import type { ConsoleAccess } from './console-access.ts';

/**
 * The Customer Licensing Portal (CLP), read only.
 *
 * Errors of every console port: `VendorUnavailableError`, `SessionExpiredError`, `SignInRefusedError`,
 * `PageChangedError`, `ManualActionRequiredError`.
 */
export interface LicensingPortal {
  /** Guide 1-1: the line of Apex One SaaS in the products table. */
  readLicence(access: ConsoleAccess): Promise<Licence>;
}
