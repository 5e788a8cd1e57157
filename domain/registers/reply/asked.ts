/** A paper that several offices were sent: who of them has answered, and what ends it for all. */
import type { AskedOffice, ComputeContext, Field, RelatedRecord, Value } from '../../register.ts';
import { normalizeText } from '../../text/normalize.ts';
import { filled, type Guard } from '../common/rules.ts';

type Replies = Pick<ComputeContext, 'asked' | 'parts'>;

const confirmed = (context: Replies, register: string): readonly RelatedRecord[] =>
  context.parts(register).filter(({ state }) => state === 'CONFIRMED');

/** An office's own reply, or one on paper, which the owner enters and says whose it is. */
function answers({ office, isOurs, values }: RelatedRecord, asked: AskedOffice): boolean {
  if (!isOurs) return office === asked.id;
  const named = values['onBehalfOf'];
  return filled(named) && normalizeText(String(named)) === normalizeText(asked.name);
}

/** The offices it was sent to of which no reply is confirmed; where one alone was asked, a reply on paper need not name it. */
function unanswered(context: Replies, register: string): readonly AskedOffice[] {
  const asked = context.asked();
  const replies = confirmed(context, register);
  if (asked.length === 1 && replies.some(({ isOurs }) => isOurs)) return [];
  return asked.filter((each) => !replies.some((reply) => answers(reply, each)));
}

/** The date of the latest confirmed reply, once every office that was asked has one; null before. */
function latestReply(context: Replies, register: string): Value {
  if (unanswered(context, register).length > 0) return null;
  const dates = confirmed(context, register).map(({ values }) => String(values['repliedAt'] ?? ''));
  return dates.toSorted().at(-1) ?? null;
}

/** Where the owner writes down why the paper ends though somebody has not answered. */
const reasonKey = 'unansweredNote';

interface Answered {
  readonly section: string;
  /** The register of the replies, and what it is called. */
  readonly replies: string;
  readonly repliesLabel: string;
  /** What the day of the latest answer is called. */
  readonly answeredLabel: string;
  /** The field that the owner's own act fills in. */
  readonly endedAt: string;
  /** Whether it asks for an answer at all. */
  readonly wants: (values: ComputeContext['values']) => boolean;
}

/**
 * When all had answered, 未回复单位 and why nobody waits for them any longer. The last two do not leave the office: what one
 * office has not answered is no other's business.
 */
export function answeredFields(answered: Answered): readonly Field[] {
  const { section, replies, repliesLabel, answeredLabel, endedAt, wants } = answered;
  return [
    {
      key: 'answeredAt',
      label: answeredLabel,
      type: 'date',
      section,
      filter: 'dateRange',
      derived: true,
      notCloned: true,
      computed: (context) => latestReply(context, replies),
      help: `接收单位随数据包返回的最近一次回复，内容见“${repliesLabel}”；发往几个单位的，全部回复后才有。`,
    },
    {
      key: 'unanswered',
      label: '未回复单位',
      type: 'text',
      maxLength: 1000,
      section,
      span: 24,
      listWidth: 140,
      filter: 'text',
      derived: true,
      notCloned: true,
      computed: (context) => {
        const { values, state } = context;
        // What was withdrawn waits for nobody. A paper that ended before anybody was asked why says nothing of who had answered on paper.
        if (state === 'WITHDRAWN' || !wants(values)) return null;
        if (filled(values[endedAt]) && !filled(values[reasonKey])) return null;
        return (
          unanswered(context, replies)
            .map(({ name }) => name)
            .join('、') || null
        );
      },
      help: '发往的单位中，没有经审核的回复的；全部回复后为空。',
    },
    {
      key: reasonKey,
      label: '未回复单位的处理',
      type: 'longText',
      maxLength: 500,
      section,
      span: 24,
      notCloned: true,
      help: '还有单位没有回复就登记回复、办结的，说明理由；全部回复的不填。',
    },
  ];
}

/** What the owner's clock says where the paper ended though somebody had not answered: nothing was done in time then. */
export function endedUnanswered(values: ComputeContext['values']): string | undefined {
  const names = values['unanswered'];
  if (!filled(values[reasonKey]) || !filled(names)) return undefined;
  return `结束（${String(names).split('、').length}个未回复）`;
}

/** Filled in by whoever ends a paper that several were sent before all have answered. */
export const askedForReason: readonly string[] = [reasonKey];

/**
 * Refuses to end it without a reason while one of several that were asked has not answered; `ends` says what the step then
 * means for the term at those offices.
 */
export function allAnswered(replies: string, ends: string): Guard {
  return (context) => {
    const asked = context.asked();
    const missing = unanswered(context, replies);
    if (asked.length < 2 || missing.length === 0 || filled(context.values[reasonKey])) return undefined;
    const names = missing.map(({ name }) => name).join('、');
    return {
      type: 'NotAllAnswered',
      what: `发往${asked.length}个单位，尚有${missing.length}个未回复：${names}。`,
      why: ends,
      next: '请等其回复随数据包返回；用纸质回复的，在本件下面登记并写明回复单位；不再等的，填写“未回复单位的处理”。',
      fields: { [reasonKey]: '请说明为什么不再等这些单位回复。' },
    };
  };
}
