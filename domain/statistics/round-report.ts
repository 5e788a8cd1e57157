/**
 * R-08 巡察工作情况总表 (reference 2.1, 5): what the rounds of a period have brought. What reaches into villages is counted
 * apart from the inspections of cities and counties themselves: the two are never one figure without being said.
 */
import { count, type CountMeasure, type SumMeasure } from './measures.ts';

export const scopes = { own: '市县本级巡察', village: '村（社区）延伸巡察' } as const;
export type Scope = keyof typeof scopes;

export function scopeOf({ villageScope }: { readonly villageScope: boolean }): Scope {
  return villageScope ? 'village' : 'own';
}

/** Added up over the records that mean a round. */
export type RoundMeasure = CountMeasure | SumMeasure;

const money = '挽回经济损失（万元）';

function sum(group: string, field: string, label: string, isMoney = false): RoundMeasure {
  return { kind: 'sum', key: field, group, label, field, money: isMoney, where: [] };
}

/** Of problems fed back. */
export const problemMeasure: RoundMeasure = count('', 'problems', '发现问题（个）');

/** Of items of the ledger: the parts of 挽回经济损失 that it knows; leads add what was recovered from persons. */
export const recoveredMeasures: readonly RoundMeasure[] = [
  sum(money, 'moneyCleared', '清退违规资金', true),
  sum(money, 'personallyRepaid', '追回个人承担', true),
  sum(money, 'lossRecovered', '整改挽回损失', true),
];

/** Of items of the ledger as well. */
export const outcomeMeasures: readonly RoundMeasure[] = [
  sum('', 'livelihood', '推动解决群众操心事（件）'),
  sum('', 'institutions', '制度（项）'),
];

/** Figures of leads, as `leadFigures` calls them. */
export const roundLeadColumns = [
  { key: 'handedOver', group: '', label: '移交线索（件）' },
  { key: 'sanctioned', group: '处理（人）', label: '党纪政务处分' },
  { key: 'judicial', group: '处理（人）', label: '移送司法' },
] as const;

export const recoveredByLeads = { key: 'recovered', group: money, label: '线索追缴（挽回）' } as const;
export const recoveredInAll = { key: 'recoveredInAll', group: money, label: '合计' } as const;

export const roundRules: readonly string[] = [
  '统计进驻日期在统计期内的轮次；筹备中的和已作废的不计，已解散的组不计。',
  '被巡察党组织按名称和所在地在一行中各只计一次，点开为所在的巡察组；“其中村（社区）”按对象库登记的类型，合计行不重复计，因此可能小于各行之和。',
  '发现问题为已反馈的问题（不含底稿和拟提出、已审定未反馈的），按反馈日期；移交线索按移交日期，不按登记；处分按处理决定日期，移送司法按移送日期（没有填写的按处理决定日期），同一人（姓名、单位及职务相同）在一栏中只计一次；线索追缴（挽回）按办结日期；整改成效各栏按反馈日期，均为计入统计期、写明属于上述轮次的。',
  '几个单位有同名轮次的，记录指登记单位自己的一轮，其次指上级的；都没有、又不止一个单位有的，无从知道是哪一轮，不计。',
  '挽回经济损失＝线索追缴（挽回）＋清退违规资金＋追回个人承担＋整改挽回损失，同一笔钱请只登记在一处。',
  '村（社区）延伸巡察与市县本级巡察是两个口径，分别小计；对外引用时应当写明是哪个口径。',
];
