import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumLauncher, type Launched } from '../../../lambdas/adapters/browser/chromium/launch.ts';
import { startEmbeddedStack, type EmbeddedStack } from '../../../local/embedded-stack.ts';
import { SAMPLE, startLiveView, type LiveView } from '../../../local/live/live-server.ts';
import { upload } from '../../../local/upload.ts';
import { aBatch } from '../../builders.ts';
import { csvOf } from '../../end-to-end/a-run.ts';
import { barriersOn, DESKTOP, overhangOf, PHONE, photograph } from '../../reading/a-reader.ts';

const NAME = '架空&amp;見本株式会社';

let folder: string;
let chromium: Launched;
let stack: EmbeddedStack;
let live: LiveView;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'visionlift-live-'));
  chromium = await chromiumLauncher()(['127.0.0.1']);
  stack = await startEmbeddedStack({
    directory: folder,
    speed: 'max',
    hands: 'scripted',
    onFault: (error) => {
      throw error as Error;
    },
  });
  live = await startLiveView(stack, { ja: '実行は終了しました。', en: 'The run has ended.' });
  const dropped = csvOf({ tenant_id: 'dropped', company_name: NAME }, { tenant_id: 'no-licence' });
  await untilItEnds(async () => {
    const answer = await post('/csv?name=tenants.csv', dropped);
    expect(await answer.text()).toContain('its batch starts');
  });
}, 60_000);

afterAll(async () => {
  await live.close();
  await stack.close();
  await chromium.end();
  await rm(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(live.origin + path, { headers });
const post = (path: string, body: string, origin = live.origin) =>
  fetch(live.origin + path, { method: 'POST', body, headers: { origin }, redirect: 'manual' });

/** What is uploaded has a batch a moment later. */
async function untilItEnds(upload: () => Promise<void>): Promise<void> {
  const started = new Promise<void>((resolve) => {
    stack.onIntake(() => {
      resolve();
    });
  });
  await upload();
  await started;
  await stack.engine.idle();
}

describe('the live view', () => {
  test('shows a dropped CSV from its batch to the end of each tenant, in a browser', async () => {
    const page = await chromium.browser.newPage({ viewport: DESKTOP });
    await page.goto(live.origin);
    await page.getByRole('link', { name: 'dropped' }).waitFor();
    const row = page.getByRole('row', { name: 'dropped' });
    expect(await row.innerText()).toContain('migrated');
    expect(await row.innerText()).toContain(NAME);
    expect(await page.title()).toBe('visionlift, live');
    expect(await barriersOn(page)).toEqual([]);
    await photograph(page, 'live-view');
    await page.setViewportSize(PHONE);
    expect(await overhangOf(page)).toBe(0);
    // Anyone who looks on the way wants to know who is where; the graph is long, and comes below.
    const topOf = async (name: string) => (await page.getByRole('heading', { name }).boundingBox())?.y ?? 0;
    expect(await topOf('Tenants')).toBeLessThan(await topOf('migrate-tenant'));
    expect(await row.getByText('migrated', { exact: true }).isVisible()).toBe(true);
    await page.close();
  });

  test('shows one tenant with its way, its mails and its report', async () => {
    const page = await chromium.browser.newPage({ viewport: DESKTOP });
    await page.goto(`${live.origin}/tenants/dropped`);
    expect(await page.getByRole('img', { name: 'The way of dropped through migrate-tenant' }).innerHTML()).toContain(
      'StartUpdate',
    );
    expect(await barriersOn(page)).toEqual([]);
    await photograph(page, 'live-view-of-a-tenant');
    await page
      .getByRole('link', { name: /移行|完了/u })
      .first()
      .click();
    expect(await page.locator('body').innerText()).toContain('Trend Vision One');
    await page.goBack();
    await page.getByRole('link', { name: 'Completion report' }).click();
    expect(await page.locator('h1').first().innerText()).toContain('作業完了報告書');
    await page.close();
  });

  test('answers with its content alone when it asks for itself again, so that a chosen file is not lost', async () => {
    const part = await (await get('/?part')).text();
    expect(part).toContain('dropped');
    expect(part).not.toContain('type="file"');
  });

  test('has nothing special in store for a CSV of one’s own, no matter whom of the sample it names', async () => {
    const [header = '', ...lines] = (await readFile(SAMPLE, 'utf8')).split('\n');
    const own = lines.find((line) => line.startsWith('t-005')) ?? '';
    await upload(stack, 'dry-run/own.csv', Buffer.from(`${header}\n${own}\n`));
    await stack.engine.idle();
    expect(await (await get('/tenants/t-005')).text()).toContain('<span class="word ready">ready</span>');
  });

  test('takes the sample without a script', async () => {
    await untilItEnds(async () => {
      expect((await post('/sample', '')).status).toBe(303);
    });
    const ids = (await readFile(SAMPLE, 'utf8')).match(/^t-\d+/gmu) ?? [];
    const page = await (await get('/?part')).text();
    expect(ids.filter((id) => !page.includes(`/tenants/${id}`))).toEqual([]);
    const tenant = await (await get('/tenants/t-005')).text();
    expect(tenant).toContain(
      '<span class="word needsAttention">needs attention</span>: its licence expired on 2026-05-30',
    );
  });

  test('lists who needs somebody first, and narrows by outcome, by state and by words, which its address keeps', async () => {
    const idsIn = async (path: string) =>
      [...(await (await get(path)).text()).matchAll(/<td>\s*<a href="\/tenants\/([^"]+)"/gu)].map(([, id]) => id);
    const all = await idsIn('/');
    expect(all[0]).toBe('t-005');
    expect(all.length).toBeGreaterThan(5);
    expect(await idsIn('/?stand=needsAttention')).toEqual(['t-005']);
    expect(await idsIn('/?state=TenantNeedsAttention')).toEqual(['t-005']);
    expect(await idsIn(`/?q=${encodeURIComponent('架空＆')}`)).toEqual(['dropped']);
    expect(await idsIn('/?q=DROP')).toEqual(['dropped']);
    expect(await idsIn('/?q=dropped&stand=needsAttention')).toEqual([]);
    for (const odd of ['/?page=99', '/?page=-1', '/?page=x', '/?stand=none&state=none'])
      expect(await idsIn(odd), odd).toEqual(all);
    expect(await (await get('/?q=nobody&part')).text()).toContain('There is no such tenant.');
  });

  test('leads from a state to its tenants by a press, and keeps what was asked for while it looks again', async () => {
    const page = await chromium.browser.newPage({ viewport: DESKTOP });
    await page.goto(live.origin);
    await page.getByRole('link', { name: /^TenantNeedsAttention/u }).click();
    await page.waitForRequest(/state=TenantNeedsAttention.*part/u);
    expect(await page.getByRole('row', { name: /t-005/u }).count()).toBe(1);
    expect(await page.getByRole('row', { name: /dropped/u }).count()).toBe(0);
    expect(await barriersOn(page)).toEqual([]);
    await page.close();
  });

  test('speaks Japanese to a browser whose user reads it', async () => {
    const ja = { 'accept-language': 'ja,en;q=0.8' };
    for (const path of ['/', '/tenants/t-005', '/tenants/nobody']) {
      const page = await (await get(path, ja)).text();
      expect(page, path).toContain('<html lang="ja">');
      expect(page.replace(/<style>[^]*?<\/style>|<script>[^]*?<\/script>/gu, ''), path).not.toMatch(
        /needs attention|Its way|\bTenants?\b|Batches|on its way|Nothing is here/u,
      );
    }
    expect(await (await get('/tenants/t-005', ja)).text()).toContain('要対応');
  });

  test('shows rejected rows as a table, with what is wrong with each', async () => {
    const good = csvOf({ tenant_id: 'good-one' }).trimEnd();
    await untilItEnds(
      async () => void (await post('/csv?name=some.csv', `${good}\n${good.split('\n')[1] ?? ''}\nno-mail,x\n`)),
    );
    const [, path = ''] = /href="(\/batches\/some--[^"]+\/rejected)"/u.exec(await (await get('/?part')).text()) ?? [];
    const page = await (await get(path)).text();
    expect(page).toContain('<h1>Rejected rows of some--');
    expect(page).toMatch(/<th scope="col">tenant_id<\/th>/u);
    expect(page).toMatch(/<td>no-mail<\/td>/u);
    expect((await get('/batches/none/rejected')).status).toBe(404);
  });

  test('runs the latest file again by a press: who is migrated is skipped', async () => {
    await untilItEnds(async () => {
      expect((await post('/again', '')).status).toBe(303);
    });
    const [latest, before] = await stack.ports.batches.latest(2);
    expect(latest?.object.key).toBe(before?.object.key);
    expect(latest?.batchId).not.toBe(before?.batchId);
  });

  test('is at the port that was asked for, or at the next one that is free', async () => {
    const words = { ja: '', en: '' };
    const first = await startLiveView(stack, words, { port: 48_700 });
    const second = await startLiveView(stack, words, { port: 48_700 });
    const [one, other] = [first, second].map(({ origin }) => Number(new URL(origin).port));
    expect(other).toBeGreaterThan(one ?? 0);
    await first.close();
    await second.close();
  });

  test('says of a file that was refused that it was, and counts nothing as accepted', async () => {
    await untilItEnds(async () => void (await post('/csv?name=words.csv', 'no table at all')));
    const page = await (await get('/?part')).text();
    const [, row = ''] = /<td>(words--.*?)<\/tr>/su.exec(page) ?? [];
    expect(row).toContain('the file was refused: <a href="/batches/words--');
    expect(row).not.toContain('accepted');
  });

  test('says of a batch whose run was killed that nothing of it goes on', async () => {
    await stack.ports.batches.create(aBatch({ batchId: 'cut--0a1b2c3d' }));
    expect(await (await get('/?part')).text()).toMatch(/<td>cut--0a1b2c3d<[^]*?was interrupted; to go on, upload/u);
  });

  test('shows who waits for a person, with the way to what is asked, and at last that nothing more comes', async () => {
    const ending = await startLiveView(stack, { ja: '実行は終了しました。', en: 'The run has ended.' });
    const page = await chromium.browser.newPage({ viewport: PHONE });
    await page.goto(ending.origin);
    expect(await page.getByText('The run has ended.').isVisible()).toBe(false);
    const [header = '', values = ''] = csvOf({
      tenant_id: 'asked',
      consent_reference: '',
      consent_by: '',
      consent_on: '',
    }).split('\n');
    await upload(
      stack,
      'incoming/asked.csv',
      Buffer.from(`${header},approver_email\n${values},boss@asked.example.com\n`),
    );
    const row = page.getByRole('row', { name: 'asked' });
    await row.getByText('waits for a person').waitFor();
    const way = row.getByRole('link', { name: 'AskForConsent' });
    expect(await way.getAttribute('href')).toBe(`${stack.desk.origin}/tasks/asked/AskForConsent`);
    await ending.shown();
    await ending.close();
    await page.getByText('The run has ended.').waitFor();
    expect(await barriersOn(page)).toEqual([]);
    await photograph(page, 'live-view-gone-phone');
    expect(await overhangOf(page)).toBe(0);
    await page.close();
  });

  test('is not for pages from elsewhere: a form there would start a batch here', async () => {
    expect((await post('/sample', '', 'https://elsewhere.example')).status).toBe(403);
    expect((await post('/csv?name=tenants.csv', 'tenant_id', 'null')).status).toBe(403);
  });

  test.each(['../../etc/passwd', 'tenants.xlsx', '', 'a/b.csv'])('does not take a file named "%s"', async (name) => {
    const answer = await post(`/csv?name=${encodeURIComponent(name)}`, 'x');
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(`"${name}"`)]);
  });

  test.each(['/tenants/nobody', '/batches/nothing/report.html', '/mails/none', '/evidence?key=none', '/%00', '/x/y/z'])(
    'says in words that nothing is at %s',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('Nothing is here');
    },
  );

  test('does not let what it shows of others reach it', async () => {
    const [mail] = stack.aws.ses.messages();
    const answer = await get(`/mails/${mail?.messageId ?? ''}`);
    expect(answer.headers.get('content-security-policy')).toMatch(/^sandbox allow-scripts; default-src 'none'/u);
  });
});
