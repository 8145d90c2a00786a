import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { readStage } from '../../lib/stage-file.ts';
import { parseStageSettings, StageSettingsError } from '../../lib/stage-settings.ts';
import { someSettings } from './a-stack.ts';

function problemsOf(others: object, stage = 'test'): readonly string[] {
  try {
    parseStageSettings(stage, { ...someSettings(), ...others });
  } catch (error) {
    if (error instanceof StageSettingsError) return error.problems;
    throw error;
  }
  return [];
}

test('the example that is there to be copied is complete', () => {
  expect(readStage('example').stage).toBe('example');
});

describe('a wrong setting fails with its value and the remedy', () => {
  test.each([
    [{ sender: undefined }, 'sender is missing: From of every mail'],
    [{ sender: 'migration' }, 'sender: "migration" is not a mail address; write one like migration@msp.example.jp'],
    [{ replyTo: 'support@' }, 'replyTo: "support@" is not a mail address'],
    [{ region: 'eu-wset-1' }, 'region: "eu-wset-1" is not an AWS region we know; use ap-northeast-1 (Tokyo)'],
    [{ region: 'cn-north-1' }, 'region: "cn-north-1" is not an AWS region we know'],
    [{ account: 123456789012 }, 'account: 123456789012 must be text'],
    [{ account: '1234' }, 'account: "1234" is not an AWS account; write its twelve digits in quotes'],
    [{ defaultHands: undefined }, 'defaultHands is missing: who works on the consoles where a row does not say'],
    [{ defaultHands: 'robot' }, 'defaultHands: "robot" is no kind of hands; use "operator" or "browser"'],
    [
      { browserHandsAuthorised: undefined },
      'defaultHands: "browser" needs browserHandsAuthorised { "by", "on", "reference" }',
    ],
    [
      { browserHandsAuthorised: { by: 'x', on: '2026-02-30', reference: 'y' } },
      'browserHandsAuthorised.on: "2026-02-30" is not a date',
    ],
    [
      { browserHandsAuthorised: { on: '2026-02-28', reference: 'y' } },
      'browserHandsAuthorised.by is missing: who authorised it',
    ],
    [
      { receivingDomain: 'msp.example.jp' },
      'receivingDomain: "msp.example.jp" is the domain of sender, replyTo, operatorEmail: its MX record',
    ],
    [{ receivingDomain: 'Codes.example.jp' }, 'receivingDomain: "Codes.example.jp" is not a mail domain in lower case'],
    [{ receivingDomain: undefined }, 'codeSenderDomains: without receivingDomain no mail is received'],
    [
      { senderIdentity: 'other.example.jp' },
      'senderIdentity: "other.example.jp" does not cover the sender "migration@msp.example.jp"',
    ],
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
    [{ reciever: 1 }, 'reciever: there is no such setting; there are '],
  ])('%j: %s', (others, problem) => {
    const problems = problemsOf(others);

    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  test('all at once, because each synth costs somebody half a minute', () => {
    const problems = problemsOf({ sender: undefined, region: 'x', replyTo: 'a@codes.msp.example.jp', zone: 'Tokyo' });

    expect(problems).toHaveLength(4);
  });

  test('also the name of the stage, which is part of the name of everything', () => {
    expect(problemsOf({}, 'Production-Japan-1')[0]).toContain('stage: "Production-Japan-1" is not the name of a stage');
  });

  test('also a file that holds something else', () => {
    expect(() => parseStageSettings('test', [])).toThrow(StageSettingsError);
    expect(() => parseStageSettings('test', null)).toThrow('the file must hold one JSON object');
  });
});

test.each([
  [{ senderIdentity: 'migration@msp.example.jp' }],
  [{ senderIdentity: 'example.jp' }],
  [{ defaultHands: 'operator', browserHandsAuthorised: undefined }],
  [{ defaultHands: 'scripted', browserHandsAuthorised: undefined }],
  [{ receivingDomain: undefined, codeSenderDomains: [] }],
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

  test('that is not JSON says so', () => {
    writeFileSync(join(directory, 'broken.json'), '{');

    expect(() => readStage('broken', stages)).toThrow('stages/broken.json is not JSON');
  });
});
