import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readRequest } from '#main/wire/webqq-form.ts';

/** A request as the scripted service saw it. */
export interface SeenRequest {
  readonly path: string;
  /** Query, form and envelope together. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly cookie: string;
  readonly referer: string;
}

/** An answer: a body with status 200, or all of it. `hang` never answers, `cut` ends the connection. */
export type Scripted =
  | string
  | 'hang'
  | 'cut'
  | {
      readonly status: number;
      readonly body?: string | Uint8Array;
      readonly headers?: Record<string, string | string[]>;
    };

/** A WebQQ service whose answers are the literal shapes of the reference; it knows nothing by itself. */
export interface TestService {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** The requests of one path. */
  calls(path: string): SeenRequest[];
  /** Changes what a path answers from now on. */
  answer(path: string, scripted: Scripted | ((request: SeenRequest) => Scripted)): void;
  /** Answers the next calls of a path in turn before the usual answer counts again. */
  next(path: string, ...scripted: Scripted[]): void;
  /** Answers the open poll, or the next one. A second answer before the first was taken is an error. */
  poll(scripted: Scripted): void;
  /** Polls that are open now. */
  openPolls(): number;
  close(): Promise<void>;
}

export const own = '70001';
/** Session number of the friend 70002. */
export const friendUin = 3155462211;
export const secondUin = 2910037745;
export const gid = 2482911730;
export const groupCode = 3320417785;
const hex80 = '5be0'.repeat(20);

export const login2Answer = (more: object = {}): string =>
  JSON.stringify({
    retcode: 0,
    result: {
      uin: 70001,
      cip: 2013211875,
      index: 1075,
      port: 43415,
      status: 'online',
      vfwebqq: hex80,
      psessionid: '8368046764001d636f6e6e',
      user_state: 0,
      f: 0,
      ...more,
    },
  });

/** webqq.md 7.1, without durable numbers. */
const friends =
  '{"retcode":0,"result":{"friends":[{"flag":0,"uin":3155462211,"categories":0},{"flag":4,"uin":2910037745,"categories":1}],"marknames":[{"uin":3155462211,"markname":"哲哥","type":0}],"categories":[{"index":1,"sort":1,"name":"同事"},{"index":2,"sort":2,"name":"家人"}],"vipinfo":[{"vip_level":0,"u":3155462211,"is_vip":0},{"vip_level":6,"u":2910037745,"is_vip":1}],"info":[{"face":0,"flag":8388608,"nick":"阿哲","uin":3155462211},{"face":525,"flag":289931840,"nick":"Nina &amp; co","uin":2910037745}]}}';
const groups =
  '{"retcode":0,"result":{"gnamelist":[{"flag":17825793,"name":"项目讨论","gid":2482911730,"code":3320417785}],"gmasklist":[{"gid":1000,"mask":0},{"gid":2482911730,"mask":1}],"gmarklist":[{"uin":2482911730,"markname":"开发群"}]}}';
const groupInfo =
  '{"retcode":0,"result":{"ginfo":{"face":0,"memo":"每周三例会","class":25,"fingermemo":"内部使用","code":3320417785,"createtime":1357000000,"flag":17825793,"level":1,"name":"项目讨论","gid":2482911730,"owner":3155462211,"members":[{"muin":3155462211,"mflag":0},{"muin":70001,"mflag":1}],"option":2,"markname":"开发群"},"minfo":[{"nick":"阿哲","province":"广东","gender":"male","uin":3155462211,"country":"中国","city":"深圳"},{"nick":"小岚","province":"","gender":"female","uin":70001,"country":"","city":""}],"cards":[{"muin":3155462211,"card":"测试-阿哲"}],"stats":[{"client_type":1,"uin":3155462211,"stat":10}],"vipinfo":[{"vip_level":0,"u":3155462211,"is_vip":0},{"vip_level":0,"u":70001,"is_vip":0}]}}';
const realNumbers: Readonly<Record<string, number>> = {
  [friendUin]: 70002,
  [secondUin]: 70003,
  [groupCode]: 600100,
};

const usual: Readonly<Record<string, Scripted | ((request: SeenRequest) => Scripted)>> = {
  '/check': "ptui_checkVC('0','!QXV','\\x00\\x00\\x00\\x00\\x00\\x01\\x11\\x71');",
  '/login': {
    status: 200,
    headers: {
      'set-cookie': [
        'uin=o0000070001; PATH=/;',
        'skey=@abcdefghi; PATH=/;',
        `ptwebqq=${'0123456789abcdef'.repeat(4)}; PATH=/;`,
      ],
    },
    body: "ptuiCB('0','0','http://ptlogin4.web2.qq.com/check_sig?pttype=1&uin=70001&service=login&nodirect=0&ptsigx=abc&s_url=x','0','登录成功！', '小岚');",
  },
  '/check_sig': {
    status: 302,
    headers: {
      location: 'http://web.qq.com/loginproxy.html',
      'set-cookie': ['p_skey=secret; PATH=/;', 'p_uin=o0000070001; PATH=/;'],
    },
  },
  '/channel/login2': login2Answer(),
  '/channel/logout2': '{"retcode":0,"result":"ok"}',
  '/channel/change_status2': '{"retcode":0,"result":"ok"}',
  '/channel/send_buddy_msg2': '{"retcode":0,"result":"ok"}',
  '/channel/shake2': '{"retcode":0,"result":"ok"}',
  '/channel/input_notify2': '{"retcode":0,"result":"ok"}',
  '/channel/send_qun_msg2': '{"retcode":0,"result":"ok"}',
  '/channel/get_online_buddies2': '{"retcode":0,"result":[{"client_type":1,"status":"online","uin":3155462211}]}',
  '/api/get_user_friends2': friends,
  '/api/get_group_name_list_mask2': groups,
  '/api/get_group_info_ext2': groupInfo,
  '/api/get_self_info2': '{"retcode":0,"result":{"uin":70001,"nick":"小岚","stat":10}}',
  '/api/get_single_long_nick2': '{"retcode":0,"result":[{"uin":70001,"lnick":"慢慢来"}]}',
  '/api/get_stranger_info2': '{"retcode":100000}',
  '/api/get_friend_uin2': ({ fields }) => {
    const account = realNumbers[String(fields.tuin)];
    return account === undefined
      ? '{"retcode":100000}'
      : `{"retcode":0,"result":{"uiuin":"","account":${account},"uin":${fields.tuin}}}`;
  },
};

export async function startTestService(): Promise<TestService> {
  const seen: SeenRequest[] = [];
  const answers = new Map(Object.entries(usual));
  const queues = new Map<string, Scripted[]>();
  const polls: ServerResponse[] = [];
  let nextPoll: Scripted | undefined;

  const server = createServer(async (request, response) => {
    const noted = await read(request);
    seen.push(noted);
    if (noted.path === '/channel/poll2') {
      response.on('close', () => {
        const index = polls.indexOf(response);
        if (index >= 0) polls.splice(index, 1);
      });
      polls.push(response);
      givePoll();
      return;
    }
    const queued = queues.get(noted.path)?.shift();
    const known = queued ?? answers.get(noted.path) ?? { status: 404, body: '<html>404</html>' };
    write(response, typeof known === 'function' ? known(noted) : known);
    // The end of a session ends its poll.
    if (noted.path === '/channel/logout2' && known !== 'hang') polls.pop()?.end('{"retcode":102,"errmsg":""}');
  });

  function givePoll(): void {
    const response = polls.at(-1);
    if (nextPoll === undefined || !response) return;
    const scripted = nextPoll;
    nextPoll = undefined;
    if (scripted !== 'hang') polls.pop();
    write(response, scripted);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    calls: (path) => seen.filter((each) => each.path === path),
    answer: (path, scripted) => void answers.set(path, scripted),
    next: (path, ...scripted) => void queues.set(path, [...(queues.get(path) ?? []), ...scripted]),
    poll(scripted) {
      if (nextPoll !== undefined) throw new Error('the answer before was not taken yet');
      nextPoll = scripted;
      givePoll();
    },
    openPolls: () => polls.length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<SeenRequest> {
  let body = '';
  for await (const chunk of request) body += chunk;
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const { r, fields } = readRequest(query, body);
  const { cookie = '', referer = '' } = request.headers;
  return { path, fields: { ...fields, ...r }, cookie, referer };
}

function write(response: ServerResponse, scripted: Scripted): void {
  if (scripted === 'hang') return;
  if (scripted === 'cut') response.destroy();
  else if (typeof scripted === 'string') response.end(scripted);
  else response.writeHead(scripted.status, scripted.headers).end(scripted.body);
}
