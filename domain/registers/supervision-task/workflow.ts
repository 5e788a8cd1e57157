/** Planned, carried out, urged where something was found, concluded (reference 3.12). */
import type { Transition, Workflow } from '../../register.ts';
import { blank, wayBack } from '../common/way-back.ts';
import { allAnswered, askedForReason } from '../reply/asked.ts';
import { allOf, filled, refuseDisorder, refuseFuture, type Guard } from '../common/rules.ts';

const rule = '整改日常监督';
const planned = ['targetId', 'aspects', 'focuses', 'methods', 'plannedAt', 'dueAt'];
const found = [...planned, 'findings', 'issueCount', 'opinion'];

/** 方面、重点、方法: each task says which of the tables it covers. */
export const coversTables: Guard = ({ values }) => {
  const missing = (
    [
      ['aspects', '监督方面'],
      ['focuses', '监督重点'],
      ['methods', '监督方法'],
    ] as const
  ).filter(([key]) => {
    const codes = values[key];
    return !Array.isArray(codes) || codes.length === 0;
  });
  if (missing.length === 0) return undefined;
  return {
    type: 'TaskUncovered',
    what: `还没有填写${missing.map(([, label]) => label).join('、')}。`,
    why: '日常监督按方面、重点、方法三张表安排，三项都要填写。',
    next: '请点“修改”补填。',
    fields: Object.fromEntries(missing.map(([key]) => [key, '请填写。'])),
  };
};

const somethingFound: Guard = ({ values }) =>
  Number(values['issueCount']) > 0
    ? undefined
    : {
        type: 'NothingFound',
        what: '发现问题数须大于零。',
        why: '没有发现问题的，直接办结。',
        next: '请填写问题数，或者选择“办结”。',
        fields: { issueCount: '须大于零。' },
      };

const everybodyAnswered = allAnswered('taskReply', '办结以后，本件的期限在这些单位也随之结束，不再催办。');

/** 不到位 must have been urged before it ends. */
const concluded: Guard = ({ values, today }) =>
  values['result'] === 'NOT' && !filled(values['urgedAt'])
    ? {
        type: 'NotUrged',
        what: '监督结论为“不到位”，但没有发函督办。',
        why: '整改不到位的须发出督办单、建议书或者提示函。',
        next: '请先登记发现的问题并发函。',
        fields: { result: '不到位的须先发函督办。' },
      }
    : refuseDisorder(values, today, 'startedAt', '开展日期', 'doneAt', '完成日期');

/** The letter drawn up from the task, as it went out: nobody types its kind, number and date a second time. */
const asInLetter: NonNullable<Transition['starts']> = ({ referring }) => {
  const letters = referring('urgeNotice', 'task').filter(
    ({ state, values: { sentAt } }) => state !== 'WITHDRAWN' && filled(sentAt),
  );
  const sentAt = (letter: (typeof letters)[number]): string => String(letter.values['sentAt']);
  const last = letters.toSorted((one, other) => (sentAt(one) < sentAt(other) ? -1 : 1)).at(-1);
  if (!last) return {};
  const { kind, docNo } = last.values;
  return { issuedKind: kind ?? null, issuedDocNo: docNo ?? null, urgedAt: sentAt(last) };
};

function step(
  key: string,
  label: string,
  from: readonly string[],
  to: string,
  [asks, requires]: readonly [readonly string[], readonly string[]],
  guard: Guard,
): Transition {
  return {
    key,
    label,
    from,
    to,
    permission: 'supervision.register',
    asks,
    requires,
    guard,
    basis: `${rule}：${label}`,
  };
}

export const taskWorkflow: Workflow = {
  initial: 'PLANNED',
  create: { permission: 'supervision.register', stamps: { registeredBy: 'actor', plannedAt: 'today' } },
  states: [
    { code: 'PLANNED', label: '已安排', tone: 'neutral' },
    {
      code: 'DOING',
      label: '开展中',
      tone: 'progress',
      locks: planned,
      opens: ['findings', 'opinion'],
      reachedBy: 'startedAt',
    },
    { code: 'FOUND_ISSUE', label: '发现问题', tone: 'warning', locks: found },
    { code: 'URGED', label: '已发函督办', tone: 'progress', locks: found, reachedBy: 'urgedAt' },
    { code: 'DONE', label: '已办结', tone: 'success', final: true, reachedBy: 'doneAt' },
  ],
  transitions: [
    step(
      'start',
      '开展',
      ['PLANNED'],
      'DOING',
      [['startedAt'], ['startedAt']],
      allOf(coversTables, ({ values, today }) => refuseFuture(values, today, 'startedAt', '开展日期')),
    ),
    step(
      'find',
      '发现问题',
      ['DOING'],
      'FOUND_ISSUE',
      [
        ['findings', 'issueCount', 'opinion'],
        ['findings', 'issueCount'],
      ],
      somethingFound,
    ),
    {
      ...step(
        'urge',
        '发函督办',
        ['FOUND_ISSUE'],
        'URGED',
        [
          ['issuedKind', 'issuedDocNo', 'urgedAt'],
          ['issuedKind', 'urgedAt'],
        ],
        ({ values, today }) => refuseDisorder(values, today, 'startedAt', '开展日期', 'urgedAt', '发函日期'),
      ),
      starts: asInLetter,
    },
    {
      ...step(
        'finish',
        '办结',
        ['DOING'],
        'DONE',
        [
          ['result', 'doneAt', ...askedForReason],
          ['result', 'doneAt'],
        ],
        allOf(everybodyAnswered, concluded),
      ),
      stamps: { doneBy: 'actor' },
    },
    {
      ...step(
        'finishUrged',
        '督办后办结',
        ['URGED'],
        'DONE',
        [
          ['repliedAt', 'followUp', 'result', 'doneAt', ...askedForReason],
          ['repliedAt', 'followUp', 'result', 'doneAt'],
        ],
        allOf(
          everybodyAnswered,
          ({ values, today }) =>
            refuseDisorder(values, today, 'urgedAt', '发函日期', 'repliedAt', '回复日期'),
          concluded,
        ),
      ),
      stamps: { doneBy: 'actor' },
    },
    {
      key: 'reopen',
      label: '继续监督',
      from: ['DONE'],
      to: 'DOING',
      permission: 'supervision.approve',
      asks: [],
      requires: [],
      reasonRequired: true,
      stamps: blank('doneAt', 'doneBy', 'result', 'urgedAt', 'repliedAt', ...askedForReason),
      basis: `${rule}：继续监督`,
    },
    wayBack({
      key: 'unfind',
      label: '撤销发现问题',
      from: ['FOUND_ISSUE'],
      to: 'DOING',
      permission: 'supervision.register',
      blanks: ['issueCount'],
      basis: rule,
    }),
    wayBack({
      key: 'unurge',
      label: '撤销发函登记',
      from: ['URGED'],
      to: 'FOUND_ISSUE',
      permission: 'supervision.register',
      blanks: ['issuedKind', 'issuedDocNo', 'urgedAt'],
      basis: rule,
    }),
  ],
};
