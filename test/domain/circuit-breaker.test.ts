import { because } from '../in-words.ts';
import { describe, expect, it } from 'vitest';
import { tripsBreaker } from '../../lambdas/domain/circuit-breaker.ts';
import {
  CredentialsMissingError,
  ManualActionRequiredError,
  LicenceNotReadyError,
  PageChangedError,
  ProvisioningOverdueError,
  SignInRefusedError,
  UnknownAnswerError,
  VendorNotReadyError,
  VendorUnavailableError,
} from '../../lambdas/domain/errors.ts';
import { reasonOfTrip } from '../../lambdas/domain/texts/trips.ts';

describe('the circuit breaker', () => {
  it.each(['ClaimPrimaryAccount', 'ProvisionConsole', 'IssueRegistrationToken', 'StartUpdate'])(
    'is tripped at once by a page or an answer that nobody knows at %s: the next press may do anything',
    (step) => {
      expect(tripsBreaker(step, new PageChangedError(because('another page')))).toBe('atOnce');
      expect(tripsBreaker(step, new UnknownAnswerError(because('another message')))).toBe('atOnce');
    },
  );

  it.each([
    new PageChangedError(because('another page')),
    new VendorUnavailableError(because('503')),
    new ProvisioningOverdueError(because('six hours')),
    new TypeError('a defect of ours'),
  ])('waits for two other tenants with the same $name elsewhere', (error) => {
    expect(tripsBreaker('CheckConnection', error)).toBe('withOthers');
  });

  it.each([
    new LicenceNotReadyError(because('expired')),
    new CredentialsMissingError(because('no password')),
    new SignInRefusedError(because('wrong password')),
    new ManualActionRequiredError(because('a CAPTCHA')),
    new VendorNotReadyError(because('guide 3-15 for a day')),
  ])('is never tripped by $name: of 100,000 tenants three have it any day', (error) => {
    expect(tripsBreaker('StartUpdate', error)).toBe('never');
  });

  it('says in both languages why it tripped, and by whom', () => {
    const trip = { code: 'PageChangedError', guideStep: '3-12', tenantIds: ['t-1', 't-2', 't-3'] } as const;
    expect(reasonOfTrip(trip).ja).toContain('3テナントで同じエラー 想定と異なる画面が表示されました');
    expect(reasonOfTrip(trip).en).toContain('at 3 tenants within 30 minutes: a page was not as expected');
    expect(reasonOfTrip({ ...trip, tenantIds: ['t-1'] }).en).toContain('cannot be undone');
  });
});
