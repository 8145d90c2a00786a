import { describe, expect, it } from 'vitest';
import { fateOf } from '../../../lambdas/adapters/ses/ses-mailer.ts';

function anError(properties: object): Error {
  return Object.assign(new Error('it failed'), properties);
}

describe('fateOf', () => {
  it.each([
    ['a rejected mail', { name: 'MessageRejected', $metadata: { httpStatusCode: 400 } }],
    ['throttling', { name: 'Throttling', $metadata: { httpStatusCode: 400 } }],
    ['a paused account', { name: 'AccountSendingPausedException', $metadata: { httpStatusCode: 400 } }],
    ['a service that could not be reached', { code: 'ECONNREFUSED' }],
    ['a name that could not be resolved', { code: 'EAI_AGAIN', $metadata: {} }],
    ['credentials that could not be found', { name: 'CredentialsProviderError' }],
  ])('takes %s for a mail that did not leave', (_what, properties) => {
    expect(fateOf(anError(properties))).toBe('refused');
  });

  it.each([
    ['a time-out', { name: 'TimeoutError' }],
    ['a broken connection', { code: 'ECONNRESET' }],
    ['an error of the service', { name: 'ServiceUnavailable', $metadata: { httpStatusCode: 503 } }],
    ['a request that took too long', { name: 'RequestTimeout', $metadata: { httpStatusCode: 408 } }],
    ['an answer that could not be read', { name: 'SyntaxError', $metadata: { httpStatusCode: 200 } }],
  ])('does not know what became of the mail after %s', (_what, properties) => {
    expect(fateOf(anError(properties))).toBe('unknown');
  });

  it('knows nothing from a thrown value that is no error', () => {
    expect(fateOf(undefined)).toBe('unknown');
    expect(fateOf('MessageRejected')).toBe('unknown');
  });
});
