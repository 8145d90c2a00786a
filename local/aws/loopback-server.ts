import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How long a request in progress may still take once its server is being closed. */
const GRACE_MS = 300;

/** How many ports from the wished one on are tried. */
const PORTS_TRIED = 20;

/**
 * Listens where only this computer reaches it: at the port that is given or the next one that is free, at any where none is
 * given. Answers with `http://127.0.0.1:<port>`.
 */
export async function listenOnLoopback(server: Server, port = 0): Promise<string> {
  for (let tried = 0; ; tried++) {
    try {
      await listen(server, port === 0 || tried >= PORTS_TRIED ? 0 : port + tried);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tried >= PORTS_TRIED) throw error;
    }
  }
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
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
