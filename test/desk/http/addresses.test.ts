import { request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createHandler } from '../../../lambdas/triggers/desk.ts';
import { startDeskServer } from '../../../local/desk/desk-server.ts';
import { aDesk, OPERATOR_TASK, ORIGIN, type TestDesk } from './a-desk.ts';

/** Spellings of addresses that lead nowhere of ours, or somewhere of ours in other words. */
const ODD = [
  '//elsewhere.example.com',
  '//elsewhere.example.com/%2e%2e',
  '///elsewhere.example.com//',
  '/%2F/elsewhere.example.com',
  '/%5Celsewhere.example.com',
  '//l//x.y',
  '/l/%2Felsewhere.example.com',
  '/tasks//elsewhere.example.com/StartUpdate',
  '/tasks/%2F%2Felsewhere.example.com/StartUpdate',
  '//sign-in?to=//elsewhere.example.com',
  '/sign-in?to=%2F%2Felsewhere.example.com',
  '/%E3%81',
  '/%',
];

/** The desk behind the HTTP server of the embedded mode: the address as it goes over the wire. */
async function overHttp(desk: TestDesk): Promise<(path: string, cookies: string[]) => Promise<Answer>> {
  const server = await startDeskServer({
    onFault: (error) => {
      throw error;
    },
  });
  onTestFinished(() => server.close());
  server.serve(createHandler(() => desk.doors)(desk.ports));
  const { port } = new URL(server.origin);
  return (path, cookies) =>
    new Promise((resolve, reject) => {
      const headers = { cookie: cookies.join('; ') };
      request({ host: '127.0.0.1', port, path, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (text: string) => (body += text));
        response.on('end', () => {
          resolve({ location: response.headers.location, body });
        });
      })
        .on('error', reject)
        .end();
    });
}

interface Answer {
  location: string | undefined;
  body: string;
}

/** Every address that an answer names, as a browser at `path` understands it. */
function leadsTo({ location, body }: Answer, path: string): URL[] {
  const named = [...body.matchAll(/(?:href|action)="([^"]*)"/gu)].map(([, address = '']) =>
    address.replaceAll('&amp;', '&'),
  );
  return [...named, ...(location === undefined ? [] : [location])]
    .filter((address) => !/^(?:data|tel|mailto):/u.test(address))
    .map((address) => new URL(address, new URL(path, ORIGIN)));
}

describe('an address in another spelling', () => {
  test.each(ODD)('%s leads to no other host, however the desk is reached, signed in or not', async (path) => {
    const desk = await aDesk();
    const { cookies } = await desk.signIn();
    const ask = await overHttp(desk);
    for (const sent of [[], cookies]) {
      const direct = await desk.get(path, { cookies: sent });
      const answers = [{ location: direct.headers['location'], body: direct.body }, await ask(path, sent)];
      for (const answer of answers) {
        // A provider's own page is where a sign-in goes.
        const own = leadsTo(answer, '/').filter(({ host }) => host !== 'login.example');
        for (const { origin } of own) expect(origin).toBe(ORIGIN);
      }
    }
  });

  test('of a page that is there shows that page, and its switch of languages comes back to it', async () => {
    const desk = await aDesk();
    const { cookies } = await desk.signIn();
    for (const path of [`/${OPERATOR_TASK}`, OPERATOR_TASK.replace('tasks', '%74asks'), `${OPERATOR_TASK}//`]) {
      const { statusCode, body } = await desk.get(path, { cookies });
      expect(statusCode).toBe(200);
      expect(body).toContain(`href="${OPERATOR_TASK}?lang=en"`);
    }
  });

  test('of a link is the same link: it opens, and its ten answers a minute are counted together', async () => {
    const desk = await aDesk();
    const link = new URL(await desk.linkTo()).pathname;
    const spellings = [
      link,
      `/${link}`,
      `${link}/`,
      link.replace('/l/', '/%6C/'),
      link.replace('/l/', '//l//'),
      link.replace(/.$/u, (last) => `%${last.charCodeAt(0).toString(16)}`),
    ];
    for (const path of spellings) expect((await desk.get(path)).statusCode).toBe(200);
    const codes: number[] = [];
    for (let times = 0; times < 12; times++) {
      const path = spellings[times % spellings.length] ?? link;
      codes.push((await desk.post(path, { action: 'pressed', revision: '1' })).statusCode);
    }
    expect(codes.filter((code) => code === 429)).toHaveLength(2);
    expect(desk.submitted).toHaveLength(10);
  });
});
