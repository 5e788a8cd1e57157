/** The columns of R-06 问题线索情况 and R-07 四种形态, each with what selects the leads it counts (reference 5). */
import { addDays } from '../calendar/dates.ts';
import { codesOf, type CodeIndex } from '../codes/lookup.ts';
import { fourForms, type Figures, type Period } from './lead-figures.ts';
import { among, type Condition } from './measures.ts';
import { formatRate, formatShare, formatTenThousands } from './numbers.ts';

export interface LeadColumn {
  readonly group: string;
  readonly key: string;
  readonly label: string;
  readonly text: (figures: Figures) => string;
  /** Undefined where only what the lead says decides (`leadsBehind`). */
  readonly where?: (period: Period) => readonly Condition[];
  /** The figure whose leads `leadsBehind` finds; the column's own where absent. */
  readonly behind?: string;
}

export function leadColumns(codes: CodeIndex): readonly LeadColumn[] {
  const split = (group: string, list: string, figure: string, date: string): readonly LeadColumn[] =>
    codesOf(codes, list).map(({ code, label }) =>
      plain(group, `${figure}.${code}`, label, (period) => [within(date, period), among(list, [code])]),
    );
  return [
    plain('', 'opening', '期初在办', ({ from }) => [until('registeredAt', from, -1), open(from)]),
    dated('', 'registered', '登记', 'registeredAt'),
    dated('', 'approved', '审定', 'approvedAt'),
    dated('移交', 'handedOver', '合计', 'handoverAt'),
    ...split('移交', 'handoverTo', 'handedOver', 'handoverAt'),
    ...split('处置方式', 'disposition', 'disposed', 'dispositionAt'),
    dated('立案', 'filed', '件', 'filedAt'),
    plain('立案', 'filedPersons', '人', (period) => [
      within('filedAt', period),
      { field: 'filedPersons', op: 'empty', value: false },
    ]),
    said('处理（人）', 'party', '党纪处分'),
    said('处理（人）', 'admin', '政务处分'),
    said('处理（人）', 'organisational', '组织处理'),
    said('处理（人）', 'admonished', '诫勉'),
    said('处理（人）', 'judicial', '移送司法'),
    said('其中（人）', 'topLeaders', '一把手'),
    said('其中（人）', 'cityCadres', '市管'),
    said('其中（人）', 'countyCadres', '县管'),
    dated('', 'concluded', '办结', 'concludedAt'),
    plain('', 'closing', '期末在办', ({ to }) => [until('registeredAt', to, 0), open(addDays(to, 1))]),
    {
      group: '反馈',
      key: 'replyRate',
      label: '及时率',
      text: ({ replied = 0, replyDue = 0 }) => formatRate(replied, replyDue),
    },
    {
      group: '',
      key: 'recovered',
      label: '追缴挽回（万元）',
      text: ({ recovered = 0 }) => formatTenThousands(recovered),
    },
  ];
}

export function formColumns(codes: CodeIndex): readonly LeadColumn[] {
  const labels = new Map(codesOf(codes, 'fourForms').map(({ code, label }) => [code, label]));
  return [
    ...fourForms.flatMap((form): readonly LeadColumn[] => {
      const group = labels.get(form) ?? form;
      const share = (figures: Figures): string => formatShare(figures[form] ?? 0, figures['total'] ?? 0);
      return [
        said(group, form, '人次'),
        { group, key: `${form}.share`, label: '占比', text: share, behind: form },
      ];
    }),
    said('', 'total', '合计'),
  ];
}

function said(group: string, key: string, label: string): LeadColumn {
  return { group, key, label, text: (figures) => String(figures[key] ?? 0) };
}

function plain(
  group: string,
  key: string,
  label: string,
  where: (period: Period) => readonly Condition[],
): LeadColumn {
  return { ...said(group, key, label), where };
}

function dated(group: string, key: string, label: string, field: string): LeadColumn {
  return plain(group, key, label, (period) => [within(field, period)]);
}

function within(field: string, { from, to }: Period): Condition {
  return { field, op: 'between', from, to };
}

function until(field: string, day: string, days: number): Condition {
  return { field, op: 'between', from: null, to: addDays(day, days) };
}

/** Not concluded before that day. */
function open(from: string): Condition {
  return { field: 'concludedAt', op: 'between', from, to: null, orEmpty: true };
}
