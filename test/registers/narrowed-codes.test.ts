/** Codes that stand under another choice: a second level of categories under the first, aspects under a scheme. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerOf } from '../../domain/registers/registers.ts';
import { fieldProblems } from '../../main/registers/validate.ts';
import type { Parsed } from '../../preload/contract/contract.ts';
import { codeOptions } from '../../renderer/registers/code-options.ts';
import { director, failureOf, openOffice, person, type Office } from './office.ts';

const officer = person('rect', ['RECT_OFFICER']);

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.dispose());

type Children = Parameters<Office['save']>[1]['children'];

function problem(catL1: string | null, catL2: string, children: Children = {}) {
  const values = { targetId: '县民政局党组', statement: '发放不规范', catL1, catL2 };
  return office.save(officer, { register: 'problem', values, children });
}

function edit(more: Partial<Parsed<'codes.save'>['code']>) {
  const code = {
    list: 'categoryL1',
    code: 'OWN',
    label: '本市方面',
    sort: 900,
    basis: '本市文件',
    verified: true,
    validFrom: null,
    validTo: null,
    synonyms: [],
    parent: 'FOCUS',
    guidance: '',
    ...more,
  };
  return office.write((tx) => office.engine.writes['codes.save'](tx, director, { code, reason: '本市方案' }));
}

test('a second level that belongs to another first level is not taken', () => {
  expect(failureOf(() => problem('FOCUS_ORG', 'L2_FUNDS')).fields).toMatchObject({
    catL2: '问题类别（二级）“惠民惠农资金管理使用不规范”不属于所选的上一级，请改选。',
  });
  expect(problem('FOCUS_PEOPLE', 'L2_FUNDS').no).not.toBe('');
  expect(problem(null, 'L2_FUNDS').no).not.toBe('');
});

test('nor is one in a line of another scheme', () => {
  const line = (scheme: string, catL1: string) => ({
    categories: [{ rowId: '', values: { scheme, catL1 } }],
  });
  const stray = () => problem('FOCUS_PEOPLE', 'L2_FUNDS', line('MAJOR', 'DISC_WORK'));
  expect(failureOf(stray).fields).toHaveProperty(['categories.0.catL1']);
  expect(problem('FOCUS_PEOPLE', 'L2_FUNDS', line('DISCIPLINE', 'DISC_WORK')).no).not.toBe('');
});

test('an aspect of the evaluation stands under the scheme of the plan', () => {
  const { codes } = office.engine.reference();
  const row = { rowId: 'a', values: { aspect: 'FIVE_1', indicator: '责任', full: 20, score: 18 } };
  const problemsUnder = (evalScheme: string) => {
    const candidate = {
      before: {},
      values: { evalScheme },
      children: { scores: [row] },
      storedRows: new Map(),
    };
    return fieldProblems(registerOf('rectPlan'), candidate, codes, '2026-03-09')['scores.0.aspect'];
  };
  expect(problemsUnder('SIX_ASPECTS')).toContain('不属于所选的上一级');
  expect(problemsUnder('FIVE_LOOKS')).toBeUndefined();
});

test('the form offers what stands under the other choice, and keeps what is held in view', () => {
  const { codes } = office.engine.reference();
  const offered = (parent: string | null, held: readonly string[] = []) =>
    codeOptions(codes, 'categoryL2', '2026-03-09', held, parent).map(
      ({ value, label }) => `${value} ${label}`,
    );
  expect(offered('FOCUS_RECTIFY').map((text) => text.split(' ')[0])).toEqual(['L2_OLD', 'L2_USE']);
  expect(offered(null).length).toBeGreaterThan(10);
  expect(offered('FOCUS_RECTIFY', ['L2_STUDY'])).toContain('L2_STUDY 学习贯彻不深入（不属于所选的上一级）');
});

test('an office adds categories under a scheme, and under nothing that is not there', () => {
  edit({});
  edit({ list: 'categoryL2', code: 'OWN_2', label: '本市类别', parent: 'OWN' });
  expect(problem('OWN', 'OWN_2').no).not.toBe('');
  const lost = () => edit({ code: 'LOST', label: '没有上级', parent: 'FOCUS_ORG' });
  expect(failureOf(lost).fields).toHaveProperty('parent');
});
