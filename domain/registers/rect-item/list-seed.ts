/** The lists and sets of lists a new vault starts with (reference 3.5, F21 to F23); from then on the office's own. */
import { words } from '../../text/words.ts';
import { columnChoice, type LedgerList, type LedgerLists, type ListSet } from './lists.ts';

/** Columns of printed lists that were published; where only the name of a list is known, its columns are a proposal. */
const published = { basis: '公开的整改台账、任务清单、责任清单格式', verified: true };
const proposal = { basis: '清单名称见于各地公开做法，各栏为软件建议，待本办核定', verified: false };

const problem = 'aspect content statement';

const lists: readonly (readonly [code: string, label: string, source: typeof published, columns: string])[] =
  [
    ['PROBLEM', '问题清单', proposal, `${problem} type acknowledged`],
    ['TASK', '整改任务清单', published, `${problem} objective measure standard dueAt`],
    [
      'DUTY',
      '整改责任清单',
      published,
      'statement measure leader chargeLeader department coDepts person dueAt',
    ],
    ['TIME', '整改时限清单', proposal, 'statement measure type dueAt person status'],
    ['RESULT', '整改成效清单', proposal, 'statement progressText status results'],
    ['ARCHIVE', '整改档案清单', proposal, 'statement measure evidence closedAt'],
    ['CLOSE', '对账销号清单', proposal, 'statement measure evidence status closedAt'],
    ['IMMEDIATE', '立行立改清单', proposal, 'statement measure person dueAt progressText status'],
    ['RECTIFY', '整改清单', proposal, 'statement objective measure person dueAt status'],
    [
      'LEDGER',
      '整改台账',
      published,
      `${problem} measure progressPct progressText leader chargeLeader department dueAt status evidence closedAt`,
    ],
  ];

const sets: readonly (readonly [code: string, label: string, lists: string])[] = [
  ['THREE', '三清单（问题、任务、责任）', 'PROBLEM TASK DUTY'],
  ['THREE_AND_LEDGER', '三清单一台账', 'PROBLEM TASK DUTY LEDGER'],
  ['WITH_RESULT', '任务、责任、成效清单', 'TASK DUTY RESULT'],
  ['FIVE', '五份清单（问题、任务、责任、成效、档案）', 'PROBLEM TASK DUTY RESULT ARCHIVE'],
  ['FOUR', '四张清单（问题、任务、责任、时限）', 'PROBLEM TASK DUTY TIME'],
  ['CLOSE_OUT', '立行立改、反馈、对账销号清单', 'IMMEDIATE PROBLEM CLOSE'],
  ['SLIPS', '三单（问题、责任、整改）', 'PROBLEM DUTY RECTIFY'],
];

const always = { validFrom: null, validTo: null };

export const ledgerListSeed: LedgerLists = {
  lists: lists.map(([code, label, source, columns], index): LedgerList => ({
    code,
    label,
    sort: (index + 1) * 10,
    ...source,
    ...always,
    columns: words(columns).map((key) => ({ key, width: columnChoice(key)?.width ?? 15 })),
  })),
  sets: sets.map(([code, label, of], index): ListSet => ({
    code,
    label,
    sort: (index + 1) * 10,
    basis: '各地公开的整改清单做法',
    verified: true,
    ...always,
    lists: words(of),
  })),
};
