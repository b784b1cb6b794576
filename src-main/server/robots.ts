import { AppError } from '#shared/errors.ts';
import type { Log } from '#shared/log.ts';
import type { Segment } from '#shared/model.ts';
import type { House } from './house.ts';
import type { HouseMessage, Person, Target } from './house-types.ts';

const greetings =
  /(^|[^a-z])(hello|hi|hey|good (morning|afternoon|evening))([^a-z]|$)|你好|您好|大家好|早上好|晚上好|早安/i;
const chinese = /\p{Script=Han}/u;

const greetingPause = 60_000;

/** Lets the robots of the house answer. The function returned stops them. */
export function startRobots(house: House, log: Log): () => void {
  /** When each person was greeted in each group: once a minute is polite. */
  const greeted = new Map<string, number>();

  function mayGreet({ target, sender }: HouseMessage): boolean {
    const name = `${target.number} ${sender}`;
    const now = Date.now();
    if (now - (greeted.get(name) ?? 0) < greetingPause) return false;
    greeted.set(name, now);
    return true;
  }

  function answerOf(robot: Person, message: HouseMessage): Pick<HouseMessage, 'segments' | 'font'> | undefined {
    const inGroup = message.target.kind === 'group';
    if (robot.robot === 'echo') {
      return inGroup ? undefined : { segments: message.segments, ...(message.font ? { font: message.font } : {}) };
    }
    const text = message.segments.map((segment) => (segment.kind === 'text' ? segment.text : '')).join(' ');
    const isGreeting = greetings.test(text);
    if (inGroup && !isAddressed(robot, text) && !(isGreeting && mayGreet(message))) return undefined;
    const inChinese = chinese.test(text) || text.trim() === '';
    const nick = house.person(message.sender)?.nick ?? '';
    const greeting = inChinese ? `${nick}，你好！` : `Hello ${nick}! `;
    return { segments: [{ kind: 'text', text: (isGreeting ? greeting : '') + timeText(inChinese) }, smile] };
  }

  return house.listen((message, receivers) => {
    // Robots that answered each other would never stop.
    if (house.person(message.sender)?.robot) return;
    for (const number of receivers) {
      const robot = house.person(number);
      const answer = robot?.robot && answerOf(robot, message);
      if (!answer) continue;
      const { kind } = message.target;
      const target: Target = kind === 'group' ? message.target : { kind, number: message.sender };
      house.post({ sender: number, target, ...answer }).catch((cause: unknown) => {
        log.warn('server.robot-silent', { code: AppError.from(cause).code });
      });
    }
  });
}

const smile: Segment = { kind: 'face', id: 14 };

/** Whether a text names the robot by one of the words of its nick. "nine o'clock" does not name Clock. */
function isAddressed({ nick }: Person, text: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}'’]+/u);
  const names = nick.toLowerCase().split(/\s+/);
  return names.some((name) => (chinese.test(name) ? text.includes(name) : words.includes(name)));
}

function timeText(inChinese: boolean): string {
  const now = new Date();
  const style = { weekday: 'long', hour: '2-digit', minute: '2-digit', hour12: false } as const;
  return inChinese
    ? `现在是${now.toLocaleString('zh-CN', style)}。`
    : `It is ${now.toLocaleString('en-GB', style)} now.`;
}
