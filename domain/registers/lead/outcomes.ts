/** What must hold of what became of each person of a lead (reference 3.3.4 to 3.3.6). */
import type { Failure } from '../../failure.ts';
import { withKnown } from '../../known-rows.ts';
import type { ChildRow, ChildRowsByKey, Values } from '../../register.ts';
import { yuan } from '../../text/amounts.ts';
import { filled, inSequence, refuseDisorders, type DateOrder } from '../common/rules.ts';
import { nameOf, personOf, results as resultTable } from './results.ts';

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

/** As the reports read them: with what the lead says of the reported, whenever the row was written. */
function resultsOf(children: ChildRowsByKey): readonly ChildRow[] {
  return withKnown(resultTable, children['results'] ?? [], children);
}

/** Nobody is counted as filed against who is not registered: the reported, and who came to light and stands among the results. */
export function refuseMoreFiled(values: Values, children: ChildRowsByKey): Failure | undefined {
  const { filedPersons } = values;
  const { persons = [] } = children;
  const results = resultsOf(children);
  const names = new Set([...persons, ...results].map((row) => nameOf(row.values)));
  const registered = sumOf(names, (name) => {
    const dealtWith = results.filter((row) => nameOf(row.values) === name);
    const reported = persons.filter((row) => nameOf(row.values) === name).length;
    return Math.max(reported, personsIn(dealtWith));
  });
  if (typeof filedPersons !== 'number' || filedPersons <= registered) return undefined;
  return {
    type: 'MoreFiledThanNamed',
    what: `立案人数是${filedPersons}人，但登记的被反映人${registered > persons.length ? '和查出的其他人一共' : ''}只有${registered}人。`,
    why: '立案须写明对象；统计报表的立案人数取自这里，多于登记的人就对不上。',
    next: '请改正立案人数；查出的其他人一并立案的，请先点“修改”，在“处理结果（每人）”中登记这些人和个人立案日期。',
    fields: { filedPersons: `登记的只有${registered}人。` },
  };
}

/** 立案人数 of a finished lead is the number of people who have a day of their own on which their case was opened. */
export function refuseOtherFiled(values: Values, children: ChildRowsByKey): Failure | undefined {
  const opened = resultsOf(children).filter((row) => filled(row.values['filedAt']));
  const dated = personsIn(opened);
  const { filedPersons } = values;
  const said = typeof filedPersons === 'number' ? filedPersons : 0;
  const isFiled = filled(values['filedAt']);
  if (isFiled ? said === dated : dated === 0) return undefined;
  const stated = filled(filedPersons) ? `立案人数是${said}人` : '没有填写立案人数';
  return {
    type: 'FiledPersonsDiffer',
    what: `${isFiled ? stated : '线索没有登记立案'}，但“处理结果（每人）”中有个人立案日期的是${dated}人。`,
    why: '统计报表的立案人数与逐人登记的立案须一致。',
    next: isFiled
      ? '请点“修改”，在“处理结果（每人）”中补填或者清空个人立案日期；立案人数登记错了的，请点“更正”改正立案人数。'
      : '请先办理“立案”；没有立案的，请点“修改”，清空个人立案日期。',
    fields: { results: `个人立案日期有${dated}人，须与立案人数一致。` },
  };
}

/** One decision about a person is one row: 人次 would count it twice. */
export function refuseSameDecision({ results = [] }: ChildRowsByKey): Failure | undefined {
  const seen = new Set<string>();
  for (const { values } of results) {
    const { decidedAt, partySanction, adminSanction, judicial } = values;
    const decision = JSON.stringify(
      [personOf(values), decidedAt, partySanction, adminSanction, judicial].map(plain),
    );
    if (seen.has(decision))
      return {
        type: 'SameDecisionTwice',
        what: `“处理结果（每人）”中${nameOf(values)}的同一处理登记了两次。`,
        why: '姓名、单位及职务、处理决定日期和处分都相同；按人次统计的报表会多计一次。',
        next: '请删去重复的一行；确系同日两项不同处理的，写明情况后保存。',
        fields: { results: `${nameOf(values)}有两行相同的处理。` },
      };
    seen.add(decision);
  }
  return undefined;
}

/** What is left blank, and a tick that was never set, are the same as nothing. */
function plain(value: unknown): unknown {
  return value === undefined || value === '' || value === false ? null : value;
}

function personsIn(rows: readonly ChildRow[]): number {
  return new Set(rows.map((row) => personOf(row.values))).size;
}

function sumOf<Item>(items: Iterable<Item>, figure: (item: Item) => number): number {
  return Array.from(items, figure).reduce((sum, each) => sum + each, 0);
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

/** More taken back than the lead is about: possible where the inquiry found more, and mostly a slip of the pen. */
export function refuseExcessRecovered({ amount, recovered }: Values): Failure | undefined {
  if (typeof amount !== 'number' || typeof recovered !== 'number' || recovered <= amount) return undefined;
  return {
    type: 'RecoveredAboveAmount',
    what: '追缴（挽回）金额大于涉及金额。',
    why: `追缴（挽回）金额${yuan(recovered)}大于涉及金额${yuan(amount)}，会全部计入挽回经济损失。`,
    next: '请核对两个金额；查实金额确实大于线索反映的，说明后办理。',
    fields: { recovered: '大于涉及金额。' },
  };
}
