import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findings, type Surroundings } from '../../bin/commands/doctor/examine.ts';
import { readStage } from '../../lib/stage-file.ts';
import { visionlift } from './a-command.ts';

const ACCOUNT = '123456789012';
const VERSION = '0.1.0+0123456789ab';

interface Answer {
  status?: number;
  body: string;
  headers?: Record<string, string>;
}

const json = (body: object): Answer => ({ body: JSON.stringify(body) });
const refusal = (type: string, status = 400): Answer => ({
  status,
  body: JSON.stringify({ __type: type, message: `${type}: no` }),
  headers: { 'x-amzn-errortype': type },
});
/** SES says it by its status, services of JSON protocol by a name alone. */
const throttling = (operation: string): Answer =>
  operation.startsWith('/') ? refusal('TooManyRequestsException', 429) : refusal('ThrottlingException');
const stack = (status: string, outputs: Record<string, string>, more = ''): Answer => ({
  body: `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member><StackName>s</StackName><CreationTime>2026-11-20T00:00:00Z</CreationTime><StackStatus>${status}</StackStatus>${more}<Outputs>${Object.entries(
    outputs,
  )
    .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
    .join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
});
const noStack: Answer = {
  status: 400,
  body: '<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id s does not exist</Message></Error></ErrorResponse>',
};
const ruleSet = (name: string | undefined): Answer => ({
  body: `<DescribeActiveReceiptRuleSetResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><DescribeActiveReceiptRuleSetResult>${
    name === undefined ? '' : `<Metadata><Name>${name}</Name></Metadata>`
  }</DescribeActiveReceiptRuleSetResult></DescribeActiveReceiptRuleSetResponse>`,
});
const identity = (id: string): Answer => ({
  body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${id}:user/o</Arn><UserId>u</UserId><Account>${id}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
});
const protectedStack = '<EnableTerminationProtection>true</EnableTerminationProtection>';
const mails = {
  ProductionAccessEnabled: true,
  SendingEnabled: true,
  EnforcementStatus: 'HEALTHY',
  SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 12 },
  SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
};
const dkim = { SigningEnabled: true, Status: 'SUCCESS', Tokens: ['t1', 't2', 't3'] };
const quotas = (values: Record<string, number>): Answer =>
  json({ Quotas: Object.entries(values).map(([QuotaName, Value]) => ({ ServiceCode: 'states', QuotaName, Value })) });
const OF_STATES = {
  'StartExecution throttle token bucket size': 800,
  'StartExecution throttle token refill rate per second': 150,
  'StateTransition throttle token refill rate per second': 800,
  'SendTaskSuccess throttle token refill rate per second': 300,
};

/** An account in which everything is as it should be, by the operation that says so. */
function healthy(): Record<string, Answer> {
  return {
    GetCallerIdentity: identity(ACCOUNT),
    'DescribeStacks CDKToolkit': stack('CREATE_COMPLETE', { BootstrapVersion: '28' }),
    'DescribeStacks visionlift-trial': stack('UPDATE_COMPLETE', { Version: VERSION }, protectedStack),
    DescribeActiveReceiptRuleSet: ruleSet('visionlift-trial-receiving'),
    'ServiceQuotasV20190624.ListServiceQuotas': quotas(OF_STATES),
    '/2016-08-19/account-settings': json({ AccountLimit: { ConcurrentExecutions: 1000 } }),
    '/v2/email/account': json(mails),
    '/v2/email/identities/msp.example.jp': json({ VerifiedForSendingStatus: true, DkimAttributes: dkim }),
    '/v2/email/suppression/addresses/operator%40msp.example.jp': refusal('NotFoundException', 404),
    '/v2/email/suppression/addresses/support%40msp.example.jp': refusal('NotFoundException', 404),
    'TrentService.DescribeKey alias/visionlift-trial-data': json({ KeyMetadata: { KeyId: 'd', KeyState: 'Enabled' } }),
    'TrentService.DescribeKey alias/visionlift-trial-vault': json({ KeyMetadata: { KeyId: 'v', KeyState: 'Enabled' } }),
    'AmazonSQS.ListQueues': json({
      QueueUrls: [`https://sqs.example.com/${ACCOUNT}/visionlift-trial-start-batch-dead-letters`],
    }),
    'AmazonSQS.GetQueueAttributes': json({ Attributes: { ApproximateNumberOfMessages: '0' } }),
    'GraniteServiceVersion20100801.DescribeAlarms': json({
      MetricAlarms: [{ AlarmName: 'visionlift-trial-batch-failed', StateValue: 'OK', ActionsEnabled: true }],
    }),
  };
}

let answers = healthy();
let skewSeconds = 0;
/** Operations that never answer. */
let silent = new Set<string>();
/** Operations that are refused as asked too often, and how many times more. */
let throttled = new Map<string, number>();
let asked: string[] = [];
let waits: number[] = [];

const aws = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => (body += text));
  request.on('end', () => {
    const operation = operationOf(request, body);
    asked.push(operation);
    if (silent.has(operation)) return;
    const more = throttled.get(operation) ?? 0;
    throttled.set(operation, more - 1);
    const answer = more > 0 ? throttling(operation) : (answers[operation] ?? refusal(`NoAnswerFor ${operation}`, 500));
    response.sendDate = false;
    response.writeHead(answer.status ?? 200, {
      date: new Date(Date.now() - skewSeconds * 1000).toUTCString(),
      'content-type': answer.body.startsWith('<') ? 'text/xml' : 'application/json',
      ...answer.headers,
    });
    response.end(answer.body);
  });
});

function operationOf({ headers, url = '' }: IncomingMessage, body: string): string {
  const target = headers['x-amz-target'];
  if (target === 'TrentService.DescribeKey') return `${target} ${(JSON.parse(body) as { KeyId: string }).KeyId}`;
  if (typeof target === 'string') return target;
  const words = new URLSearchParams(body);
  const name = words.get('StackName');
  return body === '' ? url : [words.get('Action'), ...(name === null ? [] : [name])].join(' ');
}

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
const stages = pathToFileURL(`${folder}/`);
const around: Surroundings = {
  stages,
  version: VERSION,
  wait: (ms) => {
    waits.push(ms);
    return Promise.resolve();
  },
  resolveMx: () => Promise.resolve([{ priority: 10, exchange: 'inbound-smtp.ap-northeast-1.amazonaws.com' }]),
};
let environment: Record<string, string>;

beforeAll(async () => {
  await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
  environment = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${String((aws.address() as AddressInfo).port)}`,
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
  };
  Object.assign(process.env, environment);
});

beforeEach(() => {
  answers = healthy();
  skewSeconds = 0;
  silent = new Set();
  throttled = new Map();
  asked = [];
  waits = [];
  settings({});
});

afterAll(async () => {
  aws.closeAllConnections();
  await new Promise((resolve) => aws.close(resolve));
  rmSync(folder, { recursive: true });
});

/** The stage file: the example, its account, and these. */
function settings(more: object): void {
  cpSync(new URL('../../stages/example.json', import.meta.url), join(folder, 'trial.json'));
  const example = JSON.parse(readFileSync(join(folder, 'trial.json'), 'utf8')) as object;
  writeFileSync(join(folder, 'trial.json'), JSON.stringify({ ...example, account: ACCOUNT, ...more }));
}

async function look(more: Surroundings = {}, flags: object = {}) {
  const { results } = await findings({ stage: 'trial', out: '.local', ...flags }, { ...around, ...more });
  return Object.fromEntries(results.map(({ name, finding }) => [name, finding]));
}

describe('an account and a deployment', () => {
  // Two starts a second are what the example's browsers allow of a thousand invocations.
  it('are fine where every check is', async () => {
    const found = await look();
    expect(Object.entries(found).filter(([, { verdict }]) => verdict !== 'fine')).toEqual([]);
    expect(Object.keys(found)).toHaveLength(15);
  });

  const no = refusal('AccessDeniedException', 403);
  const alarms = (alarm: object) =>
    json({
      MetricAlarms: [
        {
          AlarmName: 'visionlift-trial-tenant-timed-out',
          AlarmDescription: 'A tenant timed out. Runbook: docs/runbook.md#tenant-failed',
          StateValue: 'OK',
          ...alarm,
        },
      ],
    });
  it.each<[name: string, verdict: string, says: string, whatToDo: string, Record<string, Answer>]>([
    [
      'account',
      'to-do',
      'the credentials are of 210987654321',
      'AWS_PROFILE',
      { GetCallerIdentity: identity('210987654321') },
    ],
    [
      'quotas',
      'to-do',
      'not even allow one start',
      'ask Service Quotas for more of lambdaConcurrency',
      { '/2016-08-19/account-settings': json({ AccountLimit: { ConcurrentExecutions: 10 } }) },
    ],
    [
      'quotas',
      'unknown',
      'lists no taskAnswers',
      'console of Service Quotas',
      {
        'ServiceQuotasV20190624.ListServiceQuotas': quotas({
          'StartExecution throttle token refill rate per second': 150,
          'StateTransition throttle token refill rate per second': 800,
        }),
      },
    ],
    ['quotas', 'unknown', 'AccessDeniedException', 'Permissions', { 'ServiceQuotasV20190624.ListServiceQuotas': no }],
    ['bootstrap', 'to-do', 'not bootstrapped', 'npx cdk bootstrap', { 'DescribeStacks CDKToolkit': noStack }],
    [
      'bootstrap',
      'to-do',
      'version 5 is older than 6',
      'npx cdk bootstrap',
      { 'DescribeStacks CDKToolkit': stack('CREATE_COMPLETE', { BootstrapVersion: '5' }) },
    ],
    [
      'ses-account',
      'to-do',
      'in the sandbox',
      'production access',
      { '/v2/email/account': json({ ...mails, ProductionAccessEnabled: false }) },
    ],
    [
      'ses-account',
      'to-do',
      'SES says PROBATION',
      'answer AWS',
      { '/v2/email/account': json({ ...mails, EnforcementStatus: 'PROBATION' }) },
    ],
    [
      'ses-account',
      'to-do',
      '45000/50000',
      'higher sending quota',
      { '/v2/email/account': json({ ...mails, SendQuota: { Max24HourSend: 50_000, SentLast24Hours: 45_000 } }) },
    ],
    ['ses-account', 'unknown', 'SyntaxError', 'proxy', { '/v2/email/account': { body: '<html>proxy</html>' } }],
    [
      'ses-identity',
      'to-do',
      'SES does not know msp.example.jp',
      'deployment',
      { '/v2/email/identities/msp.example.jp': refusal('NotFoundException', 404) },
    ],
    [
      'ses-identity',
      'to-do',
      'is not verified',
      'CNAME',
      { '/v2/email/identities/msp.example.jp': json({ VerifiedForSendingStatus: false, DkimAttributes: dkim }) },
    ],
    [
      'dkim',
      'to-do',
      'DKIM is PENDING',
      't1._domainkey.msp.example.jp CNAME t1.dkim.amazonses.com',
      {
        '/v2/email/identities/msp.example.jp': json({
          VerifiedForSendingStatus: false,
          DkimAttributes: { ...dkim, Status: 'PENDING' },
        }),
      },
    ],
    [
      'suppression',
      'to-do',
      'operator@msp.example.jp (BOUNCE)',
      'delete-suppressed-destination',
      {
        '/v2/email/suppression/addresses/operator%40msp.example.jp': json({
          SuppressedDestination: { Reason: 'BOUNCE' },
        }),
      },
    ],
    [
      'suppression',
      'to-do',
      'takes COMPLAINT',
      'put-account-suppression-attributes',
      { '/v2/email/account': json({ ...mails, SuppressionAttributes: { SuppressedReasons: ['COMPLAINT'] } }) },
    ],
    [
      'receipt-rules',
      'to-do',
      'no set is active',
      'set-active-receipt-rule-set --rule-set-name visionlift-trial-receiving',
      { DescribeActiveReceiptRuleSet: ruleSet(undefined) },
    ],
    [
      'receipt-rules',
      'to-do',
      'theirs is the active set',
      'ask whose theirs is',
      { DescribeActiveReceiptRuleSet: ruleSet('theirs') },
    ],
    ['stack', 'to-do', 'there is no visionlift-trial', 'deploy', { 'DescribeStacks visionlift-trial': noStack }],
    [
      'stack',
      'to-do',
      'it is in UPDATE_ROLLBACK_FAILED',
      'When the first deployment fails',
      { 'DescribeStacks visionlift-trial': stack('UPDATE_ROLLBACK_FAILED', {}) },
    ],
    [
      'stack',
      'to-do',
      'nothing keeps it from being deleted',
      'deletionProtection',
      { 'DescribeStacks visionlift-trial': stack('CREATE_COMPLETE', {}) },
    ],
    [
      'version',
      'to-do',
      'deployed is 0.1.0+ba9876543210',
      'cdk diff -c stage=trial',
      { 'DescribeStacks visionlift-trial': stack('CREATE_COMPLETE', { Version: '0.1.0+ba9876543210' }) },
    ],
    [
      'version',
      'to-do',
      'an older one that does not say',
      'cdk diff',
      { 'DescribeStacks visionlift-trial': stack('CREATE_COMPLETE', {}) },
    ],
    ['version', 'unknown', 'there is no visionlift-trial', 'deploy', { 'DescribeStacks visionlift-trial': noStack }],
    [
      'keys',
      'to-do',
      'alias/visionlift-trial-vault PendingDeletion',
      'cancel-key-deletion',
      {
        'TrentService.DescribeKey alias/visionlift-trial-vault': json({
          KeyMetadata: { KeyId: 'v', KeyState: 'PendingDeletion' },
        }),
      },
    ],
    [
      'dead-letters',
      'to-do',
      'visionlift-trial-start-batch-dead-letters 2',
      'runbook',
      { 'AmazonSQS.GetQueueAttributes': json({ Attributes: { ApproximateNumberOfMessages: '2' } }) },
    ],
    ['dead-letters', 'unknown', 'no queue visionlift-trial', 'deploy', { 'AmazonSQS.ListQueues': json({}) }],
    [
      'alarms',
      'to-do',
      'in ALARM: visionlift-trial-tenant-timed-out',
      'docs/runbook.md#tenant-failed',
      { 'GraniteServiceVersion20100801.DescribeAlarms': alarms({ StateValue: 'ALARM' }) },
    ],
    [
      'alarms',
      'to-do',
      'they tell nobody',
      'enable-alarm-actions',
      { 'GraniteServiceVersion20100801.DescribeAlarms': alarms({ ActionsEnabled: false }) },
    ],
    [
      'alarms',
      'unknown',
      'no alarm visionlift-trial',
      'deploy',
      { 'GraniteServiceVersion20100801.DescribeAlarms': json({ MetricAlarms: [] }) },
    ],
  ])('%s is %s where %s', async (name, verdict, says, whatToDo, changed) => {
    Object.assign(answers, changed);
    const { [name]: finding } = await look();
    expect(finding).toMatchObject({
      verdict,
      says: { en: expect.stringContaining(says) as string },
      whatToDo: { en: expect.stringContaining(whatToDo) as string },
    });
    expect(finding?.says.ja).not.toBe('');
  });

  it.each([
    [-400, 'AWS refuses requests'],
    [90, 'synchronise'],
  ])('is told that this clock is %d s off', async (seconds, whatToDo) => {
    skewSeconds = seconds;
    const { clock } = await look();
    expect(clock).toMatchObject({ verdict: 'to-do', says: { en: expect.stringContaining('s off') as string } });
    expect(clock?.whatToDo?.en).toContain(whatToDo);
  });

  it('is told of a clock so far off that AWS refuses the question', async () => {
    skewSeconds = 1000;
    const body =
      '<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>Signature expired</Message></Error></ErrorResponse>';
    answers['GetCallerIdentity'] = { status: 403, body };
    expect((await look())['clock']).toMatchObject({ verdict: 'to-do' });
  });

  it.each<[string, string, () => ReturnType<NonNullable<Surroundings['resolveMx']>>]>([
    ['to-do', 'has no MX record', () => Promise.reject(Object.assign(new Error('no'), { code: 'ENODATA' }))],
    ['to-do', 'is mx.example.com', () => Promise.resolve([{ priority: 1, exchange: 'mx.example.com' }])],
    ['unknown', 'ETIMEOUT', () => Promise.reject(Object.assign(new Error('no'), { code: 'ETIMEOUT' }))],
  ])('mx is %s where it %s', async (verdict, says, resolveMx) => {
    expect((await look({ resolveMx }))['mx']).toMatchObject({
      verdict,
      says: { en: expect.stringContaining(says) as string },
    });
  });

  it('needs no receiving where no domain receives', async () => {
    settings({ receivingDomain: undefined, codeSenderDomains: undefined });
    const found = await look();
    expect([found['mx']?.verdict, found['receipt-rules']?.verdict]).toEqual(['none', 'none']);
  });

  it('is told of a checkout with changes that nobody could deploy again', async () => {
    expect((await look({ version: `${VERSION}.dirty` }))['version']).toMatchObject({ verdict: 'to-do' });
  });

  it('waits for no check longer than for the others: it says that it could not look', async () => {
    silent.add('AmazonSQS.ListQueues');
    const found = await look({ patience: 300 });
    expect(found['dead-letters']).toMatchObject({
      verdict: 'unknown',
      says: { en: expect.stringContaining('no answer within 0.3 s') as string },
    });
    expect(found['alarms']?.verdict).toBe('fine');
  });
});

describe('what AWS allows once a second', () => {
  const SUPPRESSED = '/v2/email/suppression/addresses/';

  it('is asked once, whatever number of checks look at it', async () => {
    settings({ replyTo: 'operator@msp.example.jp' });
    await look();
    const ofSes = asked.filter((operation) => operation.startsWith('/v2/email/'));
    expect(ofSes.toSorted()).toEqual([
      '/v2/email/account',
      '/v2/email/identities/msp.example.jp',
      `${SUPPRESSED}operator%40msp.example.jp`,
    ]);
  });

  it('is asked of one suppressed address after the other', async () => {
    silent.add(`${SUPPRESSED}operator%40msp.example.jp`);
    expect((await look({ patience: 300 }))['suppression']?.verdict).toBe('unknown');
    expect(asked.filter((operation) => operation.startsWith(SUPPRESSED))).toHaveLength(1);
  });

  it('is asked again after about a second where another asked in the same one', async () => {
    throttled.set('/v2/email/account', 3).set('GraniteServiceVersion20100801.DescribeAlarms', 1);
    const found = await look();
    expect(Object.entries(found).filter(([, { verdict }]) => verdict !== 'fine')).toEqual([]);
    expect(waits).toHaveLength(4);
    expect(waits.filter((ms) => ms < 1000 || ms > 1500)).toEqual([]);
  });

  it('is not known where it is refused a fourth time', async () => {
    throttled.set('/v2/email/account', 4);
    expect((await look())['ses-account']).toMatchObject({
      verdict: 'unknown',
      says: { en: expect.stringContaining('TooManyRequestsException') as string },
    });
  });

  it('is not asked again for another refusal', async () => {
    answers['/v2/email/account'] = refusal('AccessDeniedException', 403);
    await look();
    expect(asked.filter((operation) => operation === '/v2/email/account')).toHaveLength(1);
    expect(waits).toEqual([]);
  });
});

it('takes alarms and queues of a stage whose name goes on for those of that stage', async () => {
  cpSync(new URL('../../stages/example.json', import.meta.url), join(folder, 'trial-2.json'));
  answers['AmazonSQS.ListQueues'] = json({
    QueueUrls: ['trial', 'trial-2'].map(
      (of) => `https://sqs.example.com/${ACCOUNT}/visionlift-${of}-mail-dead-letters`,
    ),
  });
  answers['GraniteServiceVersion20100801.DescribeAlarms'] = json({
    MetricAlarms: [
      { AlarmName: 'visionlift-trial-batch-failed', StateValue: 'OK' },
      { AlarmName: 'visionlift-trial-2-batch-failed', StateValue: 'ALARM' },
    ],
  });
  const { alarms, 'dead-letters': queues } = await look();
  rmSync(join(folder, 'trial-2.json'));
  expect(alarms).toMatchObject({ verdict: 'fine', says: { en: 'none of 1 is in ALARM' } });
  expect(queues).toMatchObject({ verdict: 'fine', says: { en: '1 queues are empty' } });
});

it('looks for no DKIM of an identity that is an address, whatever SES says of that', async () => {
  settings({ senderIdentity: 'migration@msp.example.jp' });
  answers['/v2/email/identities/migration%40msp.example.jp'] = refusal('AccessDeniedException', 403);
  expect((await look())['dkim']?.verdict).toBe('none');
});

describe('--write', () => {
  it('puts the quotas found into the stage file, which the starts follow, and nothing else', async () => {
    answers['/2016-08-19/account-settings'] = json({ AccountLimit: { ConcurrentExecutions: 500 } });
    settings({ quotas: { vendorTenants: 7 } });
    const before = readStage('trial', stages);
    expect((await look())['quotas']).toMatchObject({ verdict: 'to-do' });
    expect(await findings({ stage: 'trial', out: '.local', write: true }, around)).toMatchObject({
      written: 'stages/trial.json',
    });
    expect(readStage('trial', stages)).toEqual({
      ...before,
      quotas: {
        vendorTenants: 7,
        stateTransitions: 800,
        executionStarts: 150,
        taskAnswers: 300,
        lambdaConcurrency: 500,
      },
    });
    expect((await look())['quotas']).toMatchObject({ verdict: 'fine' });
  });

  it('keeps a lower number of starts, which somebody asked for', async () => {
    settings({ startsPerSecond: 1 });
    await findings({ stage: 'trial', out: '.local', write: true }, around);
    expect(readStage('trial', stages).startsPerSecond).toBe(1);
  });

  it('writes nothing where the quotas could not be read', async () => {
    answers['ServiceQuotasV20190624.ListServiceQuotas'] = refusal('AccessDeniedException', 403);
    const before = readFileSync(join(folder, 'trial.json'), 'utf8');
    await expect(findings({ stage: 'trial', out: '.local', write: true }, around)).rejects.toThrow(
      'nothing was written',
    );
    expect(readFileSync(join(folder, 'trial.json'), 'utf8')).toBe(before);
  });
});

describe('the command', () => {
  it('names the stages there are where it is given none of them', async () => {
    const ended = await visionlift(['doctor', '--stage', 'nowhere', '--json'], { environment });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('there is no file stages/nowhere.json');
  });

  it('ends with 4 where something is to be done, and says what in one object', async () => {
    const ended = await visionlift(['doctor', '--stage', 'example', '--json'], { environment });
    const { checks } = JSON.parse(ended.stdout) as { checks: { name: string; verdict: string; whatToDo: object }[] };
    expect(ended.code).toBe(4);
    expect(checks.find(({ name }) => name === 'stack')).toMatchObject({ verdict: 'unknown' });
    for (const { verdict, whatToDo } of checks)
      expect(whatToDo === null).toBe(verdict === 'fine' || verdict === 'none');
  });

  it('says in a table what it found, in the language asked for', async () => {
    const words = ['doctor', '--stage', 'example', '--language'];
    expect((await visionlift([...words, 'en'], { environment })).stdout).toMatch(/clock +fine +-?[01] s from AWS/u);
    expect((await visionlift([...words, 'ja'], { environment })).stdout).toMatch(/時計 +正常 +AWSとの差 -?[01]秒/u);
  });

  it('says that nothing is kept up on this computer', async () => {
    const ended = await visionlift(['doctor', '--local', '--out', folder, '--json'], { environment });
    expect(JSON.parse(ended.stdout)).toMatchObject({ error: { code: 'nothing-is-up' } });
  });
});
