/** What goes to every county names none of them unasked. */
import { expect, it } from 'vitest';
import type { Values } from '../../../domain/register.ts';
import { commonNamesNobody } from '../../../domain/registers/problem/checks.ts';

const about: Values = {
  targetId: '开化县民政局党组',
  responsible: '计财科，王小明',
  statement: '奖金发放不规范',
  suggestion: '对照自查，三个月内完成整改。',
  isCommon: true,
};

const asked = (more: Values) =>
  Object.keys(
    commonNamesNobody.check({ values: { ...about, ...more }, children: {}, today: '2026-04-20' })?.fields ??
      {},
  );

it('a common problem that names the organisation, its unit or a person answering is asked about', () => {
  expect(asked({})).toEqual([]);
  expect(asked({ statement: '开化县民政局奖金发放不规范' })).toEqual(['statement']);
  expect(asked({ suggestion: '由计财科清退，王小明作出检查。' })).toEqual(['suggestion']);
  const both = { statement: '王小明超发奖金', suggestion: '开化县民政局党组专题研究。' };
  expect(asked(both)).toEqual(['statement', 'suggestion']);
});

it('a name is known in whatever width and with whatever blanks it is written', () => {
  const hospital = { targetId: '开化县第2医院（新区）党委' };
  expect(asked({ ...hospital, statement: '开化县第２医院(新区) 奖金发放不规范' })).toEqual(['statement']);
  expect(asked({ responsible: '王\u3000明', statement: '王明超发奖金' })).toEqual(['statement']);
  expect(asked({ responsible: '王明', suggestion: '由王 明作出检查' })).toEqual(['suggestion']);
  expect(asked({ responsible: '王\u3000明\u3000李\u3000四', statement: '李四超发奖金' })).toEqual([
    'statement',
  ]);
});

it('what goes to one county alone may name it, and blanks name nobody', () => {
  expect(asked({ isCommon: false, statement: '开化县民政局奖金发放不规范' })).toEqual([]);
  expect(asked({ targetId: null, responsible: null })).toEqual([]);
});
