import { afterEach, describe, expect, test, vi } from 'vitest';
import { currentLogLevel, readEnvironment, settingsOf } from '../../lambdas/runtime/environment.ts';

/** Every variable that has no default. */
function variables(overrides: Record<string, string | undefined> = {}): Record<string, string | undefined> {
  return {
    TABLE_NAME: 'visionlift',
    VAULT_TABLE_NAME: 'visionlift-vault',
    VAULT_KEY_ID: 'alias/visionlift-vault',
    INTAKE_BUCKET: 'intake',
    REPORTS_BUCKET: 'reports',
    EVIDENCE_BUCKET: 'evidence',
    MIGRATE_BATCH_ARN: 'arn:aws:states:ap-northeast-1:111122223333:stateMachine:migrate-batch',
    MIGRATE_TENANT_ARN: 'arn:aws:states:ap-northeast-1:111122223333:stateMachine:migrate-tenant',
    OPERATOR_NAME: 'Operations',
    OPERATOR_TELEPHONE: '03-0000-0000',
    OPERATOR_EMAIL: 'operator@msp.example',
    SENDER: 'visionlift@msp.example',
    REPLY_TO: 'support@msp.example',
    DEFAULT_HANDS: 'browser',
    ...overrides,
  };
}

describe('the environment', () => {
  test('has defaults for what a deployment need not decide', () => {
    expect(settingsOf(readEnvironment(variables()))).toMatchObject({
      receivingDomain: undefined,
      codeSenderDomains: [],
      maxTenantsPerFile: 100_000,
      maxRejectedShare: 0.5,
      zone: 'Asia/Tokyo',
      operatorLanguage: 'ja',
    });
  });

  test('gives the steps what the operator said of the deployment', () => {
    expect(
      settingsOf(readEnvironment(variables({ RECEIVING_DOMAIN: 'mail.msp.example', OPERATOR_TICKET: 'CHG-1' }))),
    ).toMatchObject({
      operatorName: 'Operations',
      operatorTelephone: '03-0000-0000',
      operatorTicket: 'CHG-1',
      operatorEmail: 'operator@msp.example',
      sender: 'visionlift@msp.example',
      replyTo: 'support@msp.example',
      defaultHands: 'browser',
      receivingDomain: 'mail.msp.example',
      migrateBatchArn: 'arn:aws:states:ap-northeast-1:111122223333:stateMachine:migrate-batch',
      migrateTenantArn: 'arn:aws:states:ap-northeast-1:111122223333:stateMachine:migrate-tenant',
    });
  });

  test('takes the senders of codes as a list, however it is typed', () => {
    const typed = variables({ CODE_SENDER_DOMAINS: ' Vendor.example, other.example,' });

    expect(settingsOf(readEnvironment(typed)).codeSenderDomains).toEqual(['vendor.example', 'other.example']);
  });

  test('takes the addresses that an intake takes, at a domain whose last part is not ASCII too', () => {
    const typed = variables({ SENDER: 'r&d@msp.example', REPLY_TO: 'support@msp.xn--q9jyb4c' });

    expect(settingsOf(readEnvironment(typed))).toMatchObject({
      sender: 'r&d@msp.example',
      replyTo: 'support@msp.xn--q9jyb4c',
    });
  });

  test('takes numbers as the text that an environment holds', () => {
    expect(settingsOf(readEnvironment(variables({ MAX_TENANTS_PER_FILE: '500' }))).maxTenantsPerFile).toBe(500);
  });

  test('takes the minutes that an update takes at each region, and none where the guide is right', () => {
    const typed = variables({ UPDATE_MINUTES: 'Japan=20-30, US=25-45' });

    expect(settingsOf(readEnvironment(typed)).updateMinutes).toEqual({
      Japan: { least: 20, most: 30 },
      US: { least: 25, most: 45 },
    });
    expect(settingsOf(readEnvironment(variables({ UPDATE_MINUTES: '' }))).updateMinutes).toEqual({});
  });

  test.each(['Japan', 'Japan=30', 'Japan=30-20', 'Japan=20-200', 'Japan=0-30', '=20-30'])(
    'refuses "%s" for them with an example: a wrong table would look too late at every update',
    (text) => {
      expect(() => readEnvironment(variables({ UPDATE_MINUTES: text }))).toThrow('like "Japan=20-30,US=25-40"');
    },
  );

  test('takes business hours and days, Japanese ones where nobody says otherwise', () => {
    const typed = variables({ BUSINESS_HOURS: '08:30-17:00 Mon,Sat', ZONE: 'Europe/Berlin' });

    expect(settingsOf(readEnvironment(typed)).businessHours).toEqual({
      ...{ from: '08:30', to: '17:00', days: [1, 6], zone: 'Europe/Berlin' },
    });
    expect(settingsOf(readEnvironment(variables())).businessHours).toEqual({
      ...{ from: '09:00', to: '18:00', days: [1, 2, 3, 4, 5], zone: 'Asia/Tokyo' },
    });
  });

  test.each(['09:00-18:00', '18:00-09:00 Mon', '9:00-18:00 Mon', '09:00-25:00 Mon', '09:00-18:00 Mo', '09:00-18:00 '])(
    'refuses "%s" for them with an example: nobody would ever be reminded',
    (text) => {
      expect(() => readEnvironment(variables({ BUSINESS_HOURS: text }))).toThrow('like "09:00-18:00 Mon,Tue');
    },
  );

  test('names every missing or malformed variable at once, with its meaning: one deployment, not ten', () => {
    const read = () =>
      readEnvironment(variables({ TABLE_NAME: undefined, SENDER: 'nobody', DEFAULT_HANDS: 'robot', VAULT_KEY_ID: '' }));

    expect(read).toThrow('TABLE_NAME (DynamoDB table of tenants, batches and sent mails): is not set');
    expect(read).toThrow('SENDER (From of every mail; a verified SES identity): "nobody"');
    expect(read).toThrow('DEFAULT_HANDS (hands of rows that name none): "robot"');
    expect(read).toThrow('VAULT_KEY_ID (KMS key that seals them: id, ARN or alias): ""');
  });

  test('that is empty names all that is needed', () => {
    const needed = Object.keys(variables());
    let message = '';
    try {
      readEnvironment({});
    } catch (error) {
      message = String(error);
    }

    expect(needed.filter((name) => !message.includes(`${name} (`))).toEqual([]);
  });

  test.each(['0', '-1', '1.5', 'many'])('refuses %s tenants per file', (count) => {
    expect(() => readEnvironment(variables({ MAX_TENANTS_PER_FILE: count }))).toThrow('MAX_TENANTS_PER_FILE');
  });

  test.each(['-0.1', '1.1', '50%'])('refuses %s as the share of rejected rows', (share) => {
    expect(() => readEnvironment(variables({ MAX_REJECTED_SHARE: share }))).toThrow('MAX_REJECTED_SHARE');
  });
});

describe('the log level', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test.each([
    ['debug', 'debug'],
    ['silent', 'silent'],
    ['loud', 'info'],
    ['', 'info'],
  ])('LOG_LEVEL=%s is %s', (variable, level) => {
    vi.stubEnv('LOG_LEVEL', variable);

    expect(currentLogLevel()).toBe(level);
  });
});
