import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readStage } from '../../lib/stage-file.ts';
import { parseStageSettings, StageSettingsError } from '../../lib/stage-settings.ts';
import { asInAFile, resourcesOf, someSettings, stackOf } from './a-stack.ts';

/** What is wrong with the settings, as a file has them: a key that is `undefined` here is absent there. */
function problemsOf(others: object, stage = 'test'): readonly string[] {
  return problemsIn(asInAFile({ ...someSettings(), ...others }), stage);
}

function problemsIn(file: unknown, stage = 'test'): readonly string[] {
  try {
    parseStageSettings(stage, file);
  } catch (error) {
    if (error instanceof StageSettingsError) return error.problems;
    throw error;
  }
  return [];
}

test('the example that is there to be copied can be deployed but for names and addresses', () => {
  const settings = readStage('example');

  expect(settings.desk).toBeDefined();
  expect(Object.keys(resourcesOf(stackOf(settings))).length).toBeGreaterThan(100);
});

describe('a wrong setting fails with its value and the remedy', () => {
  test.each([
    [{ sender: undefined }, 'sender is missing; add it (From of every mail)'],
    [{ sender: 'migration' }, 'sender: "migration" is not a mail address; write one like migration@msp.example.jp'],
    [{ replyTo: 'support@' }, 'replyTo: "support@" is not a mail address'],
    [{ region: 'eu-wset-1' }, 'region: "eu-wset-1" is not an AWS region we know; use ap-northeast-1 (Tokyo)'],
    [{ region: 'cn-north-1' }, 'region: "cn-north-1" is not an AWS region we know'],
    [{ account: 123456789012 }, 'account: 123456789012 must be text'],
    [{ account: '1234' }, 'account: "1234" is not an AWS account; write its twelve digits in quotes'],
    [
      { defaultHands: undefined },
      'defaultHands is missing; add it (who works on the consoles where a row does not say',
    ],
    [{ defaultHands: 'robot' }, 'defaultHands: "robot" is no kind of hands; use "operator" or "browser"'],
    [
      { browserHandsAuthorised: { by: 'x', on: '2026-02-30', reference: 'y' } },
      'browserHandsAuthorised.on: "2026-02-30" is not a date',
    ],
    [
      { browserHandsAuthorised: { on: '2026-02-28', reference: 'y' } },
      'browserHandsAuthorised.by is missing; add it (who authorised it)',
    ],
    [{ receivingDomain: 'Codes.example.jp' }, 'receivingDomain: "Codes.example.jp" is not a mail domain in lower case'],
    [{ startsPerSecond: 1000 }, 'startsPerSecond: 1000 is more than the 300 executions a second'],
    [{ startsPerSecond: 0 }, 'startsPerSecond: 0 must be 1 or more'],
    [{ quotas: { taskAnswers: 0 } }, 'quotas.taskAnswers: 0 must be above 0'],
    [
      { updateMinutes: { Japan: { least: 30, most: 20 } } },
      'updateMinutes.Japan: {"least":30,"most":20} needs "least"',
    ],
    [{ reservedConcurrency: 1.5 }, 'reservedConcurrency: 1.5 must be a whole number'],
    [{ retention: { logDays: 100 } }, 'retention.logDays: 100 is not a retention of CloudWatch Logs; use one of 1, 3,'],
    [{ retention: { evidenceDays: 0 } }, 'retention.evidenceDays: 0 must be one day or more'],
    [
      { consoleOrigins: { visionOne: 'https://v1.example.jp/app' } },
      'consoleOrigins.visionOne: "https://v1.example.jp/app" is not an origin',
    ],
    [{ zone: 'Tokyo' }, 'zone: "Tokyo" is not an IANA time zone; write one like Asia/Tokyo'],
    [{ operatorName: ' ' }, 'operatorName: " " is empty'],
  ])('%j: %s', (others, problem) => {
    const problems = problemsOf(others);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test('but not an address that an intake takes, at a domain whose last part is not ASCII too', () => {
    const others = { operatorEmail: 'r&d@msp.example.jp', replyTo: 'support@msp.xn--q9jyb4c' };
    expect(problemsOf(others).filter((problem) => /is not a mail address/u.test(problem))).toEqual([]);
  });

  test('all at once, because each synth costs somebody half a minute', () => {
    const problems = problemsOf({ sender: undefined, region: 'x', replyTo: 'a@codes.msp.example.jp', zone: 'Tokyo' });

    expect(problems).toHaveLength(4);
  });

  test('also the name of the stage, which is part of the name of everything', () => {
    expect(problemsOf({}, 'Production-Japan-1')[0]).toContain('stage: "Production-Japan-1" is not the name of a stage');
  });

  test('also a stage that the file calls by another name, because a copied file still says what it was', () => {
    expect(problemsOf({ stage: 'prod' })).toEqual([
      'stage: "prod" is not the name of this file, "test", which is that of the stage; leave it out',
    ]);
    expect(problemsOf({ stage: 'test' })).toEqual([]);
  });

  test('nothing of a file that has nothing: what is needed is listed with its meaning', () => {
    expect(problemsIn({}).map((problem) => problem.slice(0, problem.indexOf(' (')))).toEqual([
      ...['region', 'operatorName', 'operatorTelephone', 'operatorEmail', 'sender', 'replyTo', 'defaultHands'].map(
        (name) => `${name} is missing; add it`,
      ),
      expect.stringMatching(/^releaseBy: is left out and so "two", which needs a desk/u) as string,
    ]);
  });

  test.each([
    [null, 'null'],
    [[], '[]'],
    ['prod', '"prod"'],
    [12, '12'],
  ])('also a file that holds %j', (file, seen) => {
    expect(problemsIn(file)).toEqual([
      `the file holds ${seen}, and must hold one JSON object: copy stages/example.json`,
    ]);
  });
});

describe('a setting of another type is told in one sentence, in our words', () => {
  const names = [
    ...[
      'account',
      'region',
      'deletionProtection',
      'operatorName',
      'operatorTelephone',
      'operatorTicket',
      'operatorEmail',
    ],
    ...['operatorLanguage', 'sender', 'senderIdentity', 'replyTo', 'allowedRecipientDomains', 'receivingDomain'],
    ...['codeSenderDomains', 'releaseBy', 'pilotTenants', 'userMails', 'ownApproversBecause', 'desk', 'desk.signIn'],
    ...['desk.signIn.issuer', 'desk.signIn.clientId', 'desk.signIn.requiredClaim', 'desk.signIn.requiredClaim.name'],
    ...['desk.domain', 'desk.domain.name', 'desk.domain.certificateArn', 'defaultHands', 'browserHandsAuthorised'],
    ...['browserHandsAuthorised.by', 'browserHandsAuthorised.on', 'startsPerSecond', 'quotas', 'quotas.taskAnswers'],
    'stateTransitionsPerHour',
    ...['reservedConcurrency', 'maxTenantsPerFile', 'updateMinutes', 'updateMinutes.Japan', 'maxRejectedShare'],
    ...['retention', 'retention.logDays', 'retention.intakeDays', 'consoleOrigins', 'consoleOrigins.visionOne'],
    ...['zone', 'businessHours', 'runbook', 'sharedConsoles', 'rehearsalLagMinutes'],
    ...['operators', 'desk.signIn.clientSecretArn', 'attendedBy'],
  ];

  test('and these are all the settings at the top of a file', () => {
    const [problem = ''] = problemsOf({ qqqqqqqq: 1 });
    const known = problem.slice(problem.indexOf('there are ') + 'there are '.length).split(', ');

    expect(known.filter((name) => !names.includes(name))).toEqual(['stage']);
  });

  test.each(names)('%s', (name) => {
    for (const value of [null, true, -1.5, '', 'x y', [], ['x y'], {}, { a: 1 }]) {
      const problems = problemsOf(withValue(name, value));

      // Some of these are right: an empty list, an empty object, a name.
      for (const problem of problems) expect(problem).not.toMatch(/Invalid|expected|undefined|\(\)/u);
      if (value === null) expect(problems).toEqual([expect.stringMatching(`^${name}: null .+ \\(.+\\)$`)]);
      if (value === -1.5 || (value === true && name !== 'deletionProtection'))
        expect(problems[0]).toMatch(`${name}: ${String(value)} `);
    }
  });

  function withValue(path: string, value: unknown): object {
    const [first = '', ...rest] = path.split('.');
    const settings: Record<string, unknown> = {
      ...someSettings(),
      desk: {
        signIn: {
          issuer: 'https://login.msp.example.jp/',
          clientId: 'x',
          requiredClaim: { name: 'groups', value: 'x' },
        },
        domain: {
          name: 'desk.msp.example.jp',
          certificateArn: 'arn:aws:acm:ap-northeast-1:123456789012:certificate/x',
        },
      },
    };
    const replaced = (within: unknown, [name, ...deeper]: readonly string[]): unknown =>
      name === undefined
        ? value
        : { ...(within as object), [name]: replaced((within as Record<string, unknown> | undefined)?.[name], deeper) };
    return { ...settings, [first]: replaced(settings[first], rest) };
  }

  test('may be left out where it is not needed, which is what null may mean', () => {
    expect(problemsOf({ operatorTicket: null })[0]).toBe(
      'operatorTicket: null must be text, or leave it out (ticket number of this work, in every subject and in the signature)',
    );
    expect(problemsOf({ sender: null })[0]).not.toContain('leave it out');
  });

  test('shows of a long value its beginning', () => {
    expect(problemsOf({ region: 'x'.repeat(500) })[0]?.length).toBeLessThan(300);
  });
});

describe('a mistyped name suggests the nearest', () => {
  const { sender, browserHandsAuthorised, desk, ...rest } = someSettings();

  test.each([
    [
      { ...rest, browserHandsAuthorised, desk, sendr: sender },
      'sendr: there is no such setting; did you mean "sender"?',
    ],
    [
      { ...rest, sender, desk, browserHandsAuthorized: browserHandsAuthorised },
      'browserHandsAuthorized: there is no such setting; did you mean "browserHandsAuthorised"?',
    ],
    [{ ...rest, sender, browserHandsAuthorised, deks: desk }, 'deks: there is no such setting; did you mean "desk"?'],
    [
      { ...rest, sender, browserHandsAuthorised, desk: { signin: desk?.signIn } },
      'desk.signin: there is no such setting; did you mean "signIn"?',
    ],
    [
      { ...rest, sender, browserHandsAuthorised, desk: { signIn: { ...desk?.signIn, client_id: 'x' } } },
      'desk.signIn.client_id: there is no such setting; did you mean "clientId"?',
    ],
    [
      { ...someSettings(), updateMinutes: { Japn: { least: 20, most: 30 } } },
      'updateMinutes.Japn: there is no such setting; did you mean "Japan"?',
    ],
    [{ ...someSettings(), logDays: 30 }, 'logDays: there is no such setting; "logDays" stands within "retention"'],
    [
      { ...someSettings(), 'retention.log-days': 30 },
      'retention.log-days: there is no such setting; "logDays" stands within "retention"',
    ],
    [
      { ...someSettings(), quotas: { zone: 'Asia/Tokyo' } },
      'quotas.zone: there is no such setting; "zone" stands at the top of the file',
    ],
    [
      { ...someSettings(), quotas: { machines: 1 } },
      'quotas.machines: there is no such setting; within "quotas" there are stateTransitions, executionStarts',
    ],
    [{ ...someSettings(), machines: 1 }, 'machines: there is no such setting; there are stage, account, region'],
  ])('%#: in one sentence, which is not followed by what is "missing" because of it', (file, problem) => {
    const problems = problemsIn(asInAFile(file));

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test('and its value is looked at as well, so that one synth shows everything', () => {
    expect(problemsIn(asInAFile({ ...rest, browserHandsAuthorised, desk, sendr: 'migration' }))).toEqual([
      'sendr: there is no such setting; did you mean "sender"?',
      expect.stringMatching(/^sender: "migration" is not a mail address/u),
    ]);
  });

  test('but not that of one beside the right name', () => {
    expect(problemsOf({ sendr: 'migration' })).toEqual(['sendr: there is no such setting; did you mean "sender"?']);
  });
});

const ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/1';
const signIn = { issuer: 'https://login.msp.example.jp/', clientId: 'visionlift' };
const noDesk = { desk: undefined, releaseBy: 'automatic' };

describe('settings that contradict each other are refused, whatever else the file leaves out', () => {
  test.each([
    [
      { browserHandsAuthorised: undefined },
      'defaultHands: "browser" needs browserHandsAuthorised { "by", "on", "reference" }',
    ],
    [
      { receivingDomain: 'msp.example.jp' },
      'receivingDomain: "msp.example.jp" is the domain of sender, replyTo, operatorEmail: its MX record',
    ],
    [
      { defaultHands: 'operator', browserHandsAuthorised: undefined, receivingDomain: 'msp.example.jp' },
      'receivingDomain: "msp.example.jp" is the domain of sender, replyTo, operatorEmail: its MX record',
    ],
    [
      { sender: 'm@mail.example.jp', senderIdentity: 'example.jp', receivingDomain: 'example.jp' },
      'receivingDomain: "example.jp" is the senderIdentity as well, and SES holds a domain once',
    ],
    [
      {
        operators: [
          { name: 'hanako', subjects: ['s-1'] },
          { name: 'taro', subjects: ['s-1'] },
        ],
      },
      'operators: "s-1" is named for both "hanako" and "taro"',
    ],
    [
      { operators: [{ name: 'hanako', iam: ['arn:aws:sts::111122223333:assumed-role/ops/hanako'] }] },
      'operators: "arn:aws:sts::111122223333:assumed-role/ops/hanako" of "hanako" is an assumed role',
    ],
    [{ receivingDomain: undefined }, 'codeSenderDomains: without receivingDomain no mail is received'],
    [
      { senderIdentity: 'other.example.jp' },
      'senderIdentity: "other.example.jp" does not cover the sender "migration@msp.example.jp"',
    ],
    [
      { defaultHands: 'operator', browserHandsAuthorised: undefined, senderIdentity: 'other.example.jp' },
      'senderIdentity: "other.example.jp" does not cover the sender "migration@msp.example.jp"',
    ],
    [
      { desk: undefined },
      'releaseBy: is left out and so "two", which needs a desk, at which operators release a batch',
    ],
    [{ desk: undefined, releaseBy: 'two' }, 'releaseBy: "two" needs a desk, at which operators release a batch'],
    [{ desk: undefined, releaseBy: 'one' }, 'releaseBy: "one" needs a desk, at which operators release a batch'],
    [
      { desk: undefined, releaseBy: 'two', defaultHands: 'scripted', browserHandsAuthorised: undefined },
      'releaseBy: "two" needs a desk',
    ],
    [
      { rehearsalLagMinutes: 5 },
      'rehearsalLagMinutes: 5 is of a rehearsal, which is a stage of its own (defaultHands "scripted"); leave it out',
    ],
    [{ ...noDesk, userMails: 'direct' }, 'userMails: "direct" needs a desk, to which these mails lead'],
    [
      { desk: { signIn, domain: { name: 'desk.msp.example.jp', certificateArn: ARN } } },
      `desk.domain.certificateArn: "${ARN}" is a certificate in us-east-1`,
    ],
    [
      {
        desk: {
          signIn,
          domain: { name: 'codes.msp.example.jp', certificateArn: ARN.replace('us-east-1', 'ap-northeast-1') },
        },
      },
      'desk.domain.name: "codes.msp.example.jp" is the receivingDomain as well',
    ],
    [
      { reservedConcurrency: 80 },
      'reservedConcurrency: 80 for each of the 12 console functions is more than the 1000 invocations at a time of ' +
        'quotas.lambdaConcurrency leave, of which AWS keeps 100; use at most 75, or state a higher quota',
    ],
    [{ reservedConcurrency: 30, quotas: { lambdaConcurrency: 400 } }, 'reservedConcurrency: 30 for each of the 12'],
  ])('%j: %s', (others, problem) => {
    const problems = problemsOf(others);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test('also where single values are of another type, which are told for themselves', () => {
    const problems = problemsOf({
      browserHandsAuthorised: undefined,
      codeSenderDomains: [1],
      sender: 5,
      desk: undefined,
    });

    expect(problems.map((problem) => problem.split(/[: ]/u)[0]).sort()).toEqual([
      'codeSenderDomains.0',
      'defaultHands',
      'releaseBy',
      'sender',
    ]);
  });
});

test.each([
  [{ senderIdentity: 'migration@msp.example.jp' }],
  [{ senderIdentity: 'example.jp' }],
  [{ defaultHands: 'operator', browserHandsAuthorised: undefined }],
  [{ defaultHands: 'scripted', browserHandsAuthorised: undefined }],
  [{ defaultHands: 'scripted', browserHandsAuthorised: undefined, rehearsalLagMinutes: 5 }],
  [{ defaultHands: 'scripted', browserHandsAuthorised: undefined, desk: undefined }],
  [noDesk],
  [{ ...noDesk, userMails: 'none' }],
  [{ releaseBy: 'one' }],
  [{ userMails: 'direct' }],
  [{ receivingDomain: undefined, codeSenderDomains: [] }],
  [{ receivingDomain: undefined, codeSenderDomains: undefined }],
  [{ sender: 'm@mail.example.jp', senderIdentity: 'example.jp', receivingDomain: 'codes.example.jp' }],
  [
    {
      desk: {
        signIn,
        domain: { name: 'desk.msp.example.jp', certificateArn: ARN.replace('us-east-1', 'ap-northeast-1') },
      },
    },
  ],
  [{ reservedConcurrency: 75 }],
  [{ reservedConcurrency: 80, quotas: { lambdaConcurrency: 2000 } }],
  [{ consoleOrigins: { apexCentral: 'http://localhost:8080', visionOne: 'https://v1.example.jp' } }],
  [{ consoleOrigins: { apexCentral: 'https://{host}:8443' } }],
])('%j is right', (others) => {
  expect(problemsOf(others)).toEqual([]);
});

describe('a stage file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'visionlift-stages-'));
  const stages = pathToFileURL(`${directory}/`);
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  test('is chosen by name, and nothing is deployed without a choice', () => {
    writeFileSync(join(directory, 'prod.json'), JSON.stringify(someSettings()));

    expect(readStage('prod', stages).stage).toBe('prod');
    expect(() => readStage(undefined, stages)).toThrow('no stage was chosen: add -c stage=NAME, one of prod');
    expect(() => readStage('prd', stages)).toThrow('there is no file stages/prd.json');
    expect(() => readStage('../prod', stages)).toThrow('there is no file');
  });

  test.each([
    ['an empty one', '', 'stages/broken.json is empty; copy stages/example.json into it and change every value'],
    ['one of white space', ' \n', 'stages/broken.json is empty'],
    ['one that is not JSON', '{ "region": }', /stages\/broken\.json is not JSON: .+; mend that place/u],
    ['one with a comma after the last value', '{ "region": "x", }', 'no comma after the last value'],
    ['one in Shift JIS', Buffer.from([0x7b, 0x22, 0x93, 0xfa]), 'stages/broken.json is not in UTF-8; save it'],
    [
      'one in UTF-16, as PowerShell writes it',
      Buffer.from('\uFEFF{}', 'utf16le'),
      'stages/broken.json is not in UTF-8',
    ],
  ])('that cannot be read says why: %s', (_, content, problem) => {
    writeFileSync(join(directory, 'broken.json'), content);

    expect(() => readStage('broken', stages)).toThrow(problem);
  });

  test('may begin with the byte order mark that editors on Windows write', () => {
    writeFileSync(join(directory, 'windows.json'), `\uFEFF${JSON.stringify(someSettings())}`);

    expect(readStage('windows', stages).stage).toBe('windows');
  });

  test('that cannot be used is told to the one who runs cdk, without the stack of a program', () => {
    const app = fileURLToPath(new URL('../../bin/app.ts', import.meta.url));
    const context = { CDK_CONTEXT_JSON: JSON.stringify({ stage: 'nowhere' }) };
    const { status, stdout, stderr } = spawnSync(process.execPath, [app], {
      encoding: 'utf8',
      env: { ...process.env, ...context },
    });

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(
      /^The settings of stage "nowhere" cannot be used:\n- there is no file stages\/nowhere\.json: copy stages\/example\.json .+\n$/u,
    );
  });
});
