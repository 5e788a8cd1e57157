/** What the rounds before have against a scheme, and what of them is not known (reference 3.8). */
import { sameSenders, type CrossFinding, type Crossing, type CrossRule as Rule } from './crossing.ts';

/** The same people to the same place is refused; some of them again is for people to weigh. */
export const repeated: Rule = ({ kind, crossings }, { earlier, lookback, name }) =>
  crossings.flatMap(({ senders, target }) => {
    // A round in which only some of them were there must not hide an earlier one with all of them.
    const whole = earlier.find((round) =>
      round.crossings.some((each) => each.target === target && sameSenders(each.senders, senders)),
    );
    const before =
      whole ?? earlier.find((round) => round.crossings.some((each) => meets(each, senders, target)));
    if (!before || senders.length === 0) return [];
    const again = senders.filter((county) =>
      before.crossings.some((each) => each.target === target && each.senders.includes(county)),
    );
    return [
      {
        type: 'CrossRepeated',
        what: `${again.map(name).join('、')}在${before.round}已经巡察过${name(target)}。`,
        why: `近${lookback}轮内，同一派出地不得再巡察同一地方（轮数见“计划与编组规则”）。`,
        next: '请换一种排法；各种排法都用过的，请调整县（市、区）的次序。',
        severity: whole && kind !== 'EXCHANGE' ? ('BLOCK' as const) : ('WARN' as const),
      },
    ];
  });

function meets(
  { senders, target }: Pick<Crossing, 'senders' | 'target'>,
  wanted: readonly string[],
  at: string,
): boolean {
  return target === at && senders.some((county) => wanted.includes(county));
}

/** What is not known speaks neither for nor against a scheme: people ask before they approve it. */
export const historyUnknown: Rule = ({ counties, crossings }, { earlier, lookback, name, isForeign }) => {
  const targets = new Set(crossings.map(({ target }) => target));
  const unread = earlier.flatMap(({ round, unread: texts = [] }) =>
    texts
      .filter(({ target }) => targets.has(target))
      .map(({ text, target }): CrossFinding => ({
        type: 'CrossHistoryUnread',
        what: `${round}中由“${text}”派人巡察${name(target)}，派出地认不出是哪个县（市、区）。`,
        why: `近${lookback}轮内，同一派出地不得再巡察同一地方，认不出的没有核对。`,
        next: '请在那一轮的巡察组中改用县（市、区）的全称，或者人工核对。',
        severity: 'WARN',
      })),
  );
  const foreign = counties.filter((county) => isForeign?.(county) ?? false);
  // An office that looks back on no round misses none.
  if (foreign.length === 0 || lookback === 0) return unread;
  return [
    ...unread,
    {
      type: 'CrossHistoryElsewhere',
      what: `${foreign.map(name).join('、')}不在本办所辖范围内。`,
      why: `它们参加其他巡察办组织的交叉巡察，本机没有记录，近${lookback}轮内是否重复只按本机的轮次核对。`,
      next: '请向有关巡察办核实，在审定时说明。',
      severity: 'WARN',
    },
  ];
};
