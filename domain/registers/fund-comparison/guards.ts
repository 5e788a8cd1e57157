/** What must hold before a comparison is signed (reference 3.13), each as a refusal the clerk can act on. */
import type { GuardContext } from '../../register.ts';
import { filled, refuseDisorder, type Guard } from '../common/rules.ts';
import { exceedsTolerance, figuresOf } from './figures.ts';

/** The three tables and what they are called. */
export const tables = [
  ['allocatedRows', '上级给多少'],
  ['paidRows', '被巡察单位支多少'],
  ['landedRows', '实际落地多少'],
] as const;

/** Nothing paid or nothing landed is a finding; then the verdict says so, and only the allocated rows are needed. */
export const figuresComplete: Guard = ({ values, children }) => {
  const missing = tables.filter(([key]) => (children[key]?.length ?? 0) === 0);
  if (missing.length === 0 || (missing[0]?.[0] !== 'allocatedRows' && filled(values['verdict'])))
    return undefined;
  return {
    type: 'FiguresMissing',
    what: `“${missing.map(([, label]) => label).join('”“')}”还没有明细。`,
    why: '三数比对须有给、支、落地三方面的明细。',
    next: '请点“修改”补齐明细；确实没有支出或者没有落地的，请先填写“认定”。',
    ...(missing[0]?.[0] === 'allocatedRows' ? {} : { fields: { verdict: '没有明细的，请填写认定。' } }),
  };
};

export const gapsExplained: Guard = ({ values, children }) => {
  if (!exceedsTolerance(figuresOf(children), values)) return undefined;
  const fields: Record<string, string> = {};
  if (!filled(values['verdict'])) fields['verdict'] = '请选择认定。';
  if (!filled(values['explanation'])) fields['explanation'] = '请写明差额原因。';
  if (Object.keys(fields).length === 0) return undefined;
  return {
    type: 'GapUnexplained',
    what: '有差额，还没有写明原因和认定。',
    why: '差额须逐项说明原因，并认定是结余、在途还是滞留、截留、挪用等。',
    next: '请填写“差额原因”和“认定”；一时认定不了的选“待核”。',
    fields,
  };
};

/** What was paid beyond what was allocated cannot have been kept back (滞留). */
export function refuseDetained({ values, children }: Pick<GuardContext, 'values' | 'children'>) {
  if (values['verdict'] !== 'DETAINED' || figuresOf(children).gap1 >= 0) return undefined;
  return {
    type: 'DetainedWithoutGap',
    what: '认定为滞留，但是支大于给。',
    why: '滞留是上级已经下达、单位没有拨付的资金；支出多于下达的，没有滞留的差额。',
    next: '请核对金额和认定；确实如此的（例如支出含其他来源的资金），说明后办理。',
    fields: { verdict: '支大于给，请核对认定。' },
  };
}

export const preparedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'comparedAt', '比对日期', 'preparedAt', '编制日期');

export const reviewedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'preparedAt', '编制日期', 'reviewedAt', '复核日期');

export const confirmedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'reviewedAt', '复核日期', 'confirmedAt', '确认日期');

/** Both signed on paper, so the names must differ as well as the accounts that entered them. */
export const anotherReviewer: Guard = ({ values }) =>
  values['reviewedName'] !== values['preparedName']
    ? undefined
    : {
        type: 'SamePerson',
        what: '复核人不能是编制人。',
        why: '三数比对表由编制人和复核人两人签字后锁定。',
        next: '请填写另一名复核人。',
        fields: { reviewedName: '须为编制人以外的另一人。' },
      };
