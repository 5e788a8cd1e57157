/**
 * 三清单 and the other sets of lists: each is a view of the one ledger, told apart by its columns alone (reference 3.5).
 * A set an office works with is a row here; nothing else in the program knows how many lists there are.
 */

/** A column of a list; what stands in it is looked up in the item or in its measures. */
export type ListColumn =
  | 'aspect'
  | 'content'
  | 'statement'
  | 'objective'
  | 'measure'
  | 'standard'
  | 'progressPct'
  | 'progressText'
  | 'leader'
  | 'chargeLeader'
  | 'department'
  | 'coDepts'
  | 'person'
  | 'dueAt'
  | 'type'
  | 'status'
  | 'results'
  | 'evidence'
  | 'acknowledged'
  | 'closedAt';

export interface LedgerList {
  readonly key: string;
  readonly title: string;
  readonly columns: readonly ListColumn[];
}

const problem: readonly ListColumn[] = ['aspect', 'content', 'statement'];

export const ledgerLists = [
  { key: 'PROBLEM', title: '问题清单', columns: [...problem, 'type', 'acknowledged'] },
  { key: 'TASK', title: '整改任务清单', columns: [...problem, 'objective', 'measure', 'standard', 'dueAt'] },
  {
    key: 'DUTY',
    title: '整改责任清单',
    columns: ['statement', 'measure', 'leader', 'chargeLeader', 'department', 'coDepts', 'person', 'dueAt'],
  },
  {
    key: 'TIME',
    title: '整改时限清单',
    columns: ['statement', 'measure', 'type', 'dueAt', 'person', 'status'],
  },
  { key: 'RESULT', title: '整改成效清单', columns: ['statement', 'progressText', 'status', 'results'] },
  { key: 'ARCHIVE', title: '整改档案清单', columns: ['statement', 'measure', 'evidence', 'closedAt'] },
  {
    key: 'CLOSE',
    title: '对账销号清单',
    columns: ['statement', 'measure', 'evidence', 'status', 'closedAt'],
  },
  {
    key: 'IMMEDIATE',
    title: '立行立改清单',
    columns: ['statement', 'measure', 'person', 'dueAt', 'progressText', 'status'],
  },
  {
    key: 'LEDGER',
    title: '整改台账',
    columns: [
      ...problem,
      'measure',
      'progressPct',
      'progressText',
      'leader',
      'chargeLeader',
      'department',
      'dueAt',
      'status',
      'evidence',
      'closedAt',
    ],
  },
] as const satisfies readonly LedgerList[];

export type LedgerListKey = (typeof ledgerLists)[number]['key'];

export interface ListSet {
  readonly label: string;
  readonly lists: readonly LedgerListKey[];
}

/** The sets known from published local rules. */
export const listSets: readonly ListSet[] = [
  { label: '三清单（问题、任务、责任）', lists: ['PROBLEM', 'TASK', 'DUTY'] },
  { label: '三清单一台账', lists: ['PROBLEM', 'TASK', 'DUTY', 'LEDGER'] },
  { label: '任务、责任、成效清单', lists: ['TASK', 'DUTY', 'RESULT'] },
  {
    label: '五份清单（问题、任务、责任、成效、档案）',
    lists: ['PROBLEM', 'TASK', 'DUTY', 'RESULT', 'ARCHIVE'],
  },
  { label: '四张清单（问题、任务、责任、时限）', lists: ['PROBLEM', 'TASK', 'DUTY', 'TIME'] },
  { label: '立行立改、反馈、对账销号清单', lists: ['IMMEDIATE', 'PROBLEM', 'CLOSE'] },
];

export function ledgerList(key: LedgerListKey): LedgerList {
  const list = ledgerLists.find((each) => each.key === key);
  if (!list) throw new Error(`no list ${key}`);
  return list;
}
