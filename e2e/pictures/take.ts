import type { Page } from 'playwright/test';
import type { ChatServer } from '#main/server/serve.ts';
import type { Segment } from '#shared/model.ts';
import type { Host, LaunchOptions } from '../hosts/host.ts';

/** What one look of all windows is taken with. */
export interface Sitting {
  readonly host: Host;
  readonly server: ChatServer;
  readonly options: LaunchOptions;
  /** The file of a picture. */
  readonly save: (name: string) => string;
}

const [lan, zhe, nina, xia] = [70_001, 70_002, 70_003, 70_006];
const [project, hikers] = [600_100, 600_101];
const text = (words: string): Segment => ({ kind: 'text', text: words });
const face = (id: number): Segment => ({ kind: 'face', id });

/** Takes a picture of every window in one language and theme, and ends the server on the way. */
export async function takePictures({ host, server, options, save }: Sitting): Promise<void> {
  await fill(server);
  const client = await host.launch(options);
  const { main } = client;
  const shot = async (page: Page, name: string, width: number, height: number) => {
    await page.setViewportSize({ width, height });
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: save(name), animations: 'disabled', caret: 'hide' });
  };

  const boxes = main.locator('input');
  await boxes.nth(0).waitFor();
  await shot(main, 'sign-in', 380, 520);
  await boxes.nth(0).fill(server.url);
  await boxes.nth(1).fill(String(lan));
  await main.locator('input[type=password]').fill('wrong');
  await main.locator('button[type=submit]').click();
  await main.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
  await shot(main, 'sign-in-refused', 380, 520);
  await main.locator('input[type=password]').fill('sample');
  await main.locator('button[type=submit]').click();

  const tabs = main.getByRole('tab');
  await tabs.first().waitFor();
  await main.getByRole('option').nth(3).waitFor();
  await shot(main, 'panel-notice', 300, 680);
  const notices = main.getByRole('region', { name: /^(Notices|提示|通知)$/ });
  await notices.getByRole('button').first().click();
  await notices.waitFor({ state: 'hidden' });
  await shot(main, 'panel-recent', 300, 680);
  await tabs.nth(1).click();
  await main.getByRole('treeitem').nth(2).waitFor();
  await shot(main, 'panel-buddies', 300, 680);
  await tabs.nth(2).click();
  await main.getByRole('option').nth(1).waitFor();
  await shot(main, 'panel-groups', 300, 680);
  await main.getByRole('searchbox').fill('z');
  await shot(main, 'panel-search', 300, 680);
  await main.getByRole('searchbox').fill('');
  await main.getByRole('button', { name: /Account menu|账号菜单/ }).click();
  await main.getByRole('menu').waitFor();
  await shot(main, 'panel-menu', 300, 680);
  await main.keyboard.press('Escape');
  await main.getByRole('button', { name: /^(Settings|设置)$/ }).click();
  await main.getByRole('dialog').waitFor();
  await shot(main, 'settings', 420, 680);
  await main.keyboard.press('Escape');
  await main.getByRole('dialog').waitFor({ state: 'hidden' });

  await tabs.nth(1).click();
  const buddy = await client.windowOpenedBy(() => main.getByRole('treeitem', { name: /哲哥/ }).dblclick());
  await buddy.getByRole('article').last().waitFor();
  await shot(buddy, 'chat-buddy', 620, 560);
  await buddy.getByRole('button', { name: /^(Faces|表情)/ }).click();
  await buddy.getByRole('gridcell').or(buddy.getByRole('option')).first().waitFor();
  await shot(buddy, 'chat-faces', 620, 560);
  await buddy.close();

  const empty = await client.windowOpenedBy(() => main.getByRole('treeitem', { name: /周叔/ }).dblclick());
  await empty.getByRole('textbox').last().waitFor();
  await shot(empty, 'chat-empty', 620, 560);
  await empty.close();

  await tabs.nth(2).click();
  const group = await client.windowOpenedBy(() => main.getByRole('option', { name: /Project talk/ }).dblclick());
  await group.getByRole('article').last().waitFor();
  await group.getByRole('complementary').getByRole('option').nth(3).waitFor();
  await shot(group, 'chat-group', 840, 600);

  await server.close();
  const banner = /Connection lost\.|连接已断开/;
  await group.getByText(banner).first().waitFor({ timeout: 30_000 });
  await shot(group, 'chat-reconnecting', 840, 600);
  await tabs.nth(0).click();
  await shot(main, 'panel-reconnecting', 300, 680);
  await client.stop();
}

/** Lets the sample people talk, so that the pictures show what a day looks like. */
async function fill({ house }: ChatServer): Promise<void> {
  const say = (sender: number, number: number, ...segments: Segment[]) =>
    house.post({ sender, target: { kind: number >= 600_000 ? 'group' : 'person', number }, segments });
  await say(nina, lan, text('The drafts are in the shared folder. Could you look at them before four?'));
  await say(xia, hikers, text('周六早上七点，地铁口见 '), face(74));
  await say(zhe, hikers, text('好的，我带水和面包'));
  await say(zhe, project, text('今天下午把接口定下来，大家看看 https://example.org/api 有没有问题'));
  await say(nina, project, text('Looks fine to me. One question about the names, see below.'));
  await say(nina, project, text('Should “uin” stay, or do we call it “account”?'));
  await say(xia, project, text('我觉得保留 uin 好，文档里都这么写 '), face(14));
  await say(zhe, project, face(76), face(79));
  await say(zhe, lan, text('在吗？'));
  await say(zhe, lan, text('晚上一起吃饭吧 '), face(63));
  await say(zhe, lan, face(14));
  await say(zhe, lan, text('我订了七点的位子，就在公司楼下那家，人多的话可以再加两个座位。你问问老周来不来？'));
}
