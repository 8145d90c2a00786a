import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page, where an address leads to, or no answer: the connection is reset. */
export type OtherAnswer = string | { location: string } | { status: number; html: string } | { isReset: true };
export type OtherPages = Record<string, (form: URLSearchParams) => OtherAnswer>;

export interface OtherConsole {
  origin: string;
  /** What was asked for, in order. */
  asked: string[];
  close(): Promise<void>;
}

/** A console that others wrote: a few pages by method and path. */
export async function consoleOfOthers(pages: OtherPages): Promise<OtherConsole> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const route = `${request.method ?? 'GET'} ${pathname}`;
      asked.push(route);
      const answer = pages[route]?.(new URLSearchParams(body)) ?? { status: 404, html: 'none' };
      if (typeof answer === 'object' && 'isReset' in answer) request.socket.resetAndDestroy();
      else if (typeof answer === 'object' && 'location' in answer)
        response.writeHead(302, { location: answer.location }).end();
      else {
        const { status, html } = typeof answer === 'string' ? { status: 200, html: answer } : answer;
        response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(html);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    asked,
    close: () =>
      new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      ),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
