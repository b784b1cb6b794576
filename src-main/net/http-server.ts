import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { createAdaptorServer } from '@hono/node-server';
import { AppError } from '#shared/errors.ts';

/** How to start a listener. */
export interface HttpServerOptions {
  /** Answers requests, for instance the `fetch` of a hono app; its second argument holds `incoming` and `outgoing`. */
  readonly fetch: Parameters<typeof createAdaptorServer>[0]['fetch'];
  /** Takes over `Upgrade` requests; without it they are refused. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** The address to listen on, `127.0.0.1` unless a person opened the server to a network. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** A running listener. */
export interface HttpServer {
  /** `http://host:port` without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** Ends open connections and stops listening. */
  close(): Promise<void>;
}

/** Starts listening. Rejects with `refused` and `reason: 'port-taken'` or `'port-forbidden'`. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const server = createAdaptorServer({ fetch: options.fetch, hostname: options.host }) as Server;
  // Long polls hold a request open for a minute; idle connections may rest between polls.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 75_000;
  server.on('upgrade', (request, socket, head) => {
    if (options.upgrade) options.upgrade(request, socket, head);
    else socket.destroy();
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  await listen(server, options);
  const { port } = server.address() as AddressInfo;
  const name = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${name}:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, { host, port }: HttpServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'port-taken' : cause.code === 'EACCES' ? 'port-forbidden' : 'failed';
      reject(new AppError('refused', { retry: 'never', detail: { reason, port, host }, cause }));
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}
