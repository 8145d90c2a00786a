import { spawnSync } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { FolderInUseError, type LockHolder } from '../../../local/run/folder-lock.ts';
import { prepareOutDirectory, type OutDirectory } from '../../../local/run/out-directory.ts';

let out: string;

beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), 'visionlift-out-'));
  return () => rm(out, { recursive: true, force: true });
});

async function take(goOn = false): Promise<OutDirectory> {
  const taken = await prepareOutDirectory({ out, goOn, command: 'npm start' });
  onTestFinished(() => taken.release());
  return taken;
}

/** A run that has been and gone. */
async function pastRun(goOn = false): Promise<string> {
  const run = await take(goOn);
  await writeFile(join(run.reports, 'report.html'), run.path);
  await run.release();
  return run.path;
}

async function lockedBy(holder: Partial<LockHolder>): Promise<void> {
  const lock = {
    command: 'npm start',
    pid: process.pid,
    host: hostname(),
    since: '2026-12-01T00:00:00.000Z',
    ...holder,
  };
  await writeFile(join(out, 'in-use.json'), JSON.stringify(lock));
}

describe('the folder of the embedded mode', () => {
  it('has a folder for each run, so that no report is deleted that somebody wants to read again', async () => {
    const first = await pastRun();
    const second = await pastRun();
    expect(second).not.toBe(first);
    await access(join(first, 'reports', 'report.html'));
    expect(join(out, await readlink(join(out, 'latest')))).toBe(second);
  });

  it('keeps the ten latest runs, and whatever else lies among them', async () => {
    await mkdir(join(out, 'runs', 'my-notes'), { recursive: true });
    await writeFile(join(out, '.visionlift'), '');
    const paths: string[] = [];
    for (let count = 0; count < 12; count++) paths.push(await pastRun());
    const left = await readdir(join(out, 'runs'));
    expect(left.toSorted()).toEqual([...paths.slice(-10).map((path) => path.slice(-24)), 'my-notes'].toSorted());
  });

  it('leads --continue to the latest run', async () => {
    await pastRun();
    const latest = await pastRun();
    expect(await pastRun(true)).toBe(latest);
  });

  it('is led to the latest run by a text file as well, where the system makes no links', async () => {
    const first = await pastRun();
    await pastRun();
    await rm(join(out, 'latest'));
    await writeFile(join(out, 'latest'), `runs/${first.slice(-24)}\n`);
    expect(await pastRun(true)).toBe(first);
  });

  it('begins anew with --continue where somebody has deleted the latest run', async () => {
    const first = await pastRun();
    await rm(first, { recursive: true });
    expect((await take(true)).path).not.toBe(first);
  });

  it('forgets the endpoints that a killed command has left: another one would wait for services that are gone', async () => {
    await pastRun();
    await writeFile(join(out, 'endpoints.json'), '{}');
    await take();
    await expect(access(join(out, 'endpoints.json'))).rejects.toThrow('ENOENT');
  });
});

describe('a second command in the folder', () => {
  it('is refused, is told who holds it and where to look, and has touched nothing', async () => {
    const first = await take();
    await first.tell({ liveView: 'http://127.0.0.1:4000' });
    const before = await readdir(out, { recursive: true });
    const refused = prepareOutDirectory({ out, goOn: false, command: 'npm run local' });
    await expect(refused).rejects.toThrow(FolderInUseError);
    await expect(refused).rejects.toThrow(
      new RegExp(`npm start \\(process ${String(process.pid)} on .*live view http://127.0.0.1:4000\\)`, 'u'),
    );
    expect(await readdir(out, { recursive: true })).toEqual(before);
  });

  it('may have it when the first one has released it', async () => {
    const first = await take();
    await first.release();
    await take();
    // It is the other one's now.
    await first.release();
    await expect(take()).rejects.toThrow(FolderInUseError);
  });

  it('takes over what a killed process has left', async () => {
    await lockedBy({ pid: spawnSync(process.execPath, ['--version']).pid });
    await take();
    expect(JSON.parse(await readFile(join(out, 'in-use.json'), 'utf8'))).toMatchObject({ pid: process.pid });
    expect((await readdir(out)).filter((name) => name.startsWith('in-use'))).toEqual(['in-use.json']);
  });

  it('takes over nothing of another computer, whose processes cannot be seen from here', async () => {
    await lockedBy({ pid: spawnSync(process.execPath, ['--version']).pid, host: 'pc-07.example.com' });
    await expect(take()).rejects.toThrow(/on pc-07\.example\.com.*delete .*in-use\.json/u);
  });

  it('takes over nothing where the lock cannot be read', async () => {
    await writeFile(join(out, 'in-use.json'), 'not a lock');
    await expect(take()).rejects.toThrow(/in-use\.json cannot be read/u);
  });

  it('is one of many at the same moment, of which exactly one gets the dead lock', async () => {
    await lockedBy({ pid: spawnSync(process.execPath, ['--version']).pid });
    const ended = await Promise.allSettled(Array.from({ length: 8 }, () => take()));
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
