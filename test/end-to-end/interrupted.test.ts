import { readdir, readFile, readlink, watch } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { aFolder, csvOf, lastLine, run, runJson, SUMMARY_KEYS } from './a-run.ts';

/** `npm run test:kills` kills ten runs at moments of no one's choosing, up to the seconds that such a run takes here. */
const KILLS = Number(process.env['KILLS'] ?? 0);
const LONGEST = 6_000;
const MOMENTS = Array.from({ length: KILLS }, () => Math.round(Math.random() * LONGEST));

describe('a run that is killed', () => {
  it.each(['ClaimPrimaryAccount', 'RegisterApexCentral', 'CheckUpdate'])(
    'at %s comes to the same end with --continue, each point of no return pressed once',
    async (state) => {
      await killAndContinue(state);
    },
  );

  it.each(MOMENTS)('after %d ms comes to the same end with --continue', { timeout: 120_000 }, async (milliseconds) => {
    await killAndContinue(setTimeout(milliseconds));
  });
});

async function killAndContinue(when: string | Promise<void>): Promise<void> {
  const folder = await aFolder({ 'pilot.csv': csvOf({ tenant_id: 't-1' }, { tenant_id: 't-2' }) });
  const [file, out] = [join(folder, 'pilot.csv'), join(folder, 'out')];
  const killed = await run({
    arguments: ['run', file, '--speed', 'max', '--json', '--hands', 'scripted', '--out', out],
    kill: { signal: 'SIGKILL', when },
  });
  // At a moment of no one's choosing it may have ended already.
  if (typeof when === 'string' || killed.code === null) {
    expect(killed.signal).toBe('SIGKILL');
    expect(killed.stdout).toBe('');
  }

  const { code, json } = await runJson(file, out, '--continue');
  expect(code).toBe(0);
  expect(json.tenants).toHaveLength(2);
  for (const tenant of json.tenants) {
    expect(tenant).toMatchObject({ passwordResets: 1, transferPressed: 1 });
    expect(tenant.updatePressed).toBeLessThanOrEqual(1);
    // Killed in the instant between the mark and the press, it can only be looked at by a person.
    if (tenant.updatePressed === 0) expect(tenant.reason).toMatch(/^update state unknown/u);
    else expect(['migrated', 'skipped']).toContain(tenant.outcome);
  }
}

describe('a run that is stopped with Ctrl-C', () => {
  it('ends with 130 within seconds and leaves no process and no port', async () => {
    const folder = await aFolder({ 'pilot.csv': csvOf({ tenant_id: 't-1' }) });
    let pid = 0;
    let ports: number[] = [];
    const ended = await run({
      // At this speed it would take hours.
      arguments: [
        'run',
        join(folder, 'pilot.csv'),
        '--speed',
        '1',
        '--json',
        '--hands',
        'scripted',
        '--out',
        join(folder, 'out'),
      ],
      kill: { signal: 'SIGINT', when: 'ClaimPrimaryAccount' },
      onKill: async (id) => {
        pid = id;
        ports = await portsOf(id);
        expect(await childrenOf(id)).toEqual([]);
      },
    });
    expect(ended.code).toBe(130);
    expect(Object.keys(lastLine(ended))).toEqual(SUMMARY_KEYS);
    // DynamoDB, S3, SES, KMS, Step Functions, and the mail viewer.
    expect(ports.length).toBeGreaterThanOrEqual(5);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect((await listening()).filter(({ port }) => ports.includes(port))).toEqual([]);
  });

  it('takes its browsers with it', async () => {
    const folder = await aFolder({ 'pilot.csv': csvOf({ tenant_id: 't-1' }) });
    let browsers: string[] = [];
    const ended = await run({
      arguments: ['run', join(folder, 'pilot.csv'), '--json', '--hands', 'browser', '--out', join(folder, 'out')],
      kill: { signal: 'SIGINT', when: 'ClaimPrimaryAccount' },
      onKill: async (id) => {
        browsers = await childrenOf(id);
      },
    });
    expect(ended.code).toBe(130);
    for (const browser of browsers) expect(() => process.kill(Number(browser), 0)).toThrow('ESRCH');
  });

  it('ends with 130 also when it is still on its way up', async () => {
    const folder = await aFolder({ 'pilot.csv': csvOf({ tenant_id: 't-1' }) });
    const ended = await run({
      arguments: ['run', join(folder, 'pilot.csv'), '--json', '--hands', 'scripted', '--out', join(folder, 'out')],
      // The services come up after the folder is made, and take a good part of a second.
      kill: { signal: 'SIGINT', when: whenMade(folder, 'out') },
    });
    expect(ended.code).toBe(130);
    // On a busy machine the live view is up before the signal comes.
    expect(ended.stderr).toMatch(/^(?:Live view: \S+(?: \(\d+ is taken\))?\s*)?$/u);
    expect(Object.keys(lastLine(ended))).toEqual(SUMMARY_KEYS);
  });
});

/** Resolves when something of this name comes into the folder. */
async function whenMade(folder: string, name: string): Promise<void> {
  for await (const { filename } of watch(folder)) if (filename === name) return;
}

/** Sockets of this computer that listen, by port, from /proc/net/tcp. */
async function listening(): Promise<{ port: number; inode: string }[]> {
  const lines = (await readFile('/proc/net/tcp', 'utf8')).trim().split('\n').slice(1);
  return lines
    .map((line) => line.trim().split(/\s+/u))
    .filter((fields) => fields[3] === '0A')
    .map((fields) => ({ port: Number.parseInt(fields[1]?.split(':')[1] ?? '', 16), inode: fields[9] ?? '' }));
}

async function portsOf(pid: number): Promise<number[]> {
  const descriptors = await readdir(`/proc/${String(pid)}/fd`);
  const links = await Promise.all(descriptors.map((fd) => readlink(`/proc/${String(pid)}/fd/${fd}`).catch(() => '')));
  const sockets = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/u.exec(link)?.[1] ?? []));
  return (await listening()).filter(({ inode }) => sockets.has(inode)).map(({ port }) => port);
}

async function childrenOf(pid: number): Promise<string[]> {
  const text = await readFile(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean);
}
