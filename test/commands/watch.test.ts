import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { Outage } from '../../bin/commands/watch/follow-batch.ts';
import { DynamoBatchStore } from '../../lambdas/adapters/dynamo/dynamo-batch-store.ts';
import { DynamoDesk } from '../../lambdas/adapters/dynamo/dynamo-desk.ts';
import { DynamoSwitches } from '../../lambdas/adapters/dynamo/dynamo-switches.ts';
import { DynamoTable } from '../../lambdas/adapters/dynamo/dynamo-table.ts';
import { DynamoTenantStore } from '../../lambdas/adapters/dynamo/dynamo-tenant-store.ts';
import stringWidth from 'string-width';
import { progressOf, paceOf } from '../../terminal/progress/batch-progress.ts';
import { describeProgress, progressLine, describeTenants } from '../../terminal/progress/describe-progress.ts';
import { fewTenants } from '../../terminal/progress/few-tenants.ts';
import { Picture } from '../../terminal/picture.ts';
import { batchLine, type BatchLine } from '../../lambdas/domain/batch.ts';
import { run } from '../end-to-end/a-run.ts';
import { aBatch, aBatchTenant, aDeskTask, anIntakeRow, anOutcome, aTenant } from '../builders.ts';
import { aStage, OUTPUTS, STAGE } from './a-stage.ts';

const stage = await aStage();
afterAll(() => stage.close());
const table = new DynamoTable(OUTPUTS.RecordsTable);
const batches = new DynamoBatchStore(table);
const tenants = new DynamoTenantStore(table);
const switches = new DynamoSwitches(table);
const desk = new DynamoDesk(table);

/** Four tenants: one done, one stopped, one at the update, one that has not begun. */
const batch = aBatch({ batchId: 'running--0a1b2c3d', rows: 5, accepted: 4, rejected: 1 });
await batches.create(batch);
const ids = ['w-1', 'w-2', 'w-3', 'w-4'];
await batches.addTenants(ids.map((tenantId) => aBatchTenant({ batchId: batch.batchId, tenantId })));
for (const tenantId of ids.slice(0, 3)) {
  await tenants.claim({ tenantId, batchId: batch.batchId, row: anIntakeRow({ tenantId }), execution: tenantId });
}
await batches.recordOutcome(batch.batchId, 'w-1', anOutcome());
await batches.recordOutcome(
  batch.batchId,
  'w-2',
  anOutcome({ outcome: 'needsAttention', code: 'X', guideStep: '2-5' }),
);

describe('the progress of a batch', () => {
  it('counts every row once: what is over by its outcome, the rest by its stage', async () => {
    const progress = await progressOf({ batches, tenants, switches, desk }, batchLine(batch));
    expect(progress.figures).toMatchObject({ rows: 5, rejected: 1, migrated: 1, needsAttention: 1, open: 2 });
    expect(progress).toMatchObject({ stages: { accepted: 1 }, waiting: 1 });
    expect(progress.attention.map(({ tenantId }) => tenantId)).toEqual(['w-2']);
  });

  it.each(['ja', 'en'] as const)('fits 40 columns with a bar for each line (%s)', async (language) => {
    const progress = await progressOf({ batches, tenants, switches, desk }, batchLine(batch));
    const same = (text: string) => text;
    const screen = { width: 40, bold: same, good: same, warning: same, bad: same, faint: same };
    for (const line of describeProgress(progress, language, screen)) expect(stringWidth(line)).toBeLessThanOrEqual(40);
  });
});

describe('a batch of which tenants wait for people', () => {
  const plain = (text: string) => text;
  const screen = { width: 200, bold: plain, good: plain, warning: plain, bad: plain, faint: plain };
  const minutes = [0, 10, 20].map((minute) => new Date(Date.UTC(2026, 11, 1, 2, minute)).toISOString());
  const done = minutes.map((at, n) => ({ tenantId: `done-${String(n)}`, ...anOutcome({ at }) }));
  const waitingFor = (...subjects: string[]) =>
    progressOf(
      {
        batches: {
          outcomes: () =>
            (async function* () {
              yield* done;
            })(),
          tenants: batches.tenants.bind(batches),
        },
        tenants: { stages: () => (async function* () {})(), read: async () => undefined },
        switches,
        desk: {
          open: () =>
            (async function* () {
              for (const subject of subjects) yield aDeskTask({ subject, batchId: batch.batchId });
              yield aDeskTask({ subject: 'other', batchId: 'another--0a1b2c3d' });
              yield aDeskTask({ subject: 'done-0', step: 'UserUpgrade', batchId: batch.batchId });
            })(),
        },
      },
      { ...batchLine(batch), accepted: 5 },
    );

  it('has no end to expect while all that are left wait: nobody knows when they answer', async () => {
    const progress = await waitingFor('w-1', 'w-2', 'w-2');

    expect(progress).toMatchObject({ pace: null, people: { tenants: 2, since: '2026-12-01T00:00:00.000Z' } });
    expect(describeProgress(progress, 'en', screen).join('\n')).toContain('2 wait for a person, the oldest since');
    expect(progressLine(progress, 'ja')).toContain('対応待ち 2件');
  });

  it('has its pace while others go on', async () => {
    expect(await waitingFor('w-1')).toMatchObject({ pace: { perHour: 6 }, people: { tenants: 1 } });
  });

  it('says that it waits for its release, which holds all of them', async () => {
    const progress = await progressOf(
      {
        batches,
        tenants,
        switches,
        desk: {
          open: () =>
            (async function* () {
              yield aDeskTask({ subject: batch.batchId, step: 'AwaitRelease', batchId: batch.batchId });
            })(),
        },
      },
      batchLine(batch),
    );
    expect(progress).toMatchObject({ pace: null, people: { isRelease: true, tenants: 2 } });
    expect(progressLine(progress, 'en')).toContain('waits for its release since 2026-12-01 00:00 UTC');
  });
});

describe('a batch that is held', () => {
  const trip = {
    state: 'paused',
    by: 'visionlift',
    at: '2026-12-05T01:00:00.000Z',
    why: 'PageChangedError',
    trip: { code: 'PageChangedError', guideStep: '3-13', tenantIds: ['w-9'] },
  } as const;
  const plain = (text: string) => text;
  const screen = { width: 200, bold: plain, good: plain, warning: plain, bad: plain, faint: plain };
  const held = (state: Partial<BatchLine> = {}) =>
    progressOf(
      { batches, tenants, desk, switches: { read: async (of) => (of === 'everything' ? trip : undefined) } },
      {
        ...batchLine(batch),
        ...state,
      },
    );

  it('says since when and why: nobody else would tell why nothing moves', async () => {
    const text = describeProgress(await held(), 'en', screen).join('\n');

    expect(text).toContain('Held since');
    expect(text).toContain('visionlift, by itself');
    expect(text).not.toContain('dry run');
    expect(progressLine(await held(), 'ja')).toContain('一時停止中');
  });

  it('says of a dry run that it waits as well, which writes nothing but signs in', async () => {
    expect(describeProgress(await held({ dryRun: true }), 'en', screen).join('\n')).toContain('would sign in');
    expect(describeProgress(await held({ dryRun: true }), 'ja', screen).join('\n')).toContain('事前確認も');
  });

  it('says nothing of it once it has ended', async () => {
    expect((await held({ ending: 'migrated' })).held).toBeNull();
  });
});

describe('the tenants of a small batch', () => {
  const plain = (text: string) => text;
  const screenOf = (width: number) => ({ width, bold: plain, good: plain, warning: plain, bad: plain, faint: plain });

  it('have a line each, in the order of the file, with the step of the guide in words', async () => {
    const { each } = await progressOf({ batches, tenants, switches, desk }, batchLine(batch));
    expect(describeTenants(each, 'en', screenOf(80))).toEqual([
      '  w-1  migrated',
      '  w-2  guide 2-5, receiving the verification code  X',
      '  w-3  accepted',
      '  w-4  not started',
    ]);
  });

  it('wait for the update once it runs, though the step that began last is its start', async () => {
    const tenant = aTenant({
      tenantId: 'w-3',
      batchId: batch.batchId,
      stage: 'updateStarted',
      lastStep: 'StartUpdate',
    });
    const rows = [aBatchTenant({ batchId: batch.batchId, tenantId: 'w-3' })];
    const stores = {
      batches: {
        tenants: async function* () {
          yield* rows;
        },
      },
      tenants: { read: () => Promise.resolve(tenant) },
    };
    const lines = describeTenants(await fewTenants(stores, batch.batchId), 'en', screenOf(40));
    expect(lines).toEqual(['  w-3  guide 3-16, waiting for the', '    update']);
  });

  it('are not read where there are many, because ten thousand records take too long', async () => {
    const { each } = await progressOf({ batches, tenants, switches, desk }, { ...batchLine(batch), accepted: 11 });
    expect(each).toEqual([]);
  });
});

describe('a picture on a terminal', () => {
  const drawOn = (columns: number, rows: number) => {
    let written = '';
    const terminal = { columns, rows, write: (text: string) => (written += text) };
    const takeWritten = () => [written, (written = '')][0];
    return { terminal, picture: new Picture(terminal), takeWritten };
  };

  it('goes back over its own lines, and writes nothing where nothing has changed', () => {
    const { picture, takeWritten } = drawOn(80, 24);
    picture.draw(['one', 'two']);
    expect(takeWritten()).toBe('one\ntwo\n');
    picture.draw(['one', 'two']);
    expect(takeWritten()).toBe('');
    picture.draw(['one', 'three']);
    expect(takeWritten()).toBe('\u001b[2A\r\u001b[Jone\nthree\n');
  });

  it('leaves what is kept where it is', () => {
    const { picture, takeWritten } = drawOn(80, 24);
    picture.draw(['one']);
    picture.keep();
    picture.draw(['two']);
    expect(takeWritten()).toBe('one\ntwo\n');
  });

  it('stays below what is said, also where Enter was pressed below it', () => {
    const { picture, takeWritten } = drawOn(80, 24);
    picture.draw(['one']);
    picture.entered();
    takeWritten();
    picture.say('a task waits\n');
    expect(takeWritten()).toBe('\u001b[2A\r\u001b[Ja task waits\none\n');
  });

  it('leaves out at its end what is higher than the window, which could not be drawn over', () => {
    const { picture, takeWritten } = drawOn(80, 4);
    picture.draw(['1', '2', '3', '4']);
    expect(takeWritten()).toBe('1\n2\n...\n');
  });

  it('finds its beginning in a window that has become narrower', () => {
    const { terminal, picture, takeWritten } = drawOn(80, 24);
    picture.draw(['a line of 20 columns', 'two']);
    takeWritten();
    terminal.columns = 10;
    picture.draw(['new']);
    expect(takeWritten()).toBe('\u001b[3A\r\u001b[Jnew\n');
  });
});

describe('the pace', () => {
  const minute = (n: number) => new Date(Date.UTC(2026, 11, 1, 0, n)).toISOString();

  it('is taken from the latest outcomes, and tells when the rest will be over', () => {
    expect(paceOf([0, 6, 12, 18].map(minute), 5)).toEqual({
      perHour: 10,
      expectedEnd: minute(48),
      secondsLeft: 30 * 60,
    });
  });

  it('is not guessed from too few outcomes, or from some of one instant', () => {
    expect(paceOf([0, 6].map(minute), 5)).toBeNull();
    expect(paceOf([3, 3, 3, 3].map(minute), 5)).toBeNull();
  });
});

describe('time without an answer', () => {
  const throttled = Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
  const offline = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' });

  it('is told once, and once again after an answer', () => {
    const outage = new Outage();

    expect([throttled, offline, throttled].map((error, n) => outage.begins(error, n * 60_000))).toEqual([
      true,
      false,
      false,
    ]);
    outage.isOver();
    expect(outage.begins(offline, 3_600_000)).toBe(true);
  });

  it('ends the watch after ten minutes, because a stack that was stopped never answers', () => {
    const outage = new Outage();
    outage.begins(offline, 0);

    expect(outage.begins(offline, 600_000)).toBe(false);
    expect(() => outage.begins(offline, 600_001)).toThrow(offline);
  });

  it.each(['AccessDeniedException', 'ExpiredTokenException', 'TypeError'])(
    'is not what %s says, which no waiting mends',
    (name) => {
      const error = Object.assign(new Error('no'), { name });

      expect(() => new Outage().begins(error, 0)).toThrow(error);
    },
  );
});

describe('watch', () => {
  it('goes on after an outage to the end of the batch, because nobody sits beside it for a night', async () => {
    const { url, close, isAway } = await between(stage.environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? '');
    onTestFinished(close);
    const ends = aBatch({ batchId: 'ending--0a1b2c3d', rows: 0, accepted: 0, rejected: 0 });
    await batches.create(ends);
    const watched = run({
      command: 'visionlift.js',
      arguments: ['watch', ends.batchId, '--stage', STAGE, '--language', 'en', '--every', '1'],
      environment: { ...stage.environment, AWS_ENDPOINT_URL_DYNAMODB: url, AWS_MAX_ATTEMPTS: '1' },
      onShow: { text: 'under way', then: () => (isAway.value = true) },
    });
    await isAway.wasAsked;
    const read = await batches.read(ends.batchId);
    if (read) await batches.change(read, { ending: 'migrated' });
    isAway.value = false;

    expect(await watched).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/under way\n[^]*done\n$/u) as string,
      stderr: expect.stringMatching(/^no answer: the batch goes on[^\n]*\n$/u) as string,
    });
  });

  it('ends at Ctrl-C with 130 and whole lines, and says nothing more', async () => {
    const ended = await run({
      command: 'visionlift.js',
      arguments: ['watch', batch.batchId, '--stage', STAGE, '--language', 'en'],
      environment: stage.environment,
      kill: { signal: 'SIGINT', when: 'needs attention 1' },
    });
    expect(ended).toMatchObject({ code: 130, signal: null, stderr: '' });
    expect(ended.stdout).toBe(
      'running--0a1b2c3d: under way; migrated 1; needs attention 1; under way 2; not started 1; accepted 1\n',
    );
  });
});

/** A service that can be away: it passes requests on, or answers each with 503. */
async function between(service: string) {
  let asked = 0;
  let enough = (): void => undefined;
  const isAway = { value: false, wasAsked: new Promise<void>((resolve) => (enough = resolve)) };
  const server = createServer((incoming, answer) => {
    if (isAway.value) {
      answer.writeHead(503).end();
      // More often than the SDK tries by itself.
      if (++asked === 12) enough();
      return;
    }
    const onwards = request(service, { method: incoming.method, headers: incoming.headers }, (from) => {
      answer.writeHead(from.statusCode ?? 500, from.headers);
      from.pipe(answer);
    });
    incoming.pipe(onwards);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return { url, isAway, close: () => void server.close() };
}
