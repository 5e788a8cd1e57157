/** 组内职务配备, 专业配备 and 交叉编组规则 as tables of the office. */
import { seedRows, type OfficeRow, type OfficeTable } from '../office-tables/office-table.ts';
import { fieldsOf } from '../registers/common/fields-of.ts';
import { headRankTable } from '../registers/supervision-group/workflow.ts';
import { listOf } from '../text/text-of.ts';
import type { SeatNeed, SkillNeed } from './staffing/problem.ts';

const proposal = '软件建议，待本办核定';
const headRank = '人才库管理办法：县级组长、副组长不低于副科（待核）';
const seat = fieldsOf('组内职务');
const skill = fieldsOf('专业配备');
const head = fieldsOf('督导组组长职级');
const crossing = fieldsOf('交叉编组规则');

/** One group of five to seven with one leader, and somebody of its own who receives petitioners (reference 3.6). */
export const seatTable: OfficeTable = {
  id: 'groupSeat',
  label: '组内职务配备',
  help: '每个巡察组各种职务配几人、最低什么职级；自动编组按这里配齐。',
  grows: true,
  fields: [
    seat.code('role', '组内职务', 'memberRole', { required: true }),
    seat.integer('count', '人数', { required: true, min: 0, max: 20 }),
    seat.code('minRank', '最低职级', 'personRank'),
  ],
  seed: seedRows('groupSeat', [
    ['LEADER', '组长', { role: 'LEADER', count: 1, minRank: 'SECTION_DEPUTY' }, headRank, false],
    ['DEPUTY', '副组长', { role: 'DEPUTY', count: 1, minRank: 'SECTION_DEPUTY' }, headRank, false],
    ['LIAISON', '联络员', { role: 'LIAISON', count: 1, minRank: null }, proposal, false],
    ['MEMBER', '成员', { role: 'MEMBER', count: 2, minRank: null }, proposal, false],
    ['PETITION', '信访专员', { role: 'PETITION', count: 1, minRank: null }, proposal, false],
    ['FINANCE', '财务专员', { role: 'FINANCE', count: 1, minRank: null }, proposal, false],
    ['INFORMATION', '信息员', { role: 'INFORMATION', count: 0, minRank: null }, proposal, false],
  ]),
};

export const skillTable: OfficeTable = {
  id: 'groupSkill',
  label: '专业配备',
  help: '每个巡察组至少要有哪些专业的人员；缺了的，编组时提示，自动编组不会少配。',
  grows: true,
  fields: [
    skill.codes('majors', '专业特长（有其一即可）', 'major', { required: true, span: 16 }),
    skill.integer('atLeast', '至少（人）', { required: true, min: 1, max: 10 }),
  ],
  seed: seedRows('groupSkill', [
    ['DISCIPLINE', '纪检监察', { majors: ['DISCIPLINE'], atLeast: 1 }, proposal, false],
    ['FINANCE', '财务（审计）', { majors: ['FINANCE', 'AUDIT', 'ACCOUNTING'], atLeast: 1 }, proposal, false],
    ['WRITING', '组织（文字）', { majors: ['ORGANISATION', 'WRITING'], atLeast: 1 }, proposal, false],
  ]),
};

/** Of which ranks a supervision group may have its head; Putian sent heads of 正处 (reference 2.4, 3.8). */
export const supervisionHeadTable: OfficeTable = {
  id: headRankTable,
  label: '督导组组长职级',
  help: '派出督导组时，组长的职级须在这里所列的范围内；不在的，要写明经谁同意、什么理由。没有填写的层级不作要求。',
  grows: true,
  fields: [
    head.code('level', '派出层级', 'inspectionLevel', { required: true }),
    head.codes('ranks', '可任组长的职级', 'personRank', { required: true, span: 16 }),
  ],
  seed: seedRows(headRankTable, [
    [
      'CITY',
      '市级派出：正处以上',
      { level: 'CITY', ranks: ['DIVISION', 'BUREAU_DEPUTY'] },
      '莆田市督导组的做法（待核）',
      false,
    ],
    [
      'COUNTY',
      '县级派出：正科以上',
      { level: 'COUNTY', ranks: ['SECTION', 'DIVISION_DEPUTY', 'DIVISION', 'BUREAU_DEPUTY'] },
      proposal,
      false,
    ],
  ]),
};

const lookback = 'LOOKBACK';
/** Where the office's table has no row for it. */
const usualLookback = 2;

export const crossRuleTable: OfficeTable = {
  id: 'crossRule',
  label: '交叉编组规则',
  help: '交叉编组方案核对时用的数；派出地与被巡察地不同、三个以上的县（市、区）不得两地互查，由程序核对，不能放宽。',
  grows: false,
  fields: [crossing.integer('number', '数值', { required: true, min: 0, max: 20 })],
  seed: seedRows('crossRule', [
    [lookback, '同一派出地不再巡察同一地方的轮数', { number: usualLookback }, proposal, false],
  ]),
};

/** How many earlier rounds of crossing groups may not be repeated (reference 3.8). */
export function crossLookback(rows: readonly OfficeRow[]): number {
  const number = rows.find(({ code }) => code === lookback)?.values['number'];
  return typeof number === 'number' ? number : usualLookback;
}

/** `rankOf` is the place of a rank in the office's order. */
export function seatsOf(rows: readonly OfficeRow[], rankOf: (code: string) => number): readonly SeatNeed[] {
  return rows.map(({ label, values }) => ({
    role: String(values['role'] ?? ''),
    label,
    count: Number(values['count'] ?? 0),
    minRank: typeof values['minRank'] === 'string' ? rankOf(values['minRank']) : 0,
  }));
}

export function skillsOf(rows: readonly OfficeRow[]): readonly SkillNeed[] {
  return rows.map(({ label, values }) => ({
    label,
    majors: listOf(values['majors']),
    atLeast: Number(values['atLeast'] ?? 1),
  }));
}
