/** Put together, sent, done (reference 2.4, 3.8). */
import type { Workflow } from '../../register.ts';
import { allOf, filled, refuseDisorders, type Guard } from '../common/rules.ts';
import { wayBack } from '../common/way-back.ts';

const basis = '巡察督导工作机制';
const sentWith = ['name', 'level', 'head', 'headRank', 'headReason', 'members', 'docNo'];

/** The table of the office that says of which ranks a head may be. */
export const headRankTable = 'supervisionHead';

/** The head is of a rank the office asks for, or it is said why not; with no row for the level nothing is asked. */
const headOfRank: Guard = ({ values, officeRows }) => {
  const wanted = officeRows(headRankTable).filter(({ values: row }) => row['level'] === values['level']);
  const fits = wanted.some(
    ({ values: row }) => Array.isArray(row['ranks']) && row['ranks'].includes(String(values['headRank'])),
  );
  if (wanted.length === 0 || fits || filled(values['headReason'])) return undefined;
  return {
    type: 'HeadRankTooLow',
    what: '督导组组长的职级不在本办规定之列。',
    why: `“基础数据—计划与编组规则”的“督导组组长职级”规定：${wanted.map(({ label }) => label).join('、')}。`,
    next: '请改派组长；经同意派出的，在“职级说明”中写明经谁同意、什么理由。',
    fields: { headReason: '请写明经谁同意、什么理由。' },
  };
};

const somethingToSupervise: Guard = ({ children }) =>
  (children['supervised'] ?? []).length > 0
    ? undefined
    : {
        type: 'NothingToSupervise',
        what: '还没有登记督导哪一轮、哪些巡察组。',
        why: '督导组要有明确的督导对象。',
        next: '请点“修改”，在“督导的轮次和巡察组”中登记。',
      };

/** Nobody is left with an accusation that nothing was done about. */
const eventsHandled: Guard = ({ children }) => {
  const open = (children['events'] ?? []).filter(
    ({ values }) => !filled(values['handling']) || !filled(values['handledAt']),
  );
  const unnamed = (children['events'] ?? []).filter(
    ({ values }) => values['handling'] === 'CIRCULAR' && !filled(values['noticeNo']),
  );
  if (open.length === 0 && unnamed.length === 0) return undefined;
  const faults = [
    ...(open.length > 0 ? [`${open.length}件配合不力还没有处理`] : []),
    ...(unnamed.length > 0 ? [`${unnamed.length}件通报批评没有写明通报文号`] : []),
  ];
  return {
    type: 'EventsOpen',
    what: `${faults.join('，')}，不能结束督导。`,
    why: '登记的配合不力逐件处理；通报批评的写明列入哪一件通报。',
    next: '请点“修改”，在“配合不力”中补填处理、处理日期和通报文号。',
  };
};

export const supervisionGroupWorkflow: Workflow = {
  initial: 'FORMED',
  create: { permission: 'planning.register', stamps: { registeredBy: 'actor', formedAt: 'today' } },
  states: [
    { code: 'FORMED', label: '已组建', tone: 'neutral' },
    { code: 'WORKING', label: '督导中', tone: 'progress', locks: sentWith, reachedBy: 'startedAt' },
    { code: 'CLOSED', label: '已结束', tone: 'success', final: true, reachedBy: 'endedAt' },
  ],
  transitions: [
    {
      key: 'send',
      label: '派出',
      from: ['FORMED'],
      to: 'WORKING',
      permission: 'planning.approve',
      asks: ['docNo', 'startedAt', 'headReason'],
      requires: ['docNo', 'startedAt'],
      early: ['docNo', 'headReason'],
      differsFrom: ['registeredBy'],
      stamps: { approvedBy: 'actor' },
      guard: allOf(somethingToSupervise, headOfRank, ({ values, today }) =>
        refuseDisorders([['formedAt', '组建日期', 'startedAt', '开始督导日期']], values, today),
      ),
      basis: `${basis}：派出督导组`,
    },
    {
      key: 'close',
      label: '结束督导',
      from: ['WORKING'],
      to: 'CLOSED',
      permission: 'planning.register',
      asks: ['endedAt', 'summary'],
      requires: ['endedAt', 'summary'],
      guard: allOf(eventsHandled, ({ values, today }) =>
        refuseDisorders([['startedAt', '开始督导日期', 'endedAt', '督导结束日期']], values, today),
      ),
      basis: `${basis}：督导总结`,
    },
    wayBack({
      key: 'recall',
      label: '撤销派出',
      from: ['WORKING'],
      to: 'FORMED',
      permission: 'planning.approve',
      blanks: ['startedAt', 'approvedBy'],
      basis,
    }),
    wayBack({
      key: 'reopen',
      label: '撤销结束',
      from: ['CLOSED'],
      to: 'WORKING',
      permission: 'planning.approve',
      blanks: ['endedAt'],
      basis,
    }),
  ],
};
