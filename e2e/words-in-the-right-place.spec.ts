import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Chat } from './pages/chat.ts';
import { Panel } from './pages/panel.ts';
import { expect, test } from './world.ts';

test('a draft stays with its chat, through other chats and a restart', async ({ world }) => {
  const server = await world.server();
  const { client, form } = await world.signIn('lan');
  const panel = await form.signIn({ address: server.url, account: '70001', password: 'sample' }, { stay: true });
  const first = new Chat(await client.windowOpenedBy(() => panel.openBuddy('哲哥')));
  await first.isShown();
  await first.editor.focus();
  await first.page.keyboard.insertText('only for zhe');

  const second = new Chat(await client.windowOpenedBy(() => panel.openBuddy('Echo')));
  await second.isShown();
  await expect(second.editor).toHaveText('');
  await second.say('for the parrot');
  await expect(second.feed.getByRole('article')).toHaveCount(2);
  await expect(second.page.getByText('only for zhe')).toHaveCount(0);
  await panel.tab('Recent').click();
  await expect(panel.recentRow('哲哥')).toHaveAccessibleName(/draft/);
  await client.stop();

  const again = await world.client('lan');
  const back = new Panel(again.main);
  await back.isShown();
  const restored = new Chat(await again.windowOpenedBy(() => back.openBuddy('哲哥')));
  await expect(restored.editor).toHaveText('only for zhe');
});

test('unread messages are counted until they are read, and survive a restart', async ({ world }) => {
  const server = await world.scriptedServer();
  const lan = { address: server.url, account: '70001', password: 'sample' };
  const { client, form } = await world.signIn('lan');
  const panel = await form.signIn(lan, { stay: true });
  for (const text of ['one', 'two', 'three']) {
    await server.house.post({
      sender: 70_002,
      target: { kind: 'person', number: 70_001 },
      segments: [{ kind: 'text', text }],
    });
  }
  await expect(panel.recentRow('哲哥')).toHaveAccessibleName(/3 unread/);
  await expect(panel.tab('Recent')).toHaveAccessibleDescription('3 unread');
  await client.stop();

  const again = await world.client('lan');
  const back = new Panel(again.main);
  await expect(back.recentRow('哲哥')).toHaveAccessibleName(/3 unread/);
  const chat = new Chat(await again.windowOpenedBy(() => back.recentRow('哲哥').dblclick()));
  await expect(chat.page.getByRole('separator', { name: 'New messages' })).toBeVisible();
  await chat.page.bringToFront();
  await chat.editor.focus();
  await expect(back.recentRow('哲哥')).not.toHaveAccessibleName(/unread/);
});

test('an input method confirms its candidates with Enter, and nothing is sent', async ({ world }) => {
  const { client, form } = await world.signIn('lan');
  const panel = await form.trySample();
  const chat = new Chat(await client.windowOpenedBy(() => panel.openBuddy('Echo')));
  await chat.isShown();
  await chat.editor.focus();
  const devtools = await chat.page.context().newCDPSession(chat.page);
  for (let round = 0; round < 100; round += 1) {
    await devtools.send('Input.imeSetComposition', { text: 'ni hao', selectionStart: 6, selectionEnd: 6 });
    await devtools.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    });
    await devtools.send('Input.insertText', { text: '你好' });
  }
  await expect(chat.editor).toHaveText('你好'.repeat(100));
  await expect(chat.feed.getByRole('article')).toHaveCount(0);
  await chat.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(chat.feed.getByRole('article').first()).toBeVisible();
});

test('hostile names and texts stay text', async ({ world }) => {
  const server = await world.scriptedServer();
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>\u202Egnp.exe';
  const number = server.house.addPerson({ nick: hostile, password: 'sample' });
  server.house.befriend(70_001, number);
  const { client, form } = await world.signIn('lan');
  const panel = await form.signIn({ address: server.url, account: '70001', password: 'sample' });
  await server.house.post({
    sender: number,
    target: { kind: 'person', number: 70_001 },
    segments: [{ kind: 'text', text: hostile }],
  });
  const row = panel.recentRow('<img src=x');
  await expect(row).toBeVisible();
  const chat = new Chat(await client.windowOpenedBy(() => row.dblclick()));
  await expect(chat.feed.getByRole('article')).toContainText('<img src=x onerror="document.title=1">');
  await expect(chat.page).toHaveTitle(/<img src=x/);
  for (const page of client.windows()) {
    await expect(page.locator('img[src="x"], script:not([src])')).toHaveCount(0);
    expect(await page.title()).not.toContain('\u202E');
  }
});

test('neither texts nor passwords are in any log', async ({ world }) => {
  const server = await world.server();
  const { client, form } = await world.signIn('lan');
  const panel = await form.signIn({ address: server.url, account: '70001', password: 'sample' }, { stay: true });
  const chat = new Chat(await client.windowOpenedBy(() => panel.openBuddy('Echo')));
  await chat.isShown();
  await chat.say('top secret words');
  await expect(chat.feed.getByRole('article')).toHaveCount(2);
  await client.stop();
  await server.stop();
  const logs = (await readdir(world.dir, { recursive: true })).filter((name) => name.endsWith('.log'));
  expect(logs).not.toEqual([]);
  for (const name of logs) {
    const text = await readFile(join(world.dir, name), 'utf8');
    expect(text).not.toContain('top secret words');
    expect(text).not.toMatch(/"sample"|psessionid|vfwebqq|ptwebqq=|skey=/);
  }
});
