// @vitest-environment node
import { expect, test } from 'vitest';
import { pinyinKeys } from './pinyin.ts';

test.each([
  ['林梅', 'linmei', 'lm'],
  ['王小明', 'wangxiaoming', 'wxm'],
  ['张伟', 'zhangwei', 'zw'],
  ['欧阳娜娜', 'ouyangnana', 'oynn'],
  ['吕布', 'lvbu', 'lb'],
  ['赵子龙', 'zhaozilong', 'zzl'],
  ['陈Alex', 'chenalex', 'calex'],
  ['曾国藩', 'zengguofan', 'zgf'],
  ['单雄信', 'shanxiongxin', 'sxx'],
  ['读书会', 'dushuhui', 'dsh'],
  ['运维小组', 'yunweixiaozu', 'ywxz'],
])('%s can be found by %s and %s', (name, full, initials) => {
  expect(pinyinKeys(name)).toEqual(expect.arrayContaining([full, initials]));
});

test('names without Chinese characters have no pinyin', () => {
  expect(pinyinKeys('Lin Mei')).toEqual([]);
  expect(pinyinKeys('')).toEqual([]);
});

test('five thousand names are indexed without a pause that anybody notices', () => {
  const names = Array.from({ length: 5_000 }, (_, at) => String.fromCodePoint(0x4e00 + at, 0x5200 + at));
  expect(names.flatMap((name) => pinyinKeys(name)).every((key) => key.length > 0)).toBe(true);
});
