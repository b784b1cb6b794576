import { expect, test } from './world.ts';

const lan = (address: string) => ({ address, account: '70001', password: 'sample' });

test('after three wrong passwords a picture is to be read, and who reads it comes in', async ({ world }) => {
  const codes: string[] = [];
  const server = await world.scriptedServer({ onPicture: ({ code }) => codes.push(code) });
  const { form } = await world.signIn('lan');
  for (const password of ['one', 'two', 'three']) {
    await form.submitWith({ ...lan(server.url), password });
    await expect(form.message).toContainText('The account or password is not right.');
    await expect(form.submit).toBeEnabled();
  }
  await form.submitWith(lan(server.url));
  await expect(form.pictureCode).toBeFocused();
  await expect(form.message).toContainText('Type the letters in the picture.');
  const width = () => form.picture.evaluate((element) => (element as HTMLImageElement).naturalWidth);
  await expect.poll(width).toBe(130);

  await form.page.keyboard.insertText('QQQQ');
  await form.page.keyboard.press('Enter');
  await expect(form.message).toContainText('The picture code was not accepted.');
  await expect(form.pictureCode).toHaveValue('');
  await form.page.getByRole('button', { name: 'Another picture' }).click();
  await expect(form.message).toContainText('Type the letters in the picture.');
  await expect.poll(width).toBe(130);
  expect(codes.length).toBe(3);

  await form.page.reload();
  await expect(form.pictureCode).toBeFocused();
  await form.page.keyboard.insertText(codes.at(-1)?.toLowerCase() ?? '');
  await form.page.keyboard.press('Enter');
  await form.panel();
});
