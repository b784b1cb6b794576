import { passwordKey } from '#main/wire/webqq-password.ts';
import type { House } from './house.ts';
import type { RobotKind } from './house-types.ts';

/** The password of every sample account. */
export const samplePassword = 'sample';

interface SamplePerson {
  readonly number: number;
  readonly nick: string;
  readonly signature: string;
  readonly robot?: RobotKind;
  readonly categories?: readonly string[];
}

const lan = 70_001;
const zhe = 70_002;
const echo = 70_010;
const clock = 70_011;
const everyday = ['同事', '家人'];

const people: readonly SamplePerson[] = [
  { number: lan, nick: '小岚', signature: '慢慢来，比较快', categories: everyday },
  { number: zhe, nick: '阿哲', signature: '在路上', categories: everyday },
  { number: 70_003, nick: 'Nina', signature: 'Coffee first.', categories: ['Work'] },
  { number: 70_004, nick: '老周', signature: '有事请留言' },
  { number: 70_005, nick: 'Tom Baker', signature: '' },
  { number: 70_006, nick: '林夏', signature: '今天也要开心' },
  { number: echo, nick: '回声 Echo', signature: '你说什么，我说什么 · I repeat what you say', robot: 'echo' },
  { number: clock, nick: '报时 Clock', signature: '问我几点了 · Ask me for the time', robot: 'clock' },
];

/** Buddies besides the robots, who are everybody's. */
const friendships: readonly (readonly [number, number])[] = [
  [lan, zhe],
  [lan, 70_003],
  [lan, 70_004],
  [lan, 70_006],
  [zhe, 70_003],
  [zhe, 70_005],
  [70_003, 70_005],
  [70_004, 70_006],
];

/** Remarks and categories: whose list, who, remark, category. */
const places: readonly (readonly [number, number, string, number])[] = [
  [lan, zhe, '哲哥', 1],
  [lan, 70_003, '', 1],
  [lan, 70_004, '周叔', 2],
  [zhe, lan, '', 1],
  [zhe, 70_003, 'Nina (design)', 1],
  [70_003, 70_005, 'Tom', 1],
];

/** Fills an empty house with the sample people, their buddy lists and two groups. */
export function furnish(house: House): void {
  house.together(() => moveIn(house));
}

function moveIn(house: House): void {
  for (const person of people) house.addPerson(person.robot ? person : { ...person, password: samplePassword });
  for (const [one, other] of friendships) house.befriend(one, other);
  for (const { number, robot } of people) {
    if (robot) continue;
    house.befriend(number, echo);
    house.befriend(number, clock);
  }
  for (const [owner, contact, remark, category] of places) house.arrangeContact(owner, contact, { remark, category });
  house.addGroup({
    number: 600_100,
    name: '项目讨论 Project talk',
    memo: '每周三上午十点例会，请提前准备好进展。\nWeekly meeting on Wednesday at ten.',
    owner: zhe,
    members: [
      { number: lan, admin: true, card: '小岚（测试）' },
      { number: 70_003, card: 'Nina · design' },
      { number: 70_004 },
      { number: 70_005, card: 'Tom' },
      { number: 70_006 },
      { number: echo },
      { number: clock },
    ],
  });
  house.addGroup({
    number: 600_101,
    name: '周末爬山',
    memo: '',
    owner: lan,
    members: [{ number: zhe }, { number: 70_006, card: '夏夏' }, { number: clock }],
  });
}

/** The sample people of this house who can still sign in with the sample password. */
export function sampleAccounts(house: House): { login: string; nick: string; password: string }[] {
  return people.flatMap(({ number }) => {
    const person = house.person(number);
    const key = house.passwordKey(number);
    if (!person || !key || Buffer.compare(key, passwordKey(samplePassword, String(number))) !== 0) return [];
    return [{ login: String(number), nick: person.nick, password: samplePassword }];
  });
}
