import { journalLine } from '../../../lambdas/domain/statements/journal-line.ts';
import { describeTask } from '../../../lambdas/domain/texts/tasks.ts';
import { describe, expect, test } from 'vitest';
import type { Key } from '../../../lambdas/adapters/dynamo/keys.ts';
import type { Item, Range } from '../../../lambdas/adapters/dynamo/table.ts';
import { CONSOLE_TASKS } from '../../../lambdas/desk/console-tasks.ts';
import { ASK_FOR_CONSENT, HAND_OVER, USER_UPGRADE, type Because } from '../../../lambdas/domain/desk-task.ts';
import { RUNBOOK_SECTIONS } from '../../../lambdas/domain/operator-pages.ts';
import { AWAIT_RELEASE } from '../../../lambdas/domain/release.ts';
import { TASK_STATES } from '../../../lambdas/domain/texts/tasks.ts';
import { MemoryTable } from '../../../local/memory/memory-table.ts';
import { memoryStores } from '../../../local/memory/memory-stores.ts';
import { aBatch, aBatchTenant, anIntakeRow, aTenant, BATCH_ID } from '../../builders.ts';
import { DAY, fromNow, MINUTE, NOW } from '../../steps/kit.ts';
import { aDesk, filing, type TestDesk } from './a-desk.ts';

const tasksIn = (body: string): string[] =>
  [...body.matchAll(/href="\/tasks\/([^/"]+\/[^"/?]+)[?"]/gu)].map(([, path = '']) => decodeURIComponent(path));

const signedIn = async (desk: TestDesk) => {
  const { cookies, csrf } = await desk.signIn();
  const get = async (path: string) => desk.get(path, { cookies });
  const post = async (form: Record<string, string>) => desk.post('/tasks', { csrf, ...form }, { cookies });
  return { get, post, list: async (path: string) => tasksIn((await get(path)).body), cookies };
};

const asked: Because = {
  code: 'PersonNeededError',
  reason: { code: 'approverHasNotAnswered', approver: 'director@customer.example.jp' },
  guideStep: null,
};

describe('the list of open tasks', () => {
  test('shows the step that waits for an operator, however many older ones wait for customers', async () => {
    const desk = await aDesk();
    for (let n = 0; n < 5001; n++)
      await desk.ports.desk.file({ ...filing, subject: `o-${String(n)}`, step: 'UserUpgrade', filedAt: fromNow(-DAY) });
    for (let n = 0; n < 100; n++)
      await desk.ports.desk.file({ ...filing, subject: `c-${String(n)}`, step: 'AskForConsent', because: asked });
    const { list, get } = await signedIn(desk);
    expect(await list('/')).toEqual(['tenant-1/StartUpdate']);
    expect(await list('/?tenant=tenant-1')).toEqual(['tenant-1/StartUpdate']);
    expect((await get('/')).body).toContain('お客様の回答待ち (5101)');
    expect((await list('/?list=customers&step=AskForConsent'))[0]).toMatch(/^c-\d+\/AskForConsent$/u);
  });

  test('takes at most 20 requests for the first view of 10,000 open tasks, and for any filter of them', async () => {
    const desk = await aDesk();
    const table = new CountingTable();
    Object.assign(desk.ports, memoryStores(table));
    await desk.ports.batches.create(aBatch());
    for (let n = 0; n < 10_000; n++)
      await desk.ports.desk.file({ ...filing, subject: `tenant-of-a-long-name-${String(n)}` });
    const { get } = await signedIn(desk);
    for (const path of ['/', '/?tenant=9999', '/?step=StartUpdate&assignee=-', '/?list=customers', '/?sort=newest']) {
      table.requests = 0;
      expect((await get(path)).statusCode).toBe(200);
      expect(table.requests, path).toBeLessThanOrEqual(20);
    }
  });

  test('says who is at work on a task at this moment, as with attended hands, and nobody once their mark ran out', async () => {
    const running = { step: 'StartUpdate', invocation: 'i', by: '見本 花子 <hanako>' };
    const list = async (expiresAt: string) => {
      const desk = await aDesk({ tenants: [aTenant({ running: { ...running, expiresAt } })] });
      const { get } = await signedIn(desk);
      return (await get('/')).body;
    };
    expect(await list(fromNow(MINUTE))).toContain('作業中：<bdi>見本 花子 &lt;hanako&gt;</bdi>');
    expect(await list(fromNow(-MINUTE))).not.toContain('見本 花子');
  });

  test('is filtered by tenant, batch, step in either language, reason and who does it, and sorted', async () => {
    const desk = await aDesk();
    const { ports } = desk;
    await ports.desk.file({ ...filing, subject: 'tenant-2', step: 'ConfirmLicence', filedAt: fromNow(-MINUTE) });
    await ports.desk.file({
      ...filing,
      subject: 'tenant-3',
      batchId: 'other--00000000',
      because: { ...asked, reason: 'x' },
    });
    const task = await ports.desk.read('tenant-2', 'ConfirmLicence');
    if (task) await ports.desk.change(task, { assignee: '夜勤' });
    const { list } = await signedIn(desk);
    const [second, first, third] = ['tenant-2/ConfirmLicence', 'tenant-1/StartUpdate', 'tenant-3/StartUpdate'];
    expect(await list('/')).toEqual([second, first, third]);
    expect(await list('/?sort=newest')).toEqual([third, first, second]);
    expect(await list(`/?batch=${BATCH_ID}`)).toEqual([second, first]);
    expect(await list(`/?step=${encodeURIComponent('ライセンス')}`)).toEqual([second]);
    expect(await list('/?reason=PersonNeededError')).toEqual([third]);
    expect(await list(`/?assignee=${encodeURIComponent('夜勤')}`)).toEqual([second]);
    expect(await list('/?assignee=-')).toEqual([first, third]);
    expect(await list('/?tenant=-2&step=StartUpdate')).toEqual([]);
  });

  test('says so where nothing fits, or a page is beyond the last, and leads back', async () => {
    const { get } = await signedIn(await aDesk());
    for (const [path, says] of [
      ['/?tenant=nobody', '条件に合う作業はありません'],
      ['/?step=no-such-step', '条件に合う作業はありません'],
      ['/?after=2999-01-01', 'このページより後に作業はありません'],
      [`/?after=${'%00'.repeat(500)}`, 'このページより後に作業はありません'],
    ] as const) {
      const { statusCode, body } = await get(path);
      expect([statusCode, body], path).toEqual([200, expect.stringContaining(says)]);
      expect(body).toMatch(/<a href="\/"\s*>すべて表示/u);
    }
  });

  test('is read a page at a time, to its end and each task once', async () => {
    const desk = await aDesk({ noTask: true });
    for (let n = 0; n < 90; n++) await desk.ports.desk.file({ ...filing, subject: `tenant-${String(n)}` });
    const { get } = await signedIn(desk);
    const seen: string[] = [];
    let path: string | undefined = '/?step=StartUpdate';
    while (path !== undefined) {
      const { body }: { body: string } = await get(path);
      seen.push(...tasksIn(body));
      path = /href="([^"]+)"\s*>次のページ/u.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(90);
    expect(new Set(seen).size).toBe(90);
  });

  test('can be narrowed to every state that asks people, and to no other', () => {
    const others = [ASK_FOR_CONSENT, AWAIT_RELEASE, USER_UPGRADE, HAND_OVER];
    expect([...TASK_STATES].sort()).toEqual([...CONSOLE_TASKS.map(({ step }) => step), ...others].sort());
  });

  test('begins with the next step of the tenant that was just answered', async () => {
    const desk = await aDesk();
    await desk.ports.desk.file({ ...filing, subject: 'tenant-0', filedAt: fromNow(-DAY) });
    await desk.ports.desk.file({ ...filing, step: 'CheckUpdate' });
    const { get, cookies } = await signedIn(desk);
    const page = await get('/?done=tenant-1');
    expect(tasksIn(page.body).slice(0, 2).sort()).toEqual(['tenant-1/CheckUpdate', 'tenant-1/StartUpdate']);
    expect((await desk.get('/?done=nobody', { cookies })).statusCode).toBe(200);
  });
});

describe('many at once', () => {
  const aDeskWithThree = async () => {
    const desk = await aDesk({ tenants: ['tenant-1', 'tenant-2'].map((tenantId) => aTenant({ tenantId })) });
    const { ports } = desk;
    const second = await ports.desk.file({ ...filing, subject: 'tenant-2' });
    const consent = await ports.desk.file({ ...filing, step: 'AskForConsent', because: asked });
    return {
      desk,
      ports,
      chosen: [desk.task, second, consent].map((t) => `${t.subject}/${t.step}/${String(t.revision)}`),
    };
  };

  test('are handed over to somebody, and each journal says so', async () => {
    const { desk, ports, chosen } = await aDeskWithThree();
    const { cookies, csrf } = await desk.signIn();
    const body = new URLSearchParams([
      ...chosen.map((task): [string, string] => ['task', task]),
      ['csrf', csrf],
      ['do', 'assign'],
      ['assignee', '夜勤'],
    ]);
    const answer = await desk.post('/tasks', body, { cookies });
    expect([answer.statusCode, answer.body]).toEqual([200, expect.stringContaining('3件を処理しました')]);
    for (const [subject, step] of [
      ['tenant-1', 'StartUpdate'],
      ['tenant-2', 'StartUpdate'],
    ] as const) {
      expect((await ports.desk.read(subject, step))?.assignee).toBe('夜勤');
      expect(await ports.tenants.events(subject)).toContainEqual(
        expect.objectContaining({ what: { code: 'handedTo', assignee: '夜勤' } }),
      );
    }
    const again = await desk.post('/tasks', body, { cookies });
    expect([again.statusCode, again.body]).toEqual([422, expect.stringContaining('3件は処理していません')]);
  });

  test('are given back with the one reason, but for those that are no step of a console', async () => {
    const { desk, chosen } = await aDeskWithThree();
    const { cookies, csrf } = await desk.signIn();
    const body = new URLSearchParams([
      ...chosen.map((task): [string, string] => ['task', task]),
      ['csrf', csrf],
      ['do', 'giveBack'],
      ['why', '契約終了'],
    ]);
    const answer = await desk.post('/tasks', body, { cookies });
    expect(answer.body).toContain('2件を処理しました');
    expect(answer.body).toContain('1件は処理していません');
    expect(desk.submitted.map(({ action, form, task }) => [action, form['reason'], task.subject])).toEqual([
      ['cannot', '契約終了', 'tenant-1'],
      ['cannot', '契約終了', 'tenant-2'],
    ]);
  });

  test('are none where nobody chose any, or what was chosen is no task, and another site can send nothing', async () => {
    const desk = await aDesk();
    const { post } = await signedIn(desk);
    expect((await post({ do: 'assign' })).body).toContain('作業が選択されていません');
    for (const task of ['', 'x', 'tenant-1/StartUpdate', 'tenant-1/StartUpdate/NaN', '%/%/1', 'nobody/StartUpdate/1'])
      expect((await post({ do: 'assign', task })).statusCode, task).toBe(422);
    expect((await post({ do: 'rm -rf', task: 'tenant-1/StartUpdate/1' })).statusCode).toBe(422);
    expect((await desk.post('/tasks', { do: 'assign', csrf: 'guessed' })).statusCode).toBe(403);
    expect((await desk.ports.desk.read('tenant-1', 'StartUpdate'))?.assignee).toBeUndefined();
  });
});

describe('the pages of a tenant and of a batch', () => {
  const aDeskWithBatch = async () => {
    const desk = await aDesk();
    const { batches } = desk.ports;
    await batches.create(aBatch());
    const row = anIntakeRow({ companyName: '例示商事 <b>' });
    await batches.addTenants([aBatchTenant(), aBatchTenant({ tenantId: 'tenant-2', row })]);
    const reason = { code: 'couldNotDoIt', by: 'x', why: '契約終了' };
    const outcome = {
      outcome: 'needsAttention',
      reason,
      code: 'CannotBeDoneError',
      guideStep: '3-12',
      at: NOW,
    } as const;
    await batches.recordOutcome(BATCH_ID, 'tenant-2', outcome);
    return desk;
  };

  test('lead from the figures of a batch to its tenants, by outcome, with the reason of each', async () => {
    const { get } = await signedIn(await aDeskWithBatch());
    expect((await get('/')).body).toContain(`href="/batches/${BATCH_ID}?outcome=needsAttention"`);
    const { body } = await get(`/batches/${BATCH_ID}?outcome=needsAttention`);
    expect(body).toMatch(/href="\/tenants\/tenant-2"[^]*例示商事 &lt;b&gt;[^]*契約終了/u);
    expect(body).not.toContain('/tenants/tenant-1"');
    expect((await get(`/batches/${BATCH_ID}?outcome=migrated`)).body).toContain('該当するお客様はありません');
    expect((await get(`/batches/${BATCH_ID}?outcome=open&after=tenant-1`)).body).toContain(
      '該当するお客様はありません',
    );
  });

  test('are read of a batch in one request for a page, however many tenants it has, to the end and each once', async () => {
    const desk = await aDesk();
    const table = new CountingTable();
    Object.assign(desk.ports, memoryStores(table));
    const { batches } = desk.ports;
    await batches.create(aBatch());
    const ids = Array.from({ length: 2000 }, (_, n) => `tenant-${String(n).padStart(4, '0')}`);
    await batches.addTenants(ids.map((tenantId) => aBatchTenant({ tenantId })));
    const { get } = await signedIn(desk);
    const seen: string[] = [];
    let path: string | undefined = `/batches/${BATCH_ID}`;
    while (path !== undefined) {
      table.requests = 0;
      const { body }: { body: string } = await get(path);
      // The batch, and a page.
      expect(table.requests, path).toBeLessThanOrEqual(2);
      seen.push(...[...body.matchAll(/href="\/tenants\/([^"]+)"/gu)].map(([, id = '']) => id));
      path = /href="([^"]+)"\s*>次のページ/u.exec(body)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toEqual(ids);
  });

  test('show all of a batch, and mark that, where the address asks for an outcome that there is not', async () => {
    const { get } = await signedIn(await aDeskWithBatch());
    const { body } = await get(`/batches/${BATCH_ID}?outcome=x`);
    expect(body).toMatch(/<strong aria-current="page">すべて/u);
    expect(body).toMatch(/href="\/tenants\/tenant-1"[^]*href="\/tenants\/tenant-2"/u);
    const beyond = await get(`/batches/${BATCH_ID}?after=${'x'.repeat(2000)}`);
    expect([beyond.statusCode, beyond.body]).toEqual([200, expect.stringContaining('該当するお客様はありません')]);
  });

  test('show of a tenant its stage, its open task with the picture, and its journal', async () => {
    const desk = await aDeskWithBatch();
    await desk.ports.tenants.append('tenant-1', {
      at: NOW,
      by: 'hanako',
      step: 'StartUpdate',
      what: { code: 'handedTo', assignee: '夜勤' },
    });
    const { get } = await signedIn(desk);
    const { statusCode, body } = await get('/tenants/tenant-1');
    expect(statusCode).toBe(200);
    expect(body).toContain('href="/tasks/tenant-1/StartUpdate"');
    expect(body).toContain('href="/tasks/tenant-1/StartUpdate/picture"');
    expect(body).toContain('夜勤');
    expect(body).not.toMatch(/the primary password/u);
  });

  test('show the journal in the words of its reader, and not as it is kept', async () => {
    const desk = await aDeskWithBatch();
    const what = { code: 'handedTo', assignee: '夜勤' };
    await desk.ports.tenants.append('tenant-1', { at: NOW, by: 'hanako', step: 'StartUpdate', what });
    const { body } = await (await signedIn(desk)).get('/tenants/tenant-1');
    const text = body.replace(/<[^>]*>/gu, ' ');
    expect(text).toContain(journalLine(what, 'ja'));
    expect(text).toContain(describeTask('StartUpdate', 'ja'));
    expect(text).not.toMatch(/handedTo|"code"|\sStartUpdate\s/u);
  });

  test('speak English to an English reader, colons included', async () => {
    const { get, post } = await signedIn(await aDeskWithBatch());
    const page = (await get('/tenants/tenant-1?lang=en')).body;
    const left = (await post({ do: 'giveBack', why: 'x', task: 'tenant-1/StartUpdate/99', lang: 'en' })).body;
    expect(page).toContain('waiting since');
    expect(page).not.toMatch(/[：（）、]/u);
    expect(left).toContain('tenant-1');
  });

  test('are for those who have signed in, only looked at, and say so where there is no such tenant or batch', async () => {
    const desk = await aDeskWithBatch();
    const { get, cookies } = await signedIn(desk);
    for (const path of ['/tenants/tenant-1', `/batches/${BATCH_ID}`]) {
      expect((await desk.get(path)).body).not.toContain('例示商事');
      expect((await desk.post(path, {}, { cookies })).statusCode).toBe(405);
    }
    expect((await get('/tenants/nobody')).statusCode).toBe(404);
    expect((await get('/batches/nobody')).statusCode).toBe(404);
  });
});

describe('twenty tenants that stopped at one step', () => {
  const aDeskOfTwenty = async () => {
    const desk = await aDesk();
    for (let n = 2; n <= 20; n++)
      await desk.ports.desk.file({ ...filing, subject: `tenant-${String(n)}`, filedAt: fromNow(n * MINUTE) });
    for (const step of ['ConfirmLicence', 'VerifyConsole'])
      await desk.ports.desk.file({ ...filing, subject: `other-${step}`, step, filedAt: fromNow(-DAY) });
    // As a step does that is done.
    const { doors } = desk;
    doors.tasks = {
      ...doors.tasks,
      answer: async (ports, { task }) => {
        await ports.desk.change(task, { closed: { at: NOW, by: 'hanako', as: 'done' } });
        return { kind: 'done' };
      },
    };
    return desk;
  };

  test('are answered one after the other from the narrowed list, which is opened once: 20 x (n - 1) + 1 presses, and not 20 x n', async () => {
    const desk = await aDeskOfTwenty();
    const { cookies, csrf } = await desk.signIn();
    const narrowed = (await desk.get('/?step=StartUpdate', { cookies })).body;
    let at = /href="(\/tasks\/tenant-1\/StartUpdate\?row=[^"]+)"/u.exec(narrowed)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const visited: string[] = [];
    while (at.startsWith('/tasks/')) {
      const { body } = await desk.get(at, { cookies });
      visited.push(at.split('/')[2] ?? '');
      const action =
        /<form class="box" method="post" action="([^"]+)"/u.exec(body)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const revision = /name="revision" value="(\d+)"/u.exec(body)?.[1] ?? '';
      const answer = await desk.post(action, { csrf, revision, action: 'pressed' }, { cookies });
      at = answer.headers['location'] ?? '';
    }
    expect(visited).toEqual(Array.from({ length: 20 }, (_, n) => `tenant-${String(n + 1)}`));
    expect(at).toBe('/?step=StartUpdate&done=tenant-20');
    // ConfirmLicence, StartUpdate and most others: four presses with the one in the list (docs/desk.md).
    expect((20 * 3 + 1) / (20 * 4)).toBeLessThanOrEqual(0.8);
  });

  test('keep to the list when an answer is refused or its picture is looked at, and lead to the next of one tenant from the whole list', async () => {
    const desk = await aDeskOfTwenty();
    const { cookies, csrf } = await desk.signIn();
    const row = encodeURIComponent('step=StartUpdate');
    const { body } = await desk.get(`/tasks/tenant-1/StartUpdate?row=${row}`, { cookies });
    expect(body).toContain('href="/tasks/tenant-1/StartUpdate/picture"');
    const whole = await desk.post(
      '/tasks/tenant-1/StartUpdate',
      { csrf, revision: '1', action: 'pressed' },
      { cookies },
    );
    expect(whole.headers['location']).toBe('/?done=tenant-1');
    desk.answers({ kind: 'done' });
    for (const odd of [
      '',
      'step=none',
      '//elsewhere.example',
      '%00',
      'list=customers',
      'step=none\r\nset-cookie: a=b',
    ]) {
      const answer = await desk.post(
        `/tasks/tenant-2/StartUpdate?row=${encodeURIComponent(odd)}`,
        { csrf, revision: '1', action: 'pressed' },
        { cookies },
      );
      expect(answer.headers['location'] ?? '/', odd).toMatch(/^\/(?!\/)[\x21-\x7e]*$/u);
    }
  });
});

describe('the runbook at the desk', () => {
  test.each(['ja', 'en'])(
    "opens at each section that an alarm or a mail leads to, in the reader's language (%s)",
    async (lang) => {
      const { get } = await signedIn(await aDesk());
      for (const section of RUNBOOK_SECTIONS) {
        const { statusCode, body } = await get(`/runbook/${section}?lang=${lang}`);
        expect([statusCode, body], section).toEqual([200, expect.stringContaining(`<h2>${section}</h2>`)]);
        expect(body).toContain(lang === 'ja' ? '<h3>対応</h3>' : '<h3>Resolution</h3>');
      }
    },
  );

  test('leads nowhere that is not there, from any of its pages', async () => {
    const { get } = await signedIn(await aDesk());
    const pages = new Map<string, string>();
    const open = async (path: string): Promise<string> => {
      const known = pages.get(path);
      if (known !== undefined) return known;
      const { statusCode, body } = await get(path);
      expect(statusCode, path).toBe(200);
      pages.set(path, body);
      for (const [, href = ''] of body.matchAll(/href="((?:\/runbook|#)[^"]*)"/gu)) {
        const [to = '', anchor = ''] = href.split('#');
        const target = to === '' ? body : await open(to);
        if (anchor !== '') expect(target, href).toContain(`id="${anchor}"`);
      }
      return body;
    };
    await open('/runbook');
    expect([...pages.keys()]).toEqual(
      expect.arrayContaining(['/runbook/when-the-console-changes', '/runbook/log-lines']),
    );
  });

  test('is for those who have signed in, comes back to its section after that, and knows no other section', async () => {
    const desk = await aDesk();
    const { body } = await desk.get('/runbook/tenant-failed');
    expect(body).not.toContain('journal TENANT');
    expect(body).toContain('/sign-in?to=%2Frunbook%2Ftenant-failed');
    const { get } = await signedIn(desk);
    expect((await get('/runbook/no-such-section')).statusCode).toBe(404);
    expect((await get('/runbook/constructor')).statusCode).toBe(404);
    expect((await get('/runbook/tenant-failed/x')).statusCode).toBe(404);
  });
});

/** Counts what DynamoDB would be sent: a query reads 1 MB, or a page, at a time, also of what a filter leaves out. */
class CountingTable extends MemoryTable {
  requests = 0;

  override async get(key: Key): Promise<Item | undefined> {
    this.requests++;
    return super.get(key);
  }

  override async getEach(keys: readonly Key[]): Promise<Item[]> {
    this.requests += Math.ceil(keys.length / 100);
    return super.getEach(keys);
  }

  override async *query(range: Range): AsyncGenerator<Item> {
    if (range.pageSize === undefined) await this.#reads(range);
    let given = 0;
    for await (const item of super.query(range)) {
      if (range.pageSize !== undefined && given++ % range.pageSize === 0) this.requests++;
      yield item;
    }
  }

  override async count(range: Pick<Range, 'pk' | 'prefix' | 'filter'>): Promise<number> {
    await this.#reads(range);
    let count = 0;
    for await (const _item of super.query(range)) count++;
    return count;
  }

  async #reads({ pk, prefix }: Pick<Range, 'pk' | 'prefix'>): Promise<void> {
    let bytes = 0;
    for await (const item of super.query({ pk, prefix })) bytes += Buffer.byteLength(JSON.stringify(item));
    this.requests += 1 + Math.floor(bytes / 1_000_000);
  }
}
