/** What must hold of what became of each person of a lead (reference 3.3.4 to 3.3.6). */
import type { Failure } from '../../failure.ts';
import type { ChildRow, ChildRowsByKey, Values } from '../../register.ts';
import { filled, inSequence, refuseDisorders, type DateOrder } from '../common/rules.ts';

function isSanctioned({ values }: ChildRow): boolean {
  return filled(values['partySanction']) || filled(values['adminSanction']);
}

/** A sanction follows 立案, and 立案 follows 初步核实: what is suspended or closed without either has no sanction in it. */
export function refuseUnfiled(values: Values, children: ChildRowsByKey): Failure | undefined {
  const sanctioned = (children['results'] ?? []).filter(isSanctioned).length;
  if (sanctioned === 0 && values['result'] !== 'SANCTIONED') return undefined;
  // What was filed once stays so, whatever is decided about new matter when a lead is taken up again.
  if (filled(values['filedAt'])) return undefined;
  const checked = values['disposition'] === 'PRELIM' || !filled(values['disposition']);
  const what = sanctioned > 0 ? `登记了${sanctioned}人的党纪、政务处分` : '处置结果是“给予党纪政务处分”';
  const mend = checked ? '请先办理“立案”' : '请先把处置方式改为初步核实（“改变处置方式”），再办理“立案”';
  return {
    type: 'SanctionUnfiled',
    what: `${what}，但${checked ? '没有立案' : '处置方式不是初步核实'}。`,
    why: '给予党纪、政务处分须先立案，立案须经初步核实；否则处分人数与立案数对不上。',
    next: `${mend}；没有给予处分的，请改正“处置结果”和“处理结果（每人）”。`,
    fields: sanctioned > 0 ? { results: '处分须先立案。' } : { result: '处分须先立案。' },
  };
}

/** Decided upon after the lead was received and the person's case was opened, and before the lead is finished. */
export function refuseEarlyDecision(
  values: Values,
  children: ChildRowsByKey,
  today: string,
): Failure | undefined {
  for (const [index, row] of (children['results'] ?? []).entries()) {
    const { filedAt, decidedAt, judicialAt } = row.values;
    const days = {
      ...values,
      personFiledAt: filedAt ?? null,
      decidedAt: decidedAt ?? null,
      judicialAt: judicialAt ?? null,
    };
    const failure = refuseDisorders(ordersOf(`第${index + 1}人的`, isSanctioned(row)), days, today);
    if (failure)
      return {
        ...failure,
        fields: failure.fields?.['concludedAt'] ? failure.fields : { results: failure.why },
      };
  }
  return undefined;
}

function ordersOf(whose: string, sanctioned: boolean): readonly DateOrder[] {
  const received = [
    ['handoverAt', '移交日期'],
    ['acceptedAt', '受理日期'],
  ] as const;
  const decided = ['decidedAt', `${whose}处理决定日期`] as const;
  const opened = [...(sanctioned ? [['filedAt', '立案日期'] as const] : []), decided] as const;
  const own = ['personFiledAt', 'decidedAt', 'judicialAt'];
  return [
    ...inSequence(...received, ['personFiledAt', `${whose}个人立案日期`], decided, [
      'concludedAt',
      '办结日期',
    ]),
    ...inSequence(...opened),
    ...inSequence(...received, ['judicialAt', `${whose}移送日期`]),
  ].filter(([earlier, , later]) => own.includes(earlier) || own.includes(later));
}
