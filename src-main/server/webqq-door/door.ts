import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { AppError } from '#shared/errors.ts';
import type { Log } from '#shared/log.ts';
import { type Faults, faultsMiddleware } from '../faults.ts';
import type { House } from '../house.ts';
import type { Lobby } from '../lobby.ts';
import type { Signals } from '../signals.ts';
import { addChannel } from './channel.ts';
import { addFaces } from './faces.ts';
import { addLists } from './lists.ts';
import { createPictureCodes, type PictureCode } from './picture-codes.ts';
import { no, sendJson } from './request.ts';
import { createSessions } from './sessions.ts';
import { addSignIn } from './sign-in.ts';
import { createTickets, type GuessLimits } from './tickets.ts';

export interface WebqqDoorOptions {
  readonly house: House;
  readonly lobby: Lobby;
  readonly signals: Signals;
  readonly faults: Faults;
  readonly guesses: GuessLimits;
  /** Is told what each picture asks for. */
  readonly onPicture?: ((issued: PictureCode) => void) | undefined;
  readonly log: Log;
}

const bodyBytes = 1024 * 1024;

/** The door for clients of the W2 profile (webqq.md): every path on one origin, told apart by the path alone. */
export function createWebqqDoor({
  house,
  lobby,
  signals,
  faults,
  guesses,
  onPicture,
  log,
}: WebqqDoorOptions): Hono<{ Bindings: HttpBindings }> {
  const pictures = createPictureCodes(onPicture);
  const door = { house, lobby, signals, sessions: createSessions(), tickets: createTickets(guesses), pictures, log };
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(faultsMiddleware(faults));
  app.use(async (context, next) => {
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
  });
  app.use(bodyLimit({ maxSize: bodyBytes, onError: (context) => sendJson(context, JSON.stringify(no(100006))) }));
  addSignIn(app, door);
  addChannel(app, door);
  addLists(app, door);
  addFaces(app, door);
  app.onError((cause, context) => {
    log.warn('server.request-failed', { path: context.req.path, code: AppError.from(cause).code });
    return sendJson(context, JSON.stringify(no(6)));
  });
  return app;
}
