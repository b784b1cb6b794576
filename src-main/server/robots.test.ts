import { expect, onTestFinished, test } from 'vitest';
import { furnish } from './demo.ts';
import { openHouse } from './house.ts';
import { startRobots } from './robots.ts';
import { freshDir } from './webqq-door/test-client.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const [lan, echo, clock, hiking] = [70_001, 70_010, 70_011, 600_101];

function liveIn() {
  const house = openHouse(freshDir(), quiet);
  onTestFinished(() => house.close());
  furnish(house);
  const heard: string[] = [];
  onTestFinished(startRobots(house, quiet));
  house.listen(({ sender, segments }) => {
    const text = segments.map((segment) => (segment.kind === 'text' ? segment.text : '☺')).join('');
    if (sender !== lan) heard.push(text);
  });
  const say = async (text: string, target: { kind: 'person' | 'group'; number: number }) => {
    heard.length = 0;
    await house.post({ sender: lan, target, segments: [{ kind: 'text', text }] });
    // What the robots say is in the next commit.
    house.flush();
    return [...heard];
  };
  return { say };
}

test('one repeats', async () => {
  const { say } = liveIn();
  expect(await say('abc 你好', { kind: 'person', number: echo })).toEqual(['abc 你好']);
});

test('one tells the time in the language of the question', async () => {
  const { say } = liveIn();
  expect(await say('几点？', { kind: 'person', number: clock })).toEqual([expect.stringMatching(/^现在是.*。☺$/)]);
  expect(await say('hi', { kind: 'person', number: clock })).toEqual([
    expect.stringMatching(/^Hello 小岚! It is .*\.☺$/),
  ]);
});

test('in groups it answers its name always, and greets each person once in a while', async () => {
  const { say } = liveIn();
  const group = { kind: 'group' as const, number: hiking };
  const answers: Record<string, number> = {};
  for (const text of ['see you at nine o’clock', 'this ship', '大家好', 'hello', 'Clock, the time?', '报时几点了']) {
    answers[text] = (await say(text, group)).length;
  }
  expect(Object.values(answers)).toEqual([0, 0, 1, 0, 1, 1]);
});
