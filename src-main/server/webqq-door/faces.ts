import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { asId } from '#main/wire/webqq-json.ts';
import { drawAvatar } from './avatar.ts';
import { type Call, type Door, readCall } from './request.ts';

/** Pictures of people and groups (webqq.md 7.11), for sessions that may see them. Others get 404. */
export function addFaces(app: Hono<{ Bindings: HttpBindings }>, door: Door): void {
  app.get('/cgi/svr/face/getface', async (context) => {
    const name = nameOf(door, await readCall(context));
    if (name === undefined) return context.notFound();
    const picture = Uint8Array.from(drawAvatar(name));
    return context.body(picture, 200, { 'Content-Type': 'image/png', 'Cache-Control': 'private, max-age=3600' });
  });
}

function nameOf({ house, sessions }: Door, call: Call): string | undefined {
  const session = sessions.byVfwebqq(call.text('vfwebqq'));
  if (!session) return undefined;
  const id = asId(call.value('uin'));
  if (call.text('type') === '4') {
    const group = house.group(session.ids.group(id) ?? 0);
    return group?.members.has(session.person) ? `group ${group.number}` : undefined;
  }
  const number = session.ids.person(id);
  return number !== undefined && house.maySee(session.person, number) ? `person ${number}` : undefined;
}
