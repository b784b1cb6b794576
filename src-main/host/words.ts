import type { AppError } from '#shared/errors.ts';
import { terminalLanguage } from './language.ts';

const en = {
  portTaken: (port: string) => `Port ${port} is used by another program. Choose another one with --port.`,
  portForbidden: (port: string) => `Port ${port} may not be used by this account. Choose another one with --port.`,
  readOnly: (path: string) => `${path} cannot be written. Check its permissions, or choose another folder with --data.`,
  newer: (path: string) => `${path} was written by a newer release. Use that release, or another folder with --data.`,
  inUse: (path: string) =>
    `${path} is used by another program. End that one first, or choose another folder with --data.`,
  storage: (path: string) => `${path} cannot be used. Check the disk, or choose another folder with --data.`,
  diskFull: (path: string) => `The disk is full, so ${path} cannot be written. Make room and start again.`,
  internal: (path: string) => `The client met a fault of its own and ended. Please report it; details are in ${path}.`,
  open: (url: string) => `The client is ready. Open this address in a browser on this computer: ${url}`,
  noDisplay: (url: string) => `There is no display here. Open this address in a browser on this computer: ${url}`,
  noBrowser: (url: string) => `No Chrome, Chromium or Edge was found. Open this address in a browser: ${url}`,
  browserFailed: (url: string) =>
    `The browser ended before it showed the client. Open this address in a browser: ${url}`,
  alreadyShown: (profile: string) => `Profile ${profile} is running already; its window was opened.`,
  alreadyRunning: (profile: string, url: string) => `Profile ${profile} is running already. Open this address: ${url}`,
  profileBusy: (profile: string) =>
    `Profile ${profile} is in use by a client that does not answer. End it first, or choose another one with --profile.`,
  serving: (url: string) => `The chat server is running at ${url}`,
  sample: (login: string, nick: string, password: string) =>
    `  sample account ${login} (${nick}), password ${password}`,
  askPassword: (login: string) => `Password for ${login}: `,
  noPassword: () => 'No password was given on standard input.',
  numberNotFree: (login: string) => `The number ${login} cannot be used for a new account; choose another one.`,
  noSuchAccount: (login: string) => `There is no account ${login} on this server.`,
  accountMade: (login: string) => `Account ${login} was made.`,
};
type Words = typeof en;

const zh: Words = {
  portTaken: (port) => `端口 ${port} 已被其他程序占用，请用 --port 另选一个。`,
  portForbidden: (port) => `当前用户无权使用端口 ${port}，请用 --port 另选一个。`,
  readOnly: (path) => `无法写入 ${path}，请检查权限，或用 --data 另选文件夹。`,
  newer: (path) => `${path} 由更新的版本写入，请使用该版本，或用 --data 另选文件夹。`,
  inUse: (path) => `${path} 正被其他程序使用，请先结束它，或用 --data 另选文件夹。`,
  storage: (path) => `无法使用 ${path}，请检查磁盘，或用 --data 另选文件夹。`,
  diskFull: (path) => `磁盘已满，无法写入 ${path}。请腾出空间后重新启动。`,
  internal: (path) => `程序内部出错，已经结束。请反馈此问题，详情见 ${path}。`,
  open: (url) => `客户端已就绪，请在本机浏览器中打开：${url}`,
  noDisplay: (url) => `此处没有显示器，请在本机浏览器中打开：${url}`,
  noBrowser: (url) => `没有找到 Chrome、Chromium 或 Edge，请在浏览器中打开：${url}`,
  browserFailed: (url) => `浏览器未能显示客户端，请在浏览器中打开：${url}`,
  alreadyShown: (profile) => `配置 ${profile} 已在运行，已打开它的窗口。`,
  alreadyRunning: (profile, url) => `配置 ${profile} 已在运行，请打开：${url}`,
  profileBusy: (profile) => `配置 ${profile} 正被一个没有响应的客户端使用，请先结束它，或用 --profile 另选一个。`,
  serving: (url) => `聊天服务器正在运行：${url}`,
  sample: (login, nick, password) => `  示例账号 ${login}（${nick}），密码 ${password}`,
  askPassword: (login) => `${login} 的密码：`,
  noPassword: () => '标准输入中没有密码。',
  numberNotFree: (login) => `号码 ${login} 不能用于新账号，请换一个。`,
  noSuchAccount: (login) => `此服务器上没有账号 ${login}。`,
  accountMade: (login) => `账号 ${login} 已创建。`,
};

/** What is said on the terminal, in the language of the person. */
export const words: Words = terminalLanguage() === 'zh' ? zh : en;

/** One sentence for a failure of the start; `place` is what it was about when the error does not say. */
export function startFailure(error: AppError, place: string): string {
  const path = String(error.detail?.path ?? place);
  const port = String(error.detail?.port ?? '');
  switch (error.code) {
    case 'refused':
      return error.detail?.reason === 'port-forbidden' ? words.portForbidden(port) : words.portTaken(port);
    case 'disk-full':
      return words.diskFull(path);
    case 'storage':
      switch (error.detail?.reason) {
        case 'read-only':
          return words.readOnly(path);
        case 'newer':
          return words.newer(path);
        case 'busy':
          return words.inUse(path);
        default:
          return words.storage(path);
      }
    default:
      return words.internal(path);
  }
}
