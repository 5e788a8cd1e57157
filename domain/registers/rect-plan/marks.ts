/** The marks of an evaluation and the grade that stands on them (reference 3.5.5). */
import type { ChildRow, GuardContext } from '../../register.ts';
import type { Guard } from '../common/rules.ts';
import { standingOf } from '../rect-item/standing.ts';
import { isAboveFull } from './checks.ts';
import { fullMarksOf } from './evaluation.ts';

/** What the full marks of all indicators come to in schemes that say so (百分制), unless the office's own indicators say otherwise. */
const fullMarks: Readonly<Record<string, number>> = { FIVE_LOOKS: 100 };

/** Marks are there and none is above its maximum; a bad verdict of the public leaves only 不合格 (一票否决). */
export const marksSound: Guard = ({ values, children }) => {
  const rows = children['scores'] ?? [];
  const over = rows.filter(({ values: row }) => isAboveFull(row));
  if (rows.length === 0 || over.length > 0) {
    return {
      type: 'MarksUnsound',
      what: rows.length === 0 ? '还没有评估评分。' : '有指标的得分超过满分。',
      why: '评估等次以逐项评分为依据。',
      next:
        rows.length === 0
          ? '请点“修改”，在“评估与总结”中选定评估方案，再在“评估评分”中列出该方案的指标，逐项打分。'
          : '请点“修改”，更正评估评分。',
      fields: { scores: rows.length === 0 ? '请逐项评分。' : '得分不能超过满分。' },
    };
  }
  if (values['publicVerdict'] !== 'BAD' || values['grade'] === 'FAIL') return undefined;
  return {
    type: 'PublicVeto',
    what: '群众评判为不满意，等次只能是不合格。',
    why: '群众评判实行一票否决。',
    next: '请更正等次。',
    fields: { grade: '群众不满意的，只能评为不合格。' },
  };
};

/** The marks are those of the chosen scheme: each of its aspects, no other, no indicator twice, full marks as it says. */
export const marksOfScheme: Guard = ({ values, children, codesUnder, officeRows }) => {
  const scheme = String(values['evalScheme'] ?? '');
  const rows = children['scores'] ?? [];
  if (scheme === '' || rows.length === 0) return undefined;
  const faults = [
    ...strangeRows(rows, codesUnder('evalAspect', scheme)),
    ...wrongTotal(rows, scheme, fullMarksOf(officeRows, scheme)),
  ];
  if (faults.length === 0) return undefined;
  return {
    type: 'MarksOfOtherScheme',
    what: '评估评分与所选的评估方案不符。',
    why: `${faults.join('；')}。`,
    next: '请点“修改”，按评估方案逐项评分；方案选错的，请改选。',
    // The dialog asks for the scheme, so that it can be put right there too.
    fields: { evalScheme: '评分与此方案不符。' },
  };
};

type Rows = readonly ChildRow[];

/** An office that keeps no aspects for a scheme scores as it likes. */
function strangeRows(rows: Rows, aspects: ReturnType<GuardContext['codesUnder']>): readonly string[] {
  const aspectOf = ({ values }: ChildRow): string => String(values['aspect'] ?? '');
  const keyOf = (row: ChildRow): string => `${aspectOf(row)} ${String(row.values['indicator'] ?? '').trim()}`;
  const numbers = (wrong: (row: ChildRow, index: number) => boolean): string =>
    rows.flatMap((row, index) => (wrong(row, index) ? [index + 1] : [])).join('、');
  const strange =
    aspects.length === 0 ? '' : numbers((row) => !aspects.some(({ code }) => code === aspectOf(row)));
  const twice = numbers((row, index) => rows.findIndex((each) => keyOf(each) === keyOf(row)) < index);
  const open = aspects.filter(({ code }) => !rows.some((row) => aspectOf(row) === code));
  return [
    ...(strange === '' ? [] : [`第${strange}行的评估方面不属于此方案`]),
    ...(twice === '' ? [] : [`第${twice}行与前面的指标重复`]),
    ...(open.length === 0 ? [] : [`还没有评分：${open.map(({ label }) => label).join('、')}`]),
  ];
}

function wrongTotal(rows: Rows, scheme: string, own: number): readonly string[] {
  const wanted = fullMarks[scheme] === undefined ? undefined : own || fullMarks[scheme];
  const total = rows.reduce((sum, { values }) => sum + Number(values['full'] ?? 0), 0);
  return wanted === undefined || total === wanted ? [] : [`各项满分合计应为${wanted}分，现为${total}分`];
}

/** An item that has relapsed has not been put right, so the plan is not graded as if it had been. */
export const relapsedNotPassed: Guard = ({ values, parts }) => {
  if (values['grade'] !== 'EXCELLENT' && values['grade'] !== 'PASS') return undefined;
  const relapsed = parts('rectItem').filter(
    (item) => item.state === 'RELAPSE_REPORTED' || standingOf(item.values) === 'REOPENED',
  );
  if (relapsed.length === 0) return undefined;
  const named = relapsed.slice(0, 5).map(({ no }) => no);
  return {
    type: 'RelapsedItems',
    what: `有${relapsed.length}个整改事项反弹后还没有重新整改到位，不能评为优秀、合格：${named.join('、')}${relapsed.length > 5 ? '等' : ''}。`,
    why: '整改不到位不销号；问题反弹的须重新整改，完成率随之减少。',
    next: '请先重新整改、重新认定（经核实不是反弹的，办理“不属反弹”），或者改选基本合格、不合格。',
    fields: { grade: '有事项反弹，没有重新整改到位。' },
  };
};
