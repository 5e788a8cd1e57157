/**
 * 整改成效评估 as the office has it (reference 3.5.5): what is marked under each scheme, with its full marks, and from which
 * share of them each grade is reached. Both are tables of the office; what ships is to be compared with the own rules.
 */
import type { Failure } from '../../failure.ts';
import {
  seedRows,
  type OfficeRow,
  type OfficeTable,
  type SeedRow,
} from '../../office-tables/office-table.ts';
import type { ChildRowsByKey, GuardContext, Value, Values } from '../../register.ts';
import { textOf, trimmedTextOf } from '../../text/text-of.ts';
import { fieldsOf } from '../common/fields-of.ts';

const proposal = '软件按公开的方面拟列，待本办核定';
const indicator = fieldsOf('评估指标');
const line = fieldsOf('评估等次线');

type Aspect = readonly [aspect: string, ...indicators: readonly (readonly [label: string, full: number])[]];

/** Five aspects with eleven points, together 100. */
const fiveLooks: readonly Aspect[] = [
  ['FIVE_1', ['党组织主体责任落实', 10], ['主要负责人第一责任落实', 5], ['班子成员“一岗双责”落实', 5]],
  ['FIVE_2', ['反馈问题整改完成情况', 25], ['立行立改和移交事项办理', 10], ['整改质量和群众认可', 10]],
  ['FIVE_3', ['制度修订完善', 10], ['制度执行', 5]],
  ['FIVE_4', ['问题线索处置', 5], ['追责问责', 5]],
  ['FIVE_5', ['以整改促进改革发展', 10]],
];

/** Six aspects with twenty points. */
const sixAspects: readonly Aspect[] = [
  [
    'SIX_1',
    ['专题研究部署整改', 5],
    ['整改方案和清单', 5],
    ['主要负责人牵头整改', 5],
    ['班子成员分工负责', 5],
  ],
  [
    'SIX_2',
    ['问题整改完成率', 10],
    ['按时限完成', 5],
    ['措施逐条落实', 5],
    ['移交线索办理', 5],
    ['建章立制', 5],
  ],
  ['SIX_3', ['专题民主生活会', 5], ['党内通报', 5], ['社会公开', 5], ['整改档案资料', 5]],
  ['SIX_4', ['本单位干部职工测评', 5], ['服务对象和群众测评', 5], ['分管领导和主管部门测评', 5]],
  ['SIX_5', ['现场督查', 5], ['日常监督', 5]],
  ['SIX_6', ['做法创新', 3], ['长效机制', 2]],
];

function seedOf(scheme: string, aspects: readonly Aspect[]): readonly SeedRow[] {
  return aspects.flatMap(([aspect, ...points]) =>
    points.map(([label, full], at): SeedRow => [
      `${aspect}_${at + 1}`,
      label,
      { scheme, aspect, full },
      proposal,
      false,
    ]),
  );
}

export const indicatorTable: OfficeTable = {
  id: 'evalIndicator',
  label: '评估指标',
  help: '整改成效评估每套方案逐项评分的指标和满分（权重）；整改方案的“评估评分”可以按这里一次列出，评估时核对。没有指标的方案，评分由本办自拟。',
  grows: true,
  fields: [
    indicator.code('scheme', '评估方案', 'evalScheme', { required: true }),
    indicator.code('aspect', '评估方面', 'evalAspect', { required: true, narrowedBy: 'scheme' }),
    indicator.integer('full', '满分', { required: true, min: 1, max: 1000 }),
  ],
  seed: seedRows('evalIndicator', [
    ...seedOf('FIVE_LOOKS', fiveLooks),
    ...seedOf('SIX_ASPECTS', sixAspects),
    ...seedOf('PUBLIC', [['PUBLIC_1', ['群众满意度', 100]]]),
  ]),
};

export const gradeLineTable: OfficeTable = {
  id: 'evalGradeLine',
  label: '评估等次线',
  help: '得分占满分的百分之几以上评什么等次；办理“成效评估”时软件据此提出等次，不一致的须写明理由。“评估方案”不填的，各方案通用；某一方案另有等次线的，该方案只用自己的，须把各等次列全。',
  grows: true,
  fields: [
    line.code('grade', '等次', 'evalGrade', { required: true }),
    line.integer('least', '不低于（%）', { required: true, min: 0, max: 100 }),
    line.code('scheme', '评估方案', 'evalScheme'),
  ],
  seed: seedRows('evalGradeLine', [
    ['EXCELLENT', '优秀', { grade: 'EXCELLENT', least: 90, scheme: null }, proposal, false],
    ['PASS', '合格', { grade: 'PASS', least: 75, scheme: null }, proposal, false],
    ['BARELY', '基本合格', { grade: 'BARELY', least: 60, scheme: null }, proposal, false],
    ['FAIL', '不合格', { grade: 'FAIL', least: 0, scheme: null }, proposal, false],
  ]),
};

type Tables = GuardContext['officeRows'];

function indicatorsOf(officeRows: Tables, scheme: string): readonly OfficeRow[] {
  return officeRows(indicatorTable.id).filter(({ values }) => values['scheme'] === scheme);
}

/** The lines to be marked under the chosen scheme, as the office's table has them. */
export function marksToGive(values: Values, officeRows: Tables): readonly Values[] {
  return indicatorsOf(officeRows, textOf(values['evalScheme'])).map(({ label, values: row }) => ({
    aspect: row['aspect'] ?? null,
    indicator: label,
    full: row['full'] ?? null,
  }));
}

/** The full marks of the office's indicators of a scheme together; 0 where it has none. */
export function fullMarksOf(officeRows: Tables, scheme: string): number {
  return indicatorsOf(officeRows, scheme).reduce((all, { values }) => all + numberOf(values['full']), 0);
}

interface Marked {
  readonly values: Values;
  readonly children: ChildRowsByKey;
  readonly officeRows: Tables;
}

/**
 * The grade that the marks reach by the office's lines, those of the scheme before the common ones; 不合格 where the public
 * says 不满意 (一票否决). Undefined without marks or lines.
 */
export function gradeReached({ values, children, officeRows }: Marked): string | undefined {
  const rows = children['scores'] ?? [];
  const sum = (key: string): number => rows.reduce((all, { values: row }) => all + numberOf(row[key]), 0);
  const full = sum('full');
  const all = officeRows(gradeLineTable.id);
  const own = all.filter(({ values: row }) => textOf(row['scheme']) === textOf(values['evalScheme']));
  const lines = own.length > 0 ? own : all.filter(({ values: row }) => textOf(row['scheme']) === '');
  if (full === 0 || lines.length === 0) return undefined;
  if (values['publicVerdict'] === 'BAD') return 'FAIL';
  const reached = lines
    .filter(({ values: row }) => sum('score') * 100 >= numberOf(row['least']) * full)
    .toSorted((left, right) => numberOf(right.values['least']) - numberOf(left.values['least']));
  return textOf(reached[0]?.values['grade']) || undefined;
}

/** What differs between the marks and the office's indicators of the scheme. */
export function askOffTable({ values, children, officeRows }: GuardContext): Failure | undefined {
  const wanted = indicatorsOf(officeRows, textOf(values['evalScheme']));
  if (wanted.length === 0) return undefined;
  const given = (children['scores'] ?? []).map(({ values: row }) => row);
  const named = (row: Values): OfficeRow | undefined =>
    wanted.find(
      ({ label, values: own }) =>
        label === trimmedTextOf(row['indicator']) && own['aspect'] === row['aspect'],
    );
  const open = wanted.filter((each) => !given.some((row) => named(row) === each));
  const strange = given.filter((row) => named(row) === undefined);
  const otherFull = given.filter((row) => (named(row)?.values['full'] ?? row['full']) !== row['full']);
  const list = (rows: readonly Values[]): string => rows.map((row) => textOf(row['indicator'])).join('、');
  const faults = [
    ...(open.length === 0 ? [] : [`没有评分：${open.map(({ label }) => label).join('、')}`]),
    ...(strange.length === 0 ? [] : [`指标表中没有：${list(strange)}`]),
    ...(otherFull.length === 0 ? [] : [`满分与指标表不同：${list(otherFull)}`]),
  ];
  if (faults.length === 0) return undefined;
  return {
    type: 'MarksOffTable',
    what: `评分与本办的评估指标表不一致。${faults.join('；')}。`,
    why: '各单位按同一套指标和满分评分，等次才能相互比较。',
    next: '请点“修改”，在“评估评分”中按指标表列出后评分；确须另定指标的，写明依据后继续。',
    fields: { evalScheme: '评分与指标表不一致。' },
  };
}

/** A grade that is not the one the marks reach. */
export function askOffGrade(context: GuardContext): Failure | undefined {
  const reached = gradeReached(context);
  const chosen = textOf(context.values['grade']);
  if (reached === undefined || chosen === '' || chosen === reached) return undefined;
  const labelOf = (grade: string): string =>
    context.officeRows(gradeLineTable.id).find(({ values }) => values['grade'] === grade)?.label ?? grade;
  return {
    type: 'GradeOffScore',
    what: `按得分和等次线应为“${labelOf(reached)}”，所选等次为“${labelOf(chosen)}”。`,
    why: '评估等次以逐项评分为依据。',
    next: '请核对得分和等次；确须另定的，写明理由后继续。',
    fields: { grade: `按得分应为${labelOf(reached)}。` },
  };
}

function numberOf(value: Value | undefined): number {
  return typeof value === 'number' ? value : 0;
}
