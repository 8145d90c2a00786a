import { describe, expect, test } from 'vitest';
import { packCode } from '../../../lambdas/domain/verification-code.ts';
import { COMPLETION_REPORT } from '../../../lambdas/domain/desk-task.ts';
import { completionReportKey } from '../../../lambdas/domain/report-keys.ts';
import { aBatch, anIntakeRow, aTenant, BATCH_ID } from '../../builders.ts';
import { DAY, fromNow, MINUTE, NOW, PRIMARY_PASSWORD } from '../../steps/kit.ts';
import { aDesk, filing, OPERATOR_TASK, ORIGIN, view } from './a-desk.ts';
import { turnTo } from '../../turn-to.ts';
import { inEnglish } from '../../in-words.ts';

describe('every answer of the desk', () => {
  test.each(['/', '/nothing', '/l/x.y', OPERATOR_TASK, '/sign-in'])(
    'to %s is kept by nobody, framed by nobody, and tells nobody where it was',
    async (path) => {
      const { headers } = await (await aDesk()).get(path);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; .*form-action 'self'.*frame-ancestors 'none'$/u,
      );
    },
  );

  test('names no address but its own, so that nothing is asked of anybody else', async () => {
    const desk = await aDesk();
    const { cookies } = await desk.signIn();
    for (const path of ['/', OPERATOR_TASK]) {
      const { body } = await desk.get(path, { cookies });
      expect(body).not.toMatch(/<(?:img|iframe|link[^>]+href="(?!data:)|script[^>]+src)/u);
      expect(Buffer.byteLength(body)).toBeLessThan(50_000);
    }
  });
});

describe('a link of somebody outside', () => {
  test('shows the task, and changes nothing however often it is opened: mail scanners follow links', async () => {
    const desk = await aDesk();
    const link = await desk.linkTo();
    const before = await desk.ports.desk.read('tenant-1', 'StartUpdate');
    for (let times = 0; times < 30; times++) expect((await desk.get(link)).statusCode).toBe(200);
    expect(desk.submitted).toEqual([]);
    expect(await desk.ports.desk.read('tenant-1', 'StartUpdate')).toEqual(before);
  });

  test('answers nothing by a form of another site, whose visitor would not know what they have answered', async () => {
    const desk = await aDesk();
    const link = await desk.linkTo();
    for (const site of ['cross-site', 'same-site']) {
      const headers = { 'sec-fetch-site': site };
      expect((await desk.post(link, { action: 'pressed', revision: '1' }, { headers })).statusCode).toBe(403);
    }
    expect(desk.submitted).toEqual([]);
    const headers = { 'sec-fetch-site': 'same-origin' };
    expect((await desk.post(link, { action: 'pressed', revision: '1' }, { headers })).statusCode).toBe(303);
  });

  test('answers in the name of the address it was mailed to, with where the answer came from', async () => {
    const desk = await aDesk();
    const { statusCode } = await desk.post(await desk.linkTo(), { action: 'pressed', revision: '1', row: 'x' });
    expect(statusCode).toBe(303);
    expect(desk.submitted).toMatchObject([
      {
        visitor: { kind: 'outside', purpose: 'mailbox', address: 'it@tenant-1.example' },
        action: 'pressed',
        revision: 1,
        form: { row: 'x' },
        sourceAddress: '203.0.113.7',
      },
    ]);
  });

  test('that is wrong, expired, used or foreign has a page of its own', async () => {
    const desk = await aDesk();
    const link = await desk.linkTo();
    const says = async (path: string) => {
      const { statusCode, body } = await desk.get(`${path}?lang=en`);
      return [statusCode, /<h1>([^<]+)<\/h1>/u.exec(body)?.[1]];
    };
    expect(await says(`${link}x`)).toEqual([404, 'This link is not right']);
    expect(await says(await desk.linkTo({ expiresAt: new Date(fromNow(-1)) }))).toEqual([410, 'This link has expired']);
    expect(await says(await desk.linkTo({ purpose: 'consent' }))).toEqual([
      403,
      'This link does not open this request',
    ]);
    await desk.ports.desk.change(desk.task, { closed: { at: fromNow(0), by: 'x', as: 'withdrawn' } });
    expect(await says(link)).toEqual([410, 'This request is closed']);
  });

  test.each(['wrong', 'expired', 'closed'])('that is %s answers nothing either', async (which) => {
    const desk = await aDesk();
    const links = {
      wrong: `${await desk.linkTo()}x`,
      expired: await desk.linkTo({ expiresAt: new Date(fromNow(-1)) }),
      closed: await desk.linkTo(),
    };
    await desk.ports.desk.change(desk.task, { closed: { at: fromNow(0), by: 'x', as: 'withdrawn' } });
    const { statusCode } = await desk.post(links[which as keyof typeof links], { action: 'pressed', revision: '1' });
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(desk.submitted).toEqual([]);
  });

  test("shows no secret and no picture, also to somebody who asks for one, or has an operator's cookie", async () => {
    const desk = await aDesk();
    const link = await desk.linkTo();
    const { cookies, csrf } = await desk.signIn();
    const shown = await desk.get(link, { cookies });
    expect(shown.body).not.toContain('name="reveal"');
    expect(shown.body).not.toContain('/picture');
    const asked = await desk.post(link, { reveal: 'primary-account-password', csrf }, { cookies });
    expect(asked.statusCode).toBe(403);
    expect(asked.body).not.toContain('the primary password');
  });

  test('takes ten answers in a minute, and then none, no matter who sends them', async () => {
    const desk = await aDesk();
    desk.answers({ kind: 'next' });
    const link = await desk.linkTo();
    const send = async (n: number) =>
      (await desk.post(link, { action: 'pressed', revision: '1' }, { address: `203.0.113.${String(n)}` })).statusCode;
    const codes: number[] = [];
    for (let n = 0; n < 12; n++) codes.push(await send(n));
    expect(codes).toEqual([...Array.from({ length: 10 }, () => 303), 429, 429]);
    const { body } = await desk.post(link, { action: 'pressed', revision: '1' });
    expect(body).toContain(`href="${new URL(link).pathname}"`);
    desk.ports.clock.pass(MINUTE);
    expect(await send(1)).toBe(303);
  });
});

test('an address sends sixty answers in a minute, to whatever, and then none', async () => {
  const desk = await aDesk();
  const codes: number[] = [];
  for (let n = 0; n < 62; n++) codes.push((await desk.post(`/l/wrong-${String(n)}`, {})).statusCode);
  expect(codes.filter((code) => code === 404)).toHaveLength(60);
  expect(codes.slice(60)).toEqual([429, 429]);
  expect((await desk.post('/l/wrong', {}, { address: '203.0.113.8' })).statusCode).toBe(404);
});

describe('operators', () => {
  test('see nothing before they have signed in, and come back to where they wanted to go', async () => {
    const desk = await aDesk();
    const { body } = await desk.get(OPERATOR_TASK);
    expect(body).not.toContain('tenant-1.example');
    const to = /href="(\/sign-in\?to=[^"]+)"/u.exec(body)?.[1] ?? '';
    const begun = await desk.get(to);
    expect(begun.headers['location']).toBe('https://login.example/authorize');
    const back = await desk.get('/callback?code=hanako&state=s', { cookies: begun.set });
    expect(back.headers['location']).toBe(OPERATOR_TASK);
    expect((await desk.get(OPERATOR_TASK, { cookies: back.set })).body).toContain('アップデートの開始');
  });

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'evil', '/a b', '/%0d%0aset-cookie'])(
    'are not led away by a link to sign in and go to "%s"',
    async (to) => {
      const desk = await aDesk();
      const begun = await desk.get(`/sign-in?to=${encodeURIComponent(to)}`);
      const { headers } = await desk.get('/callback?code=hanako&state=s', { cookies: begun.set });
      expect(headers['location']).toMatch(/^\/(?![/\\])/u);
      expect(headers['location']).not.toMatch(/[\r\n]/u);
    },
  );

  test('sign in in two tabs at once, each led to the page that it asked for', async () => {
    const desk = await aDesk();
    const first = await desk.get(`/sign-in?to=${encodeURIComponent(OPERATOR_TASK)}`);
    const second = await desk.get('/sign-in?to=%2Fswitches', { cookies: first.set });
    const cookies = [...first.set, ...second.set];
    const back = await desk.get('/callback?code=hanako&state=s', { cookies });
    expect(back.headers['location']).toBe(OPERATOR_TASK);
    const other = await desk.get('/callback?code=hanako&state=s2', { cookies: [...cookies, ...back.set] });
    expect(other.headers['location']).toBe('/switches');
  });

  test('who load the address of their sign-in again, or go back to it, are led where it led', async () => {
    const desk = await aDesk();
    const begun = await desk.get(`/sign-in?to=${encodeURIComponent(OPERATOR_TASK)}`);
    const back = await desk.get('/callback?code=hanako&state=s', { cookies: begun.set });
    const again = await desk.get('/callback?code=hanako&state=s', { cookies: back.set });
    expect(again.headers['location']).toBe(OPERATOR_TASK);
    // Signed out meanwhile: the code is used up, and the provider is asked for another.
    const [, attempt = ''] = back.set;
    const out = await desk.get('/callback?code=hanako&state=s', { cookies: [attempt] });
    expect(out.headers['location']).toBe(`/sign-in?to=${encodeURIComponent(OPERATOR_TASK)}`);
  });

  test('whose sign-in fails try again on the way to the same page', async () => {
    const desk = await aDesk();
    const begun = await desk.get(`/sign-in?to=${encodeURIComponent(OPERATOR_TASK)}`);
    const { body } = await desk.get('/callback?code=nobody&state=s', { cookies: begun.set });
    expect(body).toContain(`href="/sign-in?to=${encodeURIComponent(OPERATOR_TASK)}"`);
  });

  test('who open many tabs keep the cookies of the last six attempts: a browser sends all of them each time', async () => {
    const desk = await aDesk();
    const kept = new Map<string, string>();
    for (let tab = 0; tab < 20; tab++) {
      const { cookies } = await desk.get('/sign-in', { cookies: [...kept].map((each) => each.join('=')) });
      for (const cookie of cookies) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(cookie) ?? [];
        if (value === '') kept.delete(name);
        else kept.set(name, value);
      }
    }
    expect(kept.size).toBe(6);
  });

  test('have cookies that no script reads, no other host sets, and that go over TLS only', async () => {
    const desk = await aDesk();
    const begun = await desk.get('/sign-in');
    const { cookies } = await desk.get('/callback?code=hanako&state=s', { cookies: begun.set });
    expect(cookies[0]).toMatch(
      /^__Host-visionlift-session=[\w.-]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=3600; Secure$/u,
    );
  });

  test.each([
    ['without a sign-in under way', '/callback?code=hanako&state=s', false],
    ['with an answer to another sign-in', '/callback?code=hanako&state=other', true],
    ['whom the provider does not confirm', '/callback?code=nobody&state=s', true],
  ])('%s stay outside', async (_what, path, isUnderWay) => {
    const desk = await aDesk();
    const cookies = isUnderWay ? (await desk.get('/sign-in')).set : [];
    const { statusCode, set } = await desk.get(path, { cookies });
    expect(statusCode).toBe(403);
    expect(set).toEqual([]);
  });

  test('with a cookie that was changed, made for another use or made long ago are not signed in', async () => {
    const desk = await aDesk();
    const { cookies } = await desk.signIn();
    const [session = ''] = cookies;
    const [attempt = ''] = (await desk.get('/sign-in')).set;
    const title = async (cookie: string) => (await desk.get('/', { cookies: [cookie] })).body;
    expect(await title(session)).toContain('sub-hanako@msp.example'.slice(4));
    for (const wrong of [`${session}x`, session.replace(/=./u, '=A'), attempt.replace('sign-in', 'session')])
      expect(await title(wrong)).not.toContain('/sign-out');
    desk.ports.clock.pass(61 * MINUTE);
    expect(await title(session)).not.toContain('/sign-out');
  });

  test('stay signed in while they work, but for no longer than ten hours', async () => {
    const desk = await aDesk();
    let { cookies } = await desk.signIn();
    let minutes = 0;
    for (; minutes < 24 * 60; minutes += 40) {
      const { body, set } = await desk.get('/', { cookies });
      if (!body.includes('/sign-out')) break;
      if (set.length > 0) cookies = set;
      desk.ports.clock.pass(40 * MINUTE);
    }
    expect(minutes).toBeGreaterThan(9 * 60);
    expect(minutes).toBeLessThanOrEqual(10 * 60 + 40);
  });

  test('see no secret where the journal cannot say that they have: nobody has seen one of which we do not know', async () => {
    const desk = await aDesk();
    const { cookies, csrf } = await desk.signIn();
    const form = { reveal: 'primary-account-password', csrf };
    expect((await desk.post(OPERATOR_TASK, form, { cookies })).body).toContain(PRIMARY_PASSWORD);

    desk.ports.tenants.append = () => Promise.reject(new Error('throttled'));
    const { statusCode, body } = await desk.post(OPERATOR_TASK, form, { cookies });
    expect(statusCode).toBe(500);
    expect(body).not.toContain(PRIMARY_PASSWORD);
  });

  test.each([
    ['without the word of the session', {}, {}],
    ['with a wrong one', { csrf: 'x' }, {}],
    ['from another site', undefined, { 'sec-fetch-site': 'cross-site' }],
  ])('answer nothing by a form %s', async (_what, form, headers) => {
    const desk = await aDesk();
    const { cookies, csrf } = await desk.signIn();
    const posted = { action: 'pressed', revision: '1', ...(form ?? { csrf }) };
    for (const path of [OPERATOR_TASK, '/sign-out'])
      expect((await desk.post(path, posted, { cookies, headers })).statusCode).toBe(403);
    expect(desk.submitted).toEqual([]);
  });

  test('answer in their own name, and two of one name are two', async () => {
    const desk = await aDesk();
    const { cookies, csrf } = await desk.signIn('hanako@msp.example');
    await desk.post(OPERATOR_TASK, { action: 'pressed', revision: '1', csrf }, { cookies });
    expect(desk.submitted[0]?.visitor).toEqual({
      kind: 'operator',
      proof: { kind: 'oidc', issuer: 'https://login.example', subject: 'sub-hanako@msp.example' },
      name: 'hanako@msp.example (sub-hanako@msp.example)',
      address: 'hanako@msp.example',
    });
  });

  test('hand a task to each other, once of two who do at the same time, and nobody outside does', async () => {
    const desk = await aDesk();
    const { cookies, csrf } = await desk.signIn('hanako@msp.example');
    const assigned = async () => (await desk.ports.desk.read('tenant-1', 'StartUpdate'))?.assignee;
    const hand = (assignee: string, revision: string) =>
      desk.post(OPERATOR_TASK, { assign: 'yes', assignee, revision, csrf }, { cookies });

    expect((await hand(' \n', '1')).statusCode).toBe(303);
    expect(await assigned()).toBe('hanako@msp.example (sub-hanako@msp.example)');
    expect((await hand('見本 太郎', '1')).statusCode).toBe(409);
    expect((await hand('<b>見本 太郎</b>', '2')).statusCode).toBe(303);
    expect((await desk.get(OPERATOR_TASK, { cookies })).body).toContain(
      '担当者: <bdi>&lt;b&gt;見本 太郎&lt;/b&gt;</bdi>',
    );
    expect((await desk.ports.tenants.events('tenant-1')).map(({ what }) => inEnglish(what))).toEqual([
      'is handed to hanako@msp.example (sub-hanako@msp.example)',
      'is handed to <b>見本 太郎</b>',
    ]);

    const link = await desk.linkTo();
    expect((await desk.get(link)).body).not.toMatch(/見本 太郎|name="assign"/u);
    expect((await desk.post(link, { assign: 'yes', assignee: 'me', revision: '3' })).statusCode).toBe(403);
    expect(desk.submitted).toEqual([]);
  });

  test('see a verification code as it is typed, without the instant that lies in the vault beside it', async () => {
    const reveal = [{ label: 'Code (UPB)', purpose: 'verification-code:UPB' as const }];
    const desk = await aDesk({ view: { ...view, instructions: [{ text: 'Enter the code.', reveal }] } });
    await desk.ports.vault.seal('tenant-1', 'verification-code:UPB', packCode('482913', new Date(NOW)));
    const { cookies, csrf } = await desk.signIn();
    const shown = await desk.post(OPERATOR_TASK, { reveal: 'verification-code:UPB', csrf }, { cookies });
    expect(shown.body).toContain('482913');
    expect(shown.body).not.toContain(`${NOW} 482913`);
  });

  test('see a secret in the answer to their own press only, and the journal has it first', async () => {
    const desk = await aDesk();
    const { cookies, csrf } = await desk.signIn();
    expect((await desk.get(OPERATOR_TASK, { cookies })).body).not.toContain('the primary password');
    const shown = await desk.post(OPERATOR_TASK, { reveal: 'primary-account-password', csrf }, { cookies });
    expect(shown.body).toContain('the primary password');
    expect(shown.headers['cache-control']).toBe('no-store');
    expect((await desk.ports.tenants.events('tenant-1')).map(({ by, what }) => [by, inEnglish(what)])).toContainEqual([
      'hanako@msp.example (sub-hanako@msp.example)',
      'was shown primary-account-password',
    ]);
    expect(desk.submitted).toEqual([]);
  });

  test('see no secret that the page does not offer', async () => {
    const desk = await aDesk();
    const { cookies, csrf } = await desk.signIn();
    for (const purpose of ['clp-password', 'task-token:StartUpdate', '__proto__', ''])
      expect((await desk.post(OPERATOR_TASK, { reveal: purpose, csrf }, { cookies })).statusCode).toBe(403);
  });

  test('see the picture of what a browser met', async () => {
    const desk = await aDesk();
    const { cookies } = await desk.signIn();
    const { statusCode, headers, body } = await desk.get(`${OPERATOR_TASK}/picture`, { cookies });
    expect([statusCode, headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect(Buffer.from(body, 'base64').toString()).toBe('jpeg');
  });

  test('find what has waited longest first, and can look for one tenant or step', async () => {
    const desk = await aDesk();
    await desk.ports.desk.file({ ...filing, subject: 'tenant-2', step: 'ConfirmLicence', filedAt: fromNow(-MINUTE) });
    const { cookies } = await desk.signIn();
    const stepsIn = (body: string) =>
      [...body.matchAll(/href="\/tasks\/[^/]+\/([^"?]+)[?"]/gu)].map(([, step]) => step);
    expect(stepsIn((await desk.get('/', { cookies })).body)).toEqual(['ConfirmLicence', 'StartUpdate']);
    expect(stepsIn((await desk.get('/?tenant=tenant-2', { cookies })).body)).toEqual(['ConfirmLicence']);
    expect(stepsIn((await desk.get('/?step=startup', { cookies })).body)).toEqual(['StartUpdate']);
    expect(stepsIn((await desk.get('/?tenant=nobody', { cookies })).body)).toEqual([]);
  });

  test('read on the list that everything, or a batch, is paused, by whom and why', async () => {
    const desk = await aDesk();
    await desk.ports.batches.create(aBatch());
    const { cookies } = await desk.signIn();
    const paused = { state: 'paused', by: '<night shift>', at: NOW, why: 'vendor maintenance' } as const;
    for (const scope of ['everything', { batchId: BATCH_ID }] as const) {
      expect((await desk.get('/', { cookies })).body).not.toContain('一時停止しています');
      await turnTo(desk.ports.switches, scope, paused);
      expect((await desk.get('/', { cookies })).body).toMatch(
        /一時停止しています.*&lt;night shift&gt;.*vendor maintenance/u,
      );
      await turnTo(desk.ports.switches, scope, undefined);
    }
  });

  test('get a page below 50 kB also when a thousand tenants wait', async () => {
    const desk = await aDesk();
    for (let n = 0; n < 1000; n++)
      await desk.ports.desk.file({ ...filing, subject: `tenant-with-a-long-name-${String(n)}` });
    const { cookies } = await desk.signIn();
    const { body } = await desk.get('/', { cookies });
    expect(Buffer.byteLength(body)).toBeLessThan(50_000);
    expect(body).toContain('1001');
  });
});

describe('the link of a completion mail', () => {
  const OF_REPORT = { task: { subject: 'tenant-1', step: COMPLETION_REPORT }, purpose: 'report' } as const;
  /** A desk with the report of tenant-1, whose one stakeholder is `it@test.com`. */
  const aDeskWithReport = async () => {
    const row = anIntakeRow({ notifyEmails: ['it@test.com'] });
    const desk = await aDesk({ tenants: [aTenant({ row })] });
    for (const language of ['ja', 'en'] as const)
      await desk.ports.files.writeReport(completionReportKey('tenant-1', language), `<p>${language} report</p>`, 'x');
    const link = await desk.linkTo({ ...OF_REPORT, recipient: 'it@test.com' });
    return { desk, link };
  };

  test('shows the report in the language of the row or of the reader, with no script and nothing from elsewhere', async () => {
    const { desk, link } = await aDeskWithReport();
    const { statusCode, headers, body } = await desk.get(link);
    expect([statusCode, body]).toEqual([200, '<p>ja report</p>']);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('script-src');
    expect((await desk.get(`${link}?lang=en`)).body).toBe('<p>en report</p>');
  });

  test('shows it to nobody who is not a stakeholder, and asks nothing', async () => {
    const { desk, link } = await aDeskWithReport();
    const other = await desk.linkTo({ ...OF_REPORT, recipient: 'somebody@test.com' });
    expect((await desk.get(other)).statusCode).toBe(403);
    const forgotten = await desk.linkTo({ task: { subject: 'tenant-9', step: COMPLETION_REPORT }, purpose: 'report' });
    expect((await desk.get(forgotten)).statusCode).toBe(403);
    expect((await desk.post(link, {})).statusCode).toBe(405);
    desk.ports.clock.pass(31 * DAY);
    expect((await desk.get(link)).statusCode).toBe(410);
  });

  test('says so where the report is not written yet, or not kept any more', async () => {
    const { desk, link } = await aDeskWithReport();
    desk.ports.files.reports.clear();
    const { statusCode, body } = await desk.get(link);
    expect(statusCode).toBe(404);
    expect(body).toContain('作業完了報告書');
  });

  test('opens no task, and the link of a task no report', async () => {
    const { desk } = await aDeskWithReport();
    const ofTask = await desk.linkTo({ task: OF_REPORT.task, purpose: 'consent', recipient: 'it@test.com' });
    expect((await desk.get(ofTask)).statusCode).toBe(410);
    const toTask = await desk.linkTo({ purpose: 'report', recipient: 'it@test.com' });
    expect((await desk.get(toTask)).body).not.toContain('CAPTCHA');
  });
});

describe('the page of pauses', () => {
  test('holds everything, with who and why, and lets it go on; every page of an operator says that it is held', async () => {
    const desk = await aDesk();
    expect((await desk.get('/switches')).body).toContain('/sign-in?to=%2Fswitches');
    const operator = await desk.signIn('Hanako');
    const post = (form: Record<string, string>) =>
      desk.post('/switches', { csrf: operator.csrf, scope: 'everything', seen: '', ...form }, operator);
    expect((await post({ action: 'pause', why: ' ' })).statusCode).toBe(422);
    expect((await post({ action: 'pause', why: 'incident <1>' })).headers['location']).toBe('/switches?done');
    const { at = '' } = (await desk.ports.switches.read('everything')) ?? {};
    expect(await desk.ports.switches.read('everything')).toMatchObject({ state: 'paused', why: 'incident <1>' });
    for (const path of ['/', '/switches']) {
      expect((await desk.get(path, operator)).body, path).toMatch(/Hanako.*incident &lt;1&gt;/u);
    }
    expect((await post({ action: 'resume', seen: 'another' })).statusCode).toBe(422);
    expect(await desk.ports.switches.read('everything')).toBeDefined();
    await post({ action: 'resume', seen: at });
    expect(await desk.ports.switches.read('everything')).toBeUndefined();
    await post({ action: 'pause', why: 'x'.repeat(1000) });
    expect((await desk.ports.switches.read('everything'))?.why).toBe('x'.repeat(200));
  });

  test('turns nothing for a form of another site, and no switch of a batch that there is not', async () => {
    const desk = await aDesk();
    const operator = await desk.signIn();
    const form = { scope: 'everything', action: 'pause', why: 'x', seen: '' };
    expect((await desk.post('/switches', { ...form, csrf: 'wrong' }, operator)).statusCode).toBe(403);
    const unknown = { ...form, csrf: operator.csrf, scope: 'other--00000000' };
    expect((await desk.post('/switches', unknown, operator)).statusCode).toBe(404);
    expect(await desk.ports.switches.read('everything')).toBeUndefined();
  });
});

test.each(['PUT', 'DELETE', 'OPTIONS'])('%s is no way to do anything here', async (method) => {
  const desk = await aDesk();
  expect((await desk.get('/', { method })).statusCode).toBe(405);
});

test.each([
  '/tasks',
  '/tasks/tenant-1',
  '/tasks/x/y/z/w',
  '/l',
  '/%E0%A4%A',
  '/tasks/%E0%A4%A/StartUpdate',
  '/sign-in/x',
])('%s is no page, and no fault', async (path) => {
  const desk = await aDesk();
  const { cookies } = await desk.signIn();
  expect((await desk.get(path, { cookies })).statusCode).toBe(404);
});

test(`a fault of ours is a page that says so, and the log has no address: ${ORIGIN}`, async () => {
  const desk = await aDesk();
  desk.doors.tasks.view = async () => {
    throw new Error('the table is gone');
  };
  const { statusCode, body } = await desk.get(await desk.linkTo());
  expect(statusCode).toBe(500);
  expect(body).not.toContain('the table is gone');
});

test('a page of somebody outside says until when they may answer and whom to call, and an operator’s does not', async () => {
  const desk = await aDesk();
  const { body } = await desk.get(await desk.linkTo());
  expect(body).toContain('回答期限');
  expect(body).toContain('href="tel:0300000000"');
  const { cookies } = await desk.signIn();
  expect((await desk.get(OPERATOR_TASK, { cookies })).body).not.toContain('tel:');
});
