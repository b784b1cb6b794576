import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import envPaths from 'env-paths';

/** What the words after the program's name ask for. */
export interface CommandLine {
  /** Name of the profile: letters, digits, `-`, `_` and `.`. */
  readonly profile: string;
  /** Where the profiles are, or for `serve` the folder of the chat server. */
  readonly data: string;
  readonly headless: boolean;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly json: boolean;
  /** Run the chat server alone. */
  readonly serve: boolean;
  /** Add the sample people to the chat server. */
  readonly demo: boolean;
  /** Make an account on the chat server and end; the password comes from standard input. */
  readonly addAccount?: NewAccount;
}

/** An account that an administrator makes. */
export interface NewAccount {
  /** The account number: five to ten digits. */
  readonly login: string;
  readonly nick: string;
  /** Account numbers of people who get it as a buddy, and it gets them. */
  readonly buddies: readonly string[];
}

/** Why a command line was not understood, in words for the person who wrote it. */
export class UsageError extends Error {}

const usageEnglish = `Usage: npm start -- [options]
  --profile NAME   use an independent client with data of its own (default: default)
  --data DIR       keep the profiles in this folder
  --headless       open no window, print the address of the client
  --port N         listen on this port, 0 for any (default: 0)
  --json           print one line of JSON
Usage: npm run server -- --data DIR [options]
  --port N         listen on this port, 0 for any (default: 0)
  --demo           add sample people and groups
  --json           print one line of JSON
  --add-account NUMBER --nick NAME [--buddy NUMBER ...]
                   make an account and end; the password is read from standard input`;

const usageChinese = `用法：npm start -- [选项]
  --profile 名称   使用独立的客户端，数据互不相干（默认：default）
  --data 文件夹    把各配置的数据放在此文件夹
  --headless       不打开窗口，只显示客户端的地址
  --port 端口      监听的端口，0 表示任意（默认：0）
  --json           输出一行 JSON
用法：npm run server -- --data 文件夹 [选项]
  --port 端口      监听的端口，0 表示任意（默认：0）
  --demo           加入示例用户和群
  --json           输出一行 JSON
  --add-account 号码 --nick 昵称 [--buddy 号码 ...]
                   创建账号后结束，密码从标准输入读取`;

/** What can be asked for, in the language of a terminal. */
export const usage = { en: usageEnglish, zh: usageChinese };

/**
 * Reads the arguments after the program's name. Switches of Electron and Chromium itself never get here: the caller
 * takes them out. Throws {@link UsageError}.
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const values = parse(args);
  const serve = values.serve ?? false;
  const addAccount = newAccount(values['add-account'], values.nick, values.buddy ?? []);
  if (serve && values.data === undefined) throw new UsageError('--serve needs --data DIR.');
  if (addAccount && !serve) throw new UsageError('--add-account goes with --serve.');
  if (values.demo && !serve) throw new UsageError('--demo goes with --serve.');
  return {
    profile: profileName(values.profile ?? 'default'),
    data: values.data === undefined ? envPaths('webqq-desktop', { suffix: '' }).data : resolve(values.data),
    headless: values.headless ?? false,
    port: portNumber(values.port ?? '0'),
    json: values.json ?? false,
    serve,
    demo: values.demo ?? false,
    ...(addAccount ? { addAccount } : {}),
  };
}

/** The folder of the profile. */
export function profileDir({ data, profile }: Pick<CommandLine, 'data' | 'profile'>): string {
  return join(data, profile);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        profile: { type: 'string' },
        data: { type: 'string' },
        headless: { type: 'boolean' },
        port: { type: 'string' },
        json: { type: 'boolean' },
        serve: { type: 'boolean' },
        demo: { type: 'boolean' },
        'add-account': { type: 'string' },
        nick: { type: 'string' },
        buddy: { type: 'string', multiple: true },
      },
    }).values;
  } catch (error) {
    const [reason = ''] = error instanceof Error ? error.message.split(/\.\s/) : [];
    throw new UsageError(`${reason}.`);
  }
}

function profileName(name: string): string {
  // It becomes the name of a folder, also on Windows.
  if (!/^[\w-][\w.-]{0,63}$/.test(name) || name.endsWith('.')) {
    throw new UsageError(`--profile ${JSON.stringify(name)} may hold letters, digits, "-", "_" and ".".`);
  }
  return name;
}

function portNumber(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) throw new UsageError(`--port ${JSON.stringify(text)} is not a number from 0 to 65535.`);
  return port;
}

function newAccount(
  login: string | undefined,
  nick: string | undefined,
  buddies: readonly string[],
): NewAccount | undefined {
  if (login === undefined) {
    if (nick !== undefined) throw new UsageError('--nick goes with --add-account.');
    if (buddies.length > 0) throw new UsageError('--buddy goes with --add-account.');
    return undefined;
  }
  for (const number of [login, ...buddies]) {
    if (!/^[1-9]\d{4,9}$/.test(number)) throw new UsageError('An account has a number of five to ten digits.');
  }
  if (!nick?.trim()) throw new UsageError('--add-account needs --nick NAME.');
  return { login, nick: nick.trim(), buddies };
}
