import { AppError } from '#shared/errors.ts';
import type { Log } from '#shared/log.ts';
import type { Segment } from '#shared/model.ts';
import type { House } from './house.ts';
import type { HouseMessage, Person, Target } from './house-types.ts';

const greetings =
  /(^|[^a-z])(hello|hi|hey|good (morning|afternoon|evening))([^a-z]|$)|你好|您好|大家好|早上好|晚上好|早安/i;
const chinese = /\p{Script=Han}/u;

/** Lets the robots of the house answer. The function returned stops them. */
export function startRobots(house: House, log: Log): () => void {
  return house.listen((message, receivers) => {
    // Robots that answered each other would never stop.
    if (house.person(message.sender)?.robot) return;
    for (const number of receivers) {
      const robot = house.person(number);
      const answer = robot?.robot && answerOf(robot, message, house.person(message.sender)?.nick ?? '');
      if (!robot || !answer) continue;
      const target: Target =
        message.target.kind === 'group' ? message.target : { kind: 'person', number: message.sender };
      house.post({ sender: number, target, ...answer }).catch((cause: unknown) => {
        log.warn('server.robot-silent', { code: AppError.from(cause).code });
      });
    }
  });
}

type RobotAnswer = Pick<HouseMessage, 'segments' | 'font'> | undefined;

function answerOf(robot: Person, message: HouseMessage, nick: string): RobotAnswer {
  const inGroup = message.target.kind === 'group';
  if (robot.robot === 'echo') {
    return inGroup ? undefined : { segments: message.segments, ...(message.font ? { font: message.font } : {}) };
  }
  const text = message.segments.map((segment) => (segment.kind === 'text' ? segment.text : '')).join(' ');
  const isGreeted = greetings.test(text);
  if (inGroup && !isGreeted && !isAddressed(robot, text)) return undefined;
  const inChinese = chinese.test(text) || text.trim() === '';
  const greeting = inChinese ? `${nick}，你好！` : `Hello ${nick}! `;
  return { segments: [{ kind: 'text', text: (isGreeted ? greeting : '') + timeText(inChinese) }, smile] };
}

const smile: Segment = { kind: 'face', id: 14 };

/** Whether a text names the robot by one of the words of its nick. */
function isAddressed({ nick }: Person, text: string): boolean {
  const words = text.toLowerCase();
  return nick
    .toLowerCase()
    .split(/\s+/)
    .some((name) => words.includes(name));
}

function timeText(inChinese: boolean): string {
  const now = new Date();
  const style = { weekday: 'long', hour: '2-digit', minute: '2-digit', hour12: false } as const;
  return inChinese
    ? `现在是${now.toLocaleString('zh-CN', style)}。`
    : `It is ${now.toLocaleString('en-GB', style)} now.`;
}
