import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { createHttp, type Http } from './http.ts';

const undo: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(answer: Answer): Promise<string> {
  const server = createServer(answer);
  await listen(server);
  undo.push(() => server.closeAllConnections());
  return addressOf(server);
}

async function serveRaw(onConnection: (socket: Socket) => void): Promise<string> {
  const server = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await listen(server);
  return addressOf(server);
}

const listen = (server: Server) =>
  new Promise<void>((resolve) => {
    undo.push(() => server.close());
    server.listen(0, '127.0.0.1', resolve);
  });
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function client(): Http {
  const http = createHttp({ userAgent: 'test' });
  undo.push(() => http.close());
  return http;
}

const never = new AbortController().signal;
const deadlineMs = 5_000;

test('gets a text with query and headers, and posts a form', async () => {
  const seen: unknown[] = [];
  const url = await serve(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push([request.method, request.url, request.headers['user-agent'], request.headers.referer, body]);
    response.end('好');
  });
  const http = client();
  const got = await http.send(
    { url: `${url}/a?b=1`, query: { c: '好 &' }, headers: { referer: 'x' }, deadlineMs },
    never,
  );
  expect([got.status, got.text]).toEqual([200, '好']);
  await http.send({ url, form: 'r=1', deadlineMs }, never);
  expect(seen).toEqual([
    ['GET', '/a?b=1&c=%E5%A5%BD+%26', 'test', 'x', ''],
    ['POST', '/', 'test', undefined, 'r=1'],
  ]);
});

test('keeps several cookies of a redirect, by path and age, and sends them on', async () => {
  const seen: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    seen.push(request.headers.cookie);
    if (request.url === '/start') {
      response.setHeader('set-cookie', [
        'skey=@abcdefghi; PATH=/;',
        'deep=1; Path=/deep',
        'gone=1; Path=/; Max-Age=0',
        'foreign=1; Domain=example.com; Path=/',
      ]);
      response.writeHead(302, { location: '/deep/end' });
    }
    response.end();
  });
  const http = client();
  await http.send({ url: `${url}/start`, redirects: 2, deadlineMs }, never);
  await http.send({ url: `${url}/other`, deadlineMs }, never);
  expect(seen[0]).toBeUndefined();
  expect(seen[1]?.split('; ').sort()).toEqual(['deep=1', 'skey=@abcdefghi']);
  expect(seen[2]).toBe('skey=@abcdefghi');
  expect(http.cookies.get(url, 'skey')).toBe('@abcdefghi');
});

test('does not follow redirects unless told to', async () => {
  const url = await serve((_request, response) =>
    response.writeHead(302, { location: '/', 'set-cookie': 'a=1' }).end(),
  );
  const http = client();
  expect((await http.send({ url, deadlineMs }, never)).status).toBe(302);
  expect(http.cookies.get(url, 'a')).toBe('1');
});

test('cookies survive as text, and rubbish in their place is ignored', async () => {
  const seen: (string | undefined)[] = [];
  const url = await serve((request, response) => {
    seen.push(request.headers.cookie);
    response.end();
  });
  const [first, second] = [client(), client()];
  first.cookies.set(url, 'ptwebqq', 'abc');
  second.cookies.load(first.cookies.save());
  second.cookies.load('{"not": "cookies"');
  await second.send({ url, deadlineMs }, never);
  expect(seen).toEqual(['ptwebqq=abc']);
});

test('a refused connection was certainly not sent', async () => {
  const server = createTcpServer();
  await listen(server);
  const url = addressOf(server);
  await new Promise((resolve) => server.close(resolve));
  const error = { code: 'refused', retry: 'later', detail: { sent: false, reason: 'ECONNREFUSED' } };
  await expect(client().send({ url, deadlineMs }, never)).rejects.toMatchObject(error);
});

test('a name that does not exist is offline and not sent', async () => {
  const error = { code: 'offline', detail: { sent: false } };
  await expect(client().send({ url: 'http://no-such-host.invalid', deadlineMs }, never)).rejects.toMatchObject(error);
});

test('a plain answer where TLS was expected is a tls error', async () => {
  const url = await serveRaw((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
  const error = { code: 'tls', detail: { sent: false } };
  await expect(client().send({ url: url.replace('http:', 'https:'), deadlineMs }, never)).rejects.toMatchObject(error);
});

test('a connection that ends after the request was written may have delivered it', async () => {
  const url = await serveRaw((socket) => socket.once('data', () => socket.resetAndDestroy()));
  const error = { code: 'server-down', detail: { sent: true } };
  await expect(client().send({ url, form: 'x=1', deadlineMs }, never)).rejects.toMatchObject(error);
});

test('an answer that ends in the middle is server-down', async () => {
  const url = await serveRaw((socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf')),
  );
  await expect(client().send({ url, deadlineMs }, never)).rejects.toMatchObject({ code: 'server-down' });
});

test('what is no HTTP is a bad reply', async () => {
  const url = await serveRaw((socket) => socket.once('data', () => socket.end('SSH-2.0-Server\r\n')));
  await expect(client().send({ url, deadlineMs }, never)).rejects.toMatchObject({ code: 'bad-reply' });
});

test('the deadline counts until the whole body is there', async () => {
  const url = await serve((_request, response) => void response.write('begun'));
  const error = { code: 'timeout', detail: { sent: true } };
  await expect(client().send({ url, deadlineMs: 60 }, never)).rejects.toMatchObject(error);
});

test('cancelling ends the request at once, and the service sees it go', async () => {
  let closed = false;
  let arrived = false;
  const url = await serve((_request, response) => {
    arrived = true;
    response.on('close', () => {
      closed = true;
    });
  });
  const control = new AbortController();
  const sent = client().send({ url, deadlineMs }, control.signal);
  await vi.waitFor(() => expect(arrived).toBe(true));
  control.abort();
  await expect(sent).rejects.toMatchObject({ code: 'cancelled' });
  await vi.waitFor(() => expect(closed).toBe(true));
  await expect(client().send({ url, deadlineMs }, control.signal)).rejects.toMatchObject({ code: 'cancelled' });
});

test('a body beyond the limit is too large, told or not', async () => {
  const url = await serve((request, response) => {
    if (request.url === '/told') response.setHeader('content-length', '2000');
    response.end('x'.repeat(2_000));
  });
  const http = client();
  for (const path of ['/told', '/untold']) {
    const sent = http.send({ url: url + path, maxBytes: 1_000, deadlineMs }, never);
    await expect(sent).rejects.toMatchObject({ code: 'too-large' });
  }
  expect((await http.send({ url, maxBytes: 2_000, deadlineMs }, never)).bytes.length).toBe(2_000);
});

test('statuses from 500 on and 429 are errors, others are answers', async () => {
  const url = await serve((request, response) => {
    const status = Number(request.url?.slice(1));
    response.writeHead(status, status === 429 ? { 'retry-after': '7' } : {}).end('page');
  });
  const http = client();
  const get = (status: number) => http.send({ url: `${url}/${status}`, deadlineMs }, never);
  await expect(get(502)).rejects.toMatchObject({ code: 'server-down', detail: { sent: true, status: 502 } });
  await expect(get(429)).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 7_000 });
  expect((await get(404)).status).toBe(404);
});
