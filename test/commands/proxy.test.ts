import { createServer as createTlsServer } from 'node:https';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { visionlift } from './a-command.ts';

const CA = fileURLToPath(new URL('proxy/cert.pem', import.meta.url));
const KEY = fileURLToPath(new URL('proxy/key.pem', import.meta.url));
const NO_STACK = `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id visionlift-pilot does not exist</Message></Error></ErrorResponse>`;

/** What AWS would be, with a certificate of a private authority: it has no stack. */
const aws = createTlsServer({ cert: readFileSync(CA), key: readFileSync(KEY) }, (_, response) => {
  response.writeHead(400, { 'content-type': 'text/xml' }).end(NO_STACK);
});

/** A proxy that opens tunnels to it, whatever host is asked for; with a password for anyone who has it. */
const asked: { host: string; authorization: string | undefined }[] = [];
let password: string | undefined;
const proxy = createServer();
proxy.on('connect', (request: IncomingMessage, client: Duplex) => {
  const authorization = request.headers['proxy-authorization'];
  asked.push({ host: request.url ?? '', authorization });
  if (password !== undefined && authorization !== `Basic ${Buffer.from(`operator:${password}`).toString('base64')}`) {
    client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    return;
  }
  const upstream = connect(portOf(aws), '127.0.0.1', () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    upstream.pipe(client).pipe(upstream);
  });
  upstream.on('error', () => client.destroy());
  client.on('error', () => upstream.destroy());
});

function portOf(server: { address(): AddressInfo | string | null }): number {
  return (server.address() as AddressInfo).port;
}

await Promise.all([aws, proxy].map((server) => new Promise<void>((up) => server.listen(0, '127.0.0.1', up))));
afterAll(() => {
  for (const server of [aws, proxy]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  asked.length = 0;
  password = undefined;
});

/** `status` of a stage at an address that only the proxy can reach. */
function status(environment: Record<string, string>) {
  return visionlift(['status', '--stage', 'pilot', '--region', 'ap-northeast-1'], {
    environment: {
      AWS_ENDPOINT_URL: 'https://aws.example.com',
      AWS_ACCESS_KEY_ID: 'example',
      AWS_SECRET_ACCESS_KEY: 'example',
      HTTPS_PROXY: `http://127.0.0.1:${String(portOf(proxy))}`,
      NO_PROXY: '',
      NODE_EXTRA_CA_CERTS: CA,
      ...environment,
    },
  });
}

it('goes through the proxy of HTTPS_PROXY, and believes an authority of NODE_EXTRA_CA_CERTS', async () => {
  const { stderr } = await status({});
  expect(stderr).toContain('visionlift-pilot');
  expect(asked).toEqual([{ host: 'aws.example.com:443', authorization: undefined }]);
});

it('goes past it to a host of NO_PROXY', async () => {
  const { stderr } = await status({
    AWS_ENDPOINT_URL: `https://localhost:${String(portOf(aws))}`,
    NO_PROXY: 'localhost,.example.jp',
  });
  expect(stderr).toContain('visionlift-pilot');
  expect(asked).toEqual([]);
});

it('says in one sentence that the proxy wants a password, and never shows one', async () => {
  password = 'Canary-7xQ';
  const none = await status({});
  expect(none.code).toBe(1);
  expect(none.stderr.replaceAll(/\s+/gu, ' ')).toContain('asks for a name and a password (407)');
  const wrong = await status({ HTTPS_PROXY: `http://operator:Wrong-8yR@127.0.0.1:${String(portOf(proxy))}` });
  expect(wrong.stderr.replaceAll(/\s+/gu, ' ')).toContain('(407)');
  expect(wrong.stdout + wrong.stderr).not.toContain('Wrong-8yR');
  const right = await status({ HTTPS_PROXY: `http://operator:${password}@127.0.0.1:${String(portOf(proxy))}` });
  expect(right.stderr).toContain('visionlift-pilot');
});

it('names the variable for a private authority where its certificate is not known', async () => {
  const { code, stderr } = await status({ NODE_EXTRA_CA_CERTS: '' });
  expect(code).toBe(1);
  expect(stderr).toContain('NODE_EXTRA_CA_CERTS');
});
