/** R-04 巡察了解工作量 (reference 5, 3.9): each kind of work in its own unit, people and events never mixed. */
import { codesOf, codeLabel } from '../codes/lookup.ts';
import { sheetKinds, unitsByKind } from '../registers/activity/units.ts';
import {
  among,
  leadsByOwner,
  letters,
  problemsFedBack,
  totalKey,
  type Condition,
  type Measure,
  type ReportContext,
  type ReportDescription,
  type Source,
} from './measures.ts';

/** 移交线索 are handed over, not just entered (reference 5). */
const handedOver: Source = { register: 'lead', dateField: 'handoverAt' };
const activities: Source = { register: 'activity', dateField: 'heldAt' };
const meetings: Source = { register: 'meeting', dateField: 'heldAt' };

export function describeActivityReport(context: ReportContext): ReportDescription {
  const { codes } = context;
  const kinds = codesOf(codes, 'activityKind').flatMap(({ code, label }) =>
    kindMeasures(context, code, label),
  );
  return {
    id: 'R-04',
    title: '巡察了解工作量统计表',
    unit: '见各栏',
    counter: '次',
    source: activities,
    layout: 'measuresAcross',
    measures: [
      { kind: 'count', key: totalKey, group: '', label: '登记次数', where: [] },
      ...kinds,
      ...hearings(context),
      { kind: 'count', key: 'letters', group: '信访件', label: '受理（件次）', where: [], of: letters },
      {
        kind: 'count',
        key: 'problems',
        group: '发现情况',
        label: '反馈问题（个）',
        where: [],
        of: problemsFedBack,
      },
      { kind: 'count', key: 'leads', group: '发现情况', label: '移交线索（件）', where: [], of: handedOver },
    ],
    checks: [],
    rules: [
      '了解工作按日期计入统计期，信访件按收件日期、反馈问题按反馈日期、线索按移交日期计入；已作废的不计。',
      '反馈问题不含底稿和没有反馈的（拟提出、已审定）；线索以实际移交为准，登记未移交的不计。',
      leadsByOwner,
      '各栏为登记数量之和，单位见栏头；没有填计量单位的按该方式的通行单位计；人次与人、份与户分别统计，不相加。',
      '听取专题汇报按会议登记统计：已召开并选了“听取巡察汇报”的会议，按会议日期计；与了解工作中的“听取汇报”不相加。',
      `问卷、测评按回收数计，发放数单列；${codeLabel(codes, 'activityKind', 'VISIT')}按户、处、次分列。`,
    ],
  };
}

/** Whose hearing of a report is counted apart, beside all of them (reference 3.19). */
const hearingKinds = ['LEADING_GROUP', 'SECRETARY', 'STANDING', 'STANDING_ENLARGED'] as const;

function hearings({ codes }: ReportContext): readonly Measure[] {
  const heard: readonly Condition[] = [
    { field: 'hearsReport', op: 'is', value: true },
    among('state', ['HELD', 'MINUTED', 'ARCHIVED']),
  ];
  const common = { kind: 'count', group: '听取专题汇报（次）', of: meetings } as const;
  return [
    { ...common, key: 'hearings', label: '会议合计', where: heard },
    ...hearingKinds.map((kind): Measure => {
      const label = codeLabel(codes, 'meetingKind', kind);
      return { ...common, key: `hearings.${kind}`, label, where: [...heard, among('kind', [kind])] };
    }),
  ];
}

function kindMeasures({ codes }: ReportContext, kind: string, label: string): readonly Measure[] {
  const own = among('kind', [kind]);
  const units = unitsByKind[kind] ?? codesOf(codes, 'activityUnit').map(({ code }) => code);
  const sums = units.map((unit, index): Measure => {
    const counted = among('countUnit', index === 0 ? ['', unit] : [unit]);
    return {
      kind: 'sum',
      key: `${kind}.${unit}`,
      group: label,
      label: codeLabel(codes, 'activityUnit', unit),
      field: 'count',
      where: [own, counted],
    };
  });
  if (!sheetKinds.includes(kind)) return sums;
  const issued = { kind: 'sum', group: label, label: '发放（份）', field: 'issued', where: [own] } as const;
  return [...sums, { ...issued, key: `${kind}.issued` }];
}
