import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Uploaded } from '../../bin/commands/shared/upload.ts';
import { visionlift, visionliftJson } from './a-command.ts';
import { aServedStack } from './a-served-stack.ts';

it('submits to what npm run local keeps up, finds it fine, and neither when that was stopped', async () => {
  const stack = await aServedStack();
  const words = ['submit', 'samples/tenants.csv', ...stack.words];
  const { json, code } = await visionliftJson<Uploaded>(words);
  expect(code).toBe(0);
  expect(json.batchId).toMatch(/^tenants--[0-9a-f]{8}$/u);
  expect(json.page).toBeNull();
  const endpoints = join(stack.out, 'endpoints.json');
  await access(endpoints);
  const { json: looked, code: fine } = await visionliftJson<{ checks: { name: string; verdict: string }[] }>([
    'doctor',
    ...stack.words,
  ]);
  expect(fine).toBe(0);
  expect(looked.checks.filter(({ verdict }) => verdict !== 'none')).toMatchObject([
    { name: 'stack', verdict: 'fine' },
    { name: 'keys', verdict: 'fine' },
  ]);
  await stack.stop();
  await expect(access(endpoints)).rejects.toThrow('ENOENT');
  expect((await visionlift(words)).stderr).toContain('npm run local');
});
