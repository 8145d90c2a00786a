import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder, csvOf } from '../end-to-end/a-run.ts';
import { visionlift, visionliftJson } from './a-command.ts';

async function aFile(content: string): Promise<string> {
  const path = join(await aFolder(), 'pilot.csv');
  await writeFile(path, content);
  return path;
}

describe('estimate', () => {
  it('says when a file would be finished, what it would cost and what binds, as one object', async () => {
    const path = await aFile(csvOf({ tenant_id: 't-1' }, { tenant_id: 't-2', primary_email: 'not an address' }));
    const ended = await visionliftJson(['estimate', path, '--hands', 'operator']);

    expect(ended.code).toBe(0);
    expect(ended.json).toMatchObject({
      tenants: 1,
      rejected: 1,
      rate: { perSecond: 13, binding: 'stateTransitions' },
      cost: { browser: 0 },
    });
  });

  it('says it in the operator’s language', async () => {
    const path = await aFile(csvOf({ tenant_id: 't-1' }));

    expect((await visionlift(['estimate', path])).stdout).toContain('完了見込み');
    expect((await visionlift(['estimate', path, '--language', 'en'])).stdout).toContain('Finished: ');
  });

  it('gives the hours of people, so that it can be told beforehand what CAPTCHAs would cost', async () => {
    const path = await aFile(csvOf({ tenant_id: 't-1' }));
    const { people } = (await visionliftJson(['estimate', path])).json as { people: Record<string, number> };

    expect(people['planned']).toBeGreaterThan(0);
    expect(people['withOneCaptcha']).toBeGreaterThan(people['planned'] ?? Infinity);
    expect(people['guideByHand']).toBeCloseTo(212 / 3600, 3);
    const english = (await visionlift(['estimate', path, '--language', 'en'])).stdout;
    expect(english).toContain('Time of one person, modelled: 1 min; all of it by hand as the guide says: 4 min');
    expect(english).toContain('with one CAPTCHA for each tenant by browser');
    const byHand = (await visionlift(['estimate', path, '--hands', 'operator'])).stdout;
    expect(byHand).toContain('担当者の作業時間 (推計): 9分 (ガイドどおりにすべて手作業で行う場合は 4分)');
    expect(byHand).not.toContain('CAPTCHA');
  });

  it('says of a file that would be refused why, and nothing else', async () => {
    const ended = await visionlift(['estimate', await aFile('nothing,of,this\n1,2,3\n'), '--language', 'en']);

    expect(ended.code).toBe(2);
    expect(ended.stdout).not.toContain('Finished: ');
  });
});
