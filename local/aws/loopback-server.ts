import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How long a request in progress may still take once its server is being closed. */
const GRACE_MS = 300;

/** Listens on a free port that only this computer reaches; answers with `http://127.0.0.1:<port>`. */
export async function listenOnLoopback(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/**
 * Closes a server, letting requests in progress finish but not waiting for the connections that SDK clients keep
 * alive. Closing twice is harmless.
 */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve, reject) => {
    const sweep = setInterval(() => {
      server.closeIdleConnections();
    }, 10);
    const cut = setTimeout(() => {
      server.closeAllConnections();
    }, GRACE_MS);
    server.close((error) => {
      clearInterval(sweep);
      clearTimeout(cut);
      if (error) reject(error);
      else resolve();
    });
  });
}
