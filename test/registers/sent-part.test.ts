/** What a register does not say it sends is refused wherever it comes from: nobody is to hold it by another office's mistake. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { poolPerson } from '../../domain/registers/pool-person/pool-person.ts';
import { problem } from '../../domain/registers/problem/problem.ts';
import { sendableChildren, sendableFields, sendingMistake } from '../../domain/sent-part.ts';
import { cityOffice, office as countyInfo, type Office, openOffice } from './office.ts';

let city: Office;
beforeAll(async () => {
  city = await openOffice({ of: cityOffice });
});
afterAll(() => city.dispose());

const stamp = { by: '某某', at: 1_700_000_000_000 };
const person = {
  ...{ id: 'p1', rev: 1, office: countyInfo.id, no: 'RC330824-2026-0001', state: 'IN_POOL' },
  ...{ created: stamp, updated: stamp, void: null },
  values: { name: '推荐某', unit: '县审计局' },
  children: { posts: [{ rowId: 'r1', values: { unit: '县审计局' } }] },
};
const review = (record: unknown) =>
  city.engine.reviewImported('poolPerson', countyInfo.id, record, () => false);

describe('a record from another office', () => {
  it('is taken with what its register sends, its mark included', () => {
    expect(review({ ...person, values: { ...person.values, secrecyLevel: 'SECRET' } }).outcome).toBe('new');
  });

  it.each([
    ['a field', { values: { ...person.values, idNo: '330824198507120018' } }],
    ['a table', { children: { appraisals: [{ rowId: 'r1', values: { opinion: '评语' } }] } }],
    ['a column of a table', { children: { education: [{ rowId: 'r1', values: { degree: '本科' } }] } }],
  ])('is refused with %s beyond that', (_what, more) => {
    const { outcome, reason } = review({ ...person, ...more });
    expect({ outcome, reason }).toMatchObject({ outcome: 'refused' });
    expect(reason).toContain('不认识');
  });

  it.each([
    ['poolPerson', '人才库人员'],
    ['coordRequest', '协作事项'],
  ])('brings no scans where its register sends none: %s', (register, label) => {
    const scan = {
      ...{ id: 'a1', rev: 1, office: countyInfo.id, register, record: 'p1', name: '简历.pdf' },
      ...{ mediaType: 'application/pdf', size: 1, sha256: 'a'.repeat(64), ...stamp },
    };
    const { outcome, reason } = city.engine.reviewAttachment(countyInfo.id, scan, () => true);
    expect({ outcome, reason }).toEqual({ outcome: 'refused', reason: `${label}的附件不在单位之间传递。` });
  });
});

describe('a line that says less than the record', () => {
  const common = {
    ...{
      id: 'w1',
      rev: 1,
      office: countyInfo.id,
      no: 'WT330824-2026-00001',
      state: 'FED_BACK',
      reduced: true,
    },
    ...{ created: stamp, updated: stamp, void: null, children: {} },
    values: { statement: '奖金发放不规范', isCommon: true },
  };
  const reviewProblem = (line: unknown) =>
    city.engine.reviewImported('problem', countyInfo.id, line, () => false);

  it('is taken with what its register sends reduced, and with nothing beyond', () => {
    expect(reviewProblem(common).outcome).toBe('new');
    const more = { ...common, values: { ...common.values, facts: '2025年' } };
    expect(reviewProblem(more)).toMatchObject({ outcome: 'refused', code: 'malformed' });
  });

  it('is refused of a register that is told whole', () => {
    const { outcome, reason } = review({ ...person, reduced: true });
    expect({ outcome, reason }).toEqual({ outcome: 'refused', reason: '人才库人员不能只发一部分内容。' });
  });
});

describe('a description', () => {
  it('says what leaves by what there is', () => {
    const sent = sendableFields(poolPerson).map(({ key }) => key);
    expect(sent).toEqual(expect.arrayContaining(['name', 'markKind']));
    expect(sent).not.toContain('idNo');
    expect(sendableChildren(poolPerson).map(({ key }) => key)).not.toContain('appraisals');
    const wrong = { ...poolPerson, sends: { fields: ['nickname'], children: {}, attachments: false } };
    expect(sendingMistake(wrong)).toContain('nickname');
    const handing = { ...poolPerson, travels: [{ ...poolPerson.travels[0], handsOver: true as const }] };
    expect(sendingMistake(handing)).toContain('whole');
    const { sendsReduced: _, ...silent } = problem;
    expect(sendingMistake(silent)).toContain('reduced');
    const sendsReduced = { fields: ['statement'], children: { categories: ['scheme'] }, attachments: false };
    expect(sendingMistake({ ...problem, sendsReduced })).toContain('categories');
  });
});
