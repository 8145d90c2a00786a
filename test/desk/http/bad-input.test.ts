import { describe, expect, test } from 'vitest';
import { aDesk, OPERATOR_TASK, view } from './a-desk.ts';

const BAD = {
  nothing: '',
  '10 kB': 'x'.repeat(10_240),
  markup: '"><h1 id=injected>x</h1>',
  'a script': '<script>alert(1)</script>',
  'an attribute': '" onfocus="alert(1)" autofocus x="',
  'the end of a text area': '</textarea><script>alert(1)</script>',
  'right to left': '\u202Eexe.cod\u202C مرحبا',
  'zero width': 'a\u200B\u200D\uFEFFb',
  'a lone surrogate': 'a\uD800b',
  'a null': 'a\u0000b',
};

describe.each(view.fields.map(({ name }) => name))('the field %s', (name) => {
  test.each(Object.entries(BAD))(
    'comes back with %s as text, and is handed on as it was typed',
    async (_what, text) => {
      const desk = await aDesk();
      desk.answers({ kind: 'refused', refusals: [{ field: name, message: `not "${text.slice(0, 20)}"` }] });
      const { cookies, csrf } = await desk.signIn();
      const form = { action: 'pressed', revision: '1', csrf, [name]: text };
      const { statusCode, body } = await desk.post(OPERATOR_TASK, form, { cookies });

      expect(statusCode).toBe(422);
      expect(desk.submitted[0]?.form[name]).toBe(text.toWellFormed());
      expect(body).not.toContain('<h1 id=injected');
      expect(body).not.toContain('alert(1)</script>');
      expect(body).not.toContain('onfocus="');
      expect(body.match(/<script/gu)).toHaveLength(1);
      expect(body).toContain(`href="#field-${name}"`);
      expect(body).toMatch(/role="alert"/u);
    },
  );
});

test('what was typed into a secret field is not sent back', async () => {
  const desk = await aDesk();
  desk.answers({ kind: 'refused', refusals: [{ field: 'row', message: 'no' }] });
  const { cookies, csrf } = await desk.signIn();
  const form = { action: 'pressed', revision: '1', csrf, token: 'canary-token', row: 'typed row' };
  const { body } = await desk.post(OPERATOR_TASK, form, { cookies });
  expect(body).toContain('typed row');
  expect(body).not.toContain('canary-token');
});

test('a cookie of another application with a bare percent sign is no fault of the request', async () => {
  const desk = await aDesk();
  const { cookies } = await desk.signIn();
  const { statusCode } = await desk.get(OPERATOR_TASK, { cookies: ['sale=100%', ...cookies] });
  expect(statusCode).toBe(200);
});

test('a form of 70 kB is refused before anybody reads it', async () => {
  const desk = await aDesk();
  const { cookies, csrf } = await desk.signIn();
  const { statusCode } = await desk.post(OPERATOR_TASK, { csrf, row: 'x'.repeat(70_000) }, { cookies });
  expect(statusCode).toBe(413);
  expect(desk.submitted).toEqual([]);
});

test.each(['', 'x', '-1', '1e9', 'NaN'])(
  'a revision "%s" that no page had is handed on as no revision of any task',
  async (revision) => {
    const desk = await aDesk();
    desk.answers({ kind: 'overtaken' });
    const { cookies, csrf } = await desk.signIn();
    const { statusCode } = await desk.post(OPERATOR_TASK, { action: 'pressed', revision, csrf }, { cookies });
    expect(statusCode).toBe(409);
    expect(desk.submitted[0]?.revision).not.toBe(desk.task.revision);
  },
);

test('names and reasons from the spreadsheet and the console are text on every page', async () => {
  const evil = '<img src=x onerror=alert(1)>';
  const desk = await aDesk({
    view: {
      ...view,
      title: evil,
      why: evil,
      passages: [
        { heading: evil, pairs: [[evil, evil]], items: [evil], links: [{ label: evil, href: 'javascript:alert(1)' }] },
      ],
      instructions: [{ text: evil, copy: [{ label: evil, value: `"${evil}` }], expect: evil }],
      warnings: [evil],
    },
  });
  const { cookies } = await desk.signIn(`${evil}@x`);
  const { body } = await desk.get(OPERATOR_TASK, { cookies });
  expect(body).not.toContain('<img');
  expect(body).not.toContain('javascript:');
});

describe('what comes of an answer', () => {
  test.each([
    ['done', { kind: 'done' }, 303],
    ['next', { kind: 'next' }, 303],
    ['a tenant that stops', { kind: 'stopped', reason: 'its licence expired' }, 200],
    ['somebody who was faster', { kind: 'overtaken' }, 409],
    ['an execution that has ended', { kind: 'over' }, 410],
  ] as const)('%s is a page of its own', async (_what, answered, status) => {
    const desk = await aDesk();
    desk.answers(answered);
    const { cookies, csrf } = await desk.signIn();
    const answer = await desk.post(OPERATOR_TASK, { action: 'pressed', revision: '1', csrf }, { cookies });
    expect(answer.statusCode).toBe(status);
    if ('reason' in answered) expect(answer.body).toContain(answered.reason);
  });

  test('an answer that stops the tenant is asked once more, with everything that was given and the newest revision', async () => {
    const desk = await aDesk();
    desk.answers({ kind: 'confirm', reason: 'its licence expired on 2026-05-30' });
    const { cookies, csrf } = await desk.signIn();
    await desk.ports.desk.change(desk.task, { assignee: 'somebody' });
    const form = { action: 'pressed', revision: '1', csrf, row: 'The "row"', seen: 'yes' };
    const { body } = await desk.post(OPERATOR_TASK, form, { cookies });
    expect(body).toContain('its licence expired on 2026-05-30');
    const given: Record<string, unknown> = Object.fromEntries(
      [...body.matchAll(/type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/gu)].map(([, name = '', value]) => [
        name,
        value,
      ]),
    );
    expect(given).toMatchObject({
      confirmed: 'yes',
      revision: '2',
      action: 'pressed',
      row: 'The &quot;row&quot;',
      seen: 'yes',
    });
  });

  test('an answer to a task that is closed is told so and asks no step', async () => {
    const desk = await aDesk({ noTask: true });
    const { cookies, csrf } = await desk.signIn();
    const { statusCode } = await desk.post(OPERATOR_TASK, { action: 'pressed', revision: '1', csrf }, { cookies });
    expect(statusCode).toBe(410);
    expect(desk.submitted).toEqual([]);
  });
});

describe('the language', () => {
  test("is the operator's, can be switched by a link, and is remembered", async () => {
    const desk = await aDesk({ settings: { operatorLanguage: 'ja' } });
    const { cookies } = await desk.signIn();
    const ja = await desk.get(OPERATOR_TASK, { cookies });
    expect(ja.body).toContain('<html lang="ja">');
    const to = /href="([^"]+lang=en)"/u.exec(ja.body)?.[1] ?? '';
    const en = await desk.get(to, { cookies });
    expect(en.body).toContain('<html lang="en">');
    expect((await desk.get('/', { cookies: [...cookies, ...en.set] })).body).toContain('Open tasks');
  });

  test("is the tenant's own for people outside", async () => {
    const desk = await aDesk({ settings: { operatorLanguage: 'en' } });
    expect((await desk.get(await desk.linkTo())).body).toContain('<html lang="ja">');
  });
});
