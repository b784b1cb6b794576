import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Hono, type MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { WebSocketServer } from 'ws';
import { startHttpServer } from '#main/net/http-server.ts';
import type { BackFrame, FrontFrame } from '#shared/frames.ts';
import type { Log } from '#shared/log.ts';
import type { Port } from '#shared/port.ts';
import { type ClientFiles, clientFile } from './client-files.ts';
import { createSessions, sameSecret } from './sessions.ts';
import { socketPort } from './socket-port.ts';
import { trace } from './trace.ts';

/** What the door leads to. */
export interface LoopbackOptions {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly files: ClientFiles;
  /** Serves one window that was let in. */
  serveFront(port: Port<BackFrame, FrontFrame>): void;
  /** Hand-over from a second start of this profile, which knows the secret from the profile folder. */
  readonly instance: { readonly secret: string; show(): unknown };
  /** Answers for the renderer's files in place of the build, while the renderer is being worked on. */
  readonly developer?: { readonly fetch: (request: Request) => Promise<Response> };
  readonly log: Log;
}

/** The door for windows of a browser on this computer. */
export interface Loopback {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  readonly port: number;
  /** An address that lets one window in, once. */
  mintUrl(): string;
  /** How many windows are connected now, and how many were let in since the start. */
  windows(): { readonly open: number; readonly ever: number };
  close(): Promise<void>;
}

const host = '127.0.0.1';
const frameLimit = 1024 * 1024;
const forbidden = () => new Response(null, { status: 403 });

/**
 * Opens the door on 127.0.0.1: the renderer's files, `POST /session`, `/media/<hash>`, the `/bus` WebSocket and
 * `/instance/show`. Whoever comes with another Host (DNS rebinding), another Origin (another page), without a session
 * or with a wrong token gets 403 and nothing else. Rejects like {@link startHttpServer}.
 */
export async function openLoopback(options: LoopbackOptions): Promise<Loopback> {
  const sessions = createSessions();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: frameLimit, perMessageDeflate: false });
  let entered = 0;
  let origin = '';
  let cookieName = '';

  const ownHost = (header: string | undefined) => `http://${header}` === origin;
  const fromOwnHost: MiddlewareHandler = async (context, next) =>
    ownHost(context.req.header('host')) ? next() : forbidden();
  const fromOwnPage: MiddlewareHandler = async (context, next) =>
    context.req.header('origin') === origin ? next() : forbidden();
  const withSession: MiddlewareHandler = async (context, next) =>
    sessions.has(getCookie(context, cookieName) ?? '') ? next() : forbidden();

  const app = new Hono();
  app.use(fromOwnHost);
  app.use(async (context, next) => {
    await next();
    context.header('cross-origin-opener-policy', 'same-origin');
    context.header('cross-origin-resource-policy', 'same-origin');
  });
  app.post('/session', fromOwnPage, (context) => {
    const session = sessions.exchange(bearer(context.req.header('authorization')));
    if (session === undefined) return forbidden();
    setCookie(context, cookieName, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
    return context.body(null, 204);
  });
  app.post('/instance/show', (context) => {
    // A page of any kind sends an Origin; a second start of this program does not.
    const known = sameSecret(bearer(context.req.header('authorization')), options.instance.secret);
    if (!known || context.req.header('origin') !== undefined) return forbidden();
    return context.json(options.instance.show());
  });
  app.get('/media/*', withSession, (context) => clientFile(context.req.path, options.files));
  app.get('*', (context) => options.developer?.fetch(context.req.raw) ?? clientFile(context.req.path, options.files));
  app.all('*', forbidden);
  app.onError((error) => {
    options.log.error('loopback.failed', trace(error));
    return new Response(null, { status: 500 });
  });

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { headers, url } = request;
    const session = parse(headers.cookie ?? '', cookieName)[cookieName] ?? '';
    if (url === '/bus' && ownHost(headers.host) && headers.origin === origin && sessions.has(session)) {
      sockets.handleUpgrade(request, socket, head, (line) => {
        entered += 1;
        options.serveFront(socketPort(line));
      });
      return;
    }
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  };

  const server = await startHttpServer({ fetch: app.fetch, upgrade, host, port: options.port });
  origin = server.url;
  // Cookies are shared between the ports of a host, so each door has a name of its own.
  cookieName = `webqq-${server.port}`;
  return {
    origin,
    port: server.port,
    mintUrl: () => `${origin}/#token=${sessions.mintToken()}`,
    windows: () => ({ open: sockets.clients.size, ever: entered }),
    async close() {
      for (const line of sockets.clients) line.terminate();
      await server.close();
    },
  };
}

function bearer(header: string | undefined): string {
  return /^Bearer (\S{1,256})$/.exec(header ?? '')?.[1] ?? '';
}
