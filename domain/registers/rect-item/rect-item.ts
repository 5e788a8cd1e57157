/** 整改事项: one line of the rectification ledger for each problem fed back (reference 3.5). */
import type { LightUse } from '../../calendar/lights.ts';
import { defineRegister, type RecordCheck, type Value, type Values } from '../../register.ts';
import { dateOf, datesInOrder, inSequence } from '../common/rules.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { itemFields } from './fields.ts';
import { itemResultFields } from './result-fields.ts';
import { currentDue, movedBy, type Standing, standingOf } from './standing.ts';
import { upkeepSince } from './upkeep.ts';
import { itemWorkflow } from './workflow.ts';

/** Only what is kept up for good may go without a date. */
const datedUnlessLongTerm: RecordCheck = {
  key: 'dueMissing',
  severity: 'warning',
  check: ({ values }) =>
    values['type'] === 'LONG_TERM' || values['dueAt']
      ? undefined
      : {
          type: 'DueMissing',
          what: '没有整改时限的日期。',
          why: '写“已完成”“立行立改”等不是日期；没有日期就不会预警，只有长期坚持的事项可以没有。',
          next: '请填写整改时限。',
          fields: { dueAt: '请填写整改时限。' },
        },
};

/** A term that had passed before anything was fed back would be overdue from the first day (red light). */
const dueAfterFeedback: RecordCheck = {
  key: 'dueBeforeFeedback',
  severity: 'warning',
  check: ({ values }) => {
    const [fedBack, due] = [dateOf(values, 'feedbackAt'), dateOf(values, 'dueAt')];
    if (fedBack === undefined || due === undefined || due >= fedBack) return undefined;
    return {
      type: 'DueBeforeFeedback',
      what: '整改时限早于反馈日期。',
      why: `整改时限（${due}）早于反馈日期（${fedBack}），反馈以后才开始整改，这样的时限一登记就是逾期。`,
      next: '请核对整改时限和整改方案的反馈日期；巡察期间已经立行立改的，说明后保存。',
      fields: { dueAt: '早于反馈日期。' },
    };
  },
};

/** 红黄绿灯 (reference 3.5.3). */
export const itemLights: readonly LightUse[] = [
  { colour: 'GREEN', before: 'R_GREEN' },
  { colour: 'YELLOW', before: 'R_YELLOW' },
  { colour: 'RED' },
];

/** An item is warned of no longer though it is not done: what it was assessed to be instead. */
const assessedWords: Readonly<Partial<Record<Standing, string>>> = {
  BASIC: '认定基本完成',
  LONG_TERM: '认定长期坚持',
};

/** What stopped the clock on the day that `met` gives: the assessment, also of an item that was cancelled afterwards. */
function stoppedFor(values: Values): string | undefined {
  if (dateOf(values, 'assessedAt') === undefined)
    return dateOf(values, 'cancelledAt') === undefined ? undefined : '核销';
  return assessedWords[standingOf({ ...values, cancelledAt: null })];
}

/** A letter about several problems leaves several items, each chosen by the clerk. */
function onlyOne(named: Value | undefined): Value {
  return Array.isArray(named) && named.length === 1 ? ((named as readonly string[])[0] ?? null) : null;
}

export const rectItem = defineRegister({
  id: 'rectItem',
  label: '整改事项',
  unit: '个',
  area: 'rectification',
  group: '问题整改',
  partOf: { register: 'rectPlan', field: 'plan' },
  origins: [
    {
      register: 'urgeNotice',
      label: '余下的列入台账',
      field: 'notice',
      from: ['SIGNED', 'REPLIED', 'CLOSED'],
      // What other letters urge stands in the ledger already.
      offeredWhen: { field: 'kind', is: ['IMMEDIATE'] },
      fill: ({ values }) => ({
        values: {
          statement: values['matter'] ?? null,
          objective: values['demand'] ?? null,
          problem: onlyOne(values['problems']),
        },
        children: {},
      }),
    },
    {
      register: 'problem',
      label: '列入整改台账',
      field: 'problem',
      from: ['FED_BACK', 'SIGNED_FOR'],
      fill: ({ values }, text) => ({
        values: {
          seq: values['seq'] ?? null,
          aspect: text('catL1') || null,
          content: text('catL2') || null,
          statement: values['statement'] ?? null,
          objective: values['suggestion'] ?? null,
          type: values['rectType'] ?? null,
        },
        children: {},
      }),
    },
  ],
  travels: [
    { kind: 'rectification', direction: 'up', which: 'withWhole' },
    { kind: 'rectification', direction: 'down', which: 'withWhole' },
  ],
  repeats: ['statement', 'aspect'],
  numbering: 'ZG{region}-{year}-{seq:5}',
  fields: [...itemFields, ...itemResultFields, ...secrecyFields],
  children: [],
  workflow: itemWorkflow,
  deadlines: [
    {
      rule: 'R_ITEM',
      label: '整改',
      // An item is due on the day that somebody has set, and on no other: what the figures count as undated has no clock.
      start: (values) => (currentDue(values) === null ? undefined : dateOf(values, 'registeredAt')),
      met: (values) => dateOf(values, 'assessedAt') ?? dateOf(values, 'cancelledAt'),
      stoppedFor,
      fixedDue: (values) => dateOf(values, 'dueAt') ?? currentDue(values) ?? undefined,
      extendedDue: (values) => {
        const current = currentDue(values);
        const agreed = dateOf(values, 'dueAt');
        return current === null || agreed === undefined || current === agreed ? undefined : current;
      },
      // A return and a relapse order a new date; nobody has asked for it.
      movedBy,
      lights: itemLights,
    },
    {
      rule: 'R_UPKEEP',
      label: '长期坚持复查',
      start: upkeepSince,
      met: (values) => dateOf(values, 'cancelledAt'),
      fixedDue: (values) => dateOf(values, 'upkeepReviewAt'),
      // What is kept up is never over, and no letter warns of it: the colours of letters are those of the item's own day.
      runsOnIn: ['CLOSED'],
    },
  ],
  checks: [
    secrecyCheck,
    datedUnlessLongTerm,
    dueAfterFeedback,
    datesInOrder(
      inSequence(
        ['feedbackAt', '反馈日期'],
        ['appliedAt', '申报日期'],
        ['firstReviewedAt', '初审日期'],
        ['jointReviewedAt', '联审日期'],
        ['closedAt', '销号日期'],
      ),
    ),
  ],
  outsideReaders: 'target',
  dateField: 'registeredAt',
  forms: ['F21', 'F22', 'F23', 'F24'],
});
