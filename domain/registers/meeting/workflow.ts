/** The state machine of 会议: planned, held, its minutes signed, filed (reference 3.19). */
import type { StateInfo, Transition, Workflow } from '../../register.ts';
import { blank, wayBack } from '../common/way-back.ts';
import { allOf } from '../common/rules.ts';
import { decidedSomething, minutesComplete, minutesInOrder, somebodyPresent, wasHeld } from './guards.ts';

/** A meeting that has taken place cannot become another one. */
const sitting = ['title', 'kind', 'heldAt', 'presided'];

/** What the minutes say stays as it was signed; what was done about it is written down until the volume is filed. */
const signed = [
  ...sitting,
  ...['roundId', 'groupId', 'targetId'],
  ...['markKind', 'secrecyLevel', 'secrecyTerm', 'secrecyBasis', 'needToKnow'],
  ...['hours', 'place', 'recorder', 'leadIds', 'hearsReport', 'summary', 'decisions', 'needsMinutes'],
  ...['minutesNo', 'minutesAt', 'signedBy', 'minutesDueAt', 'topics', 'attendees'],
];

const states: readonly StateInfo[] = [
  { code: 'PLANNED', label: '已安排', tone: 'neutral' },
  { code: 'HELD', label: '已召开', tone: 'progress', locks: sitting, reachedBy: 'heldAt' },
  {
    ...{ code: 'MINUTED', label: '纪要已签发', tone: 'success', settled: true },
    ...{ locks: signed, reachedBy: 'minutesAt' },
  },
  { code: 'CANCELLED', label: '已取消', tone: 'warning', final: true },
  { code: 'ARCHIVED', label: '已归档', tone: 'success', final: true, reachedBy: 'archiveBoxNo' },
];

const rule = '巡察机构会议制度';

const transitions: readonly Transition[] = [
  {
    key: 'hold',
    label: '召开',
    from: ['PLANNED'],
    to: 'HELD',
    permission: 'office.register',
    asks: ['heldAt', 'place', 'presided', 'needsMinutes'],
    requires: ['heldAt', 'presided'],
    early: ['heldAt', 'place', 'presided', 'needsMinutes'],
    guard: allOf(wasHeld, somebodyPresent),
    basis: `${rule}：召开`,
  },
  {
    key: 'cancel',
    label: '取消会议',
    from: ['PLANNED'],
    to: 'CANCELLED',
    permission: 'office.register',
    asks: [],
    requires: [],
    reasonRequired: true,
    basis: `${rule}：取消`,
  },
  {
    key: 'planAnew',
    label: '重新安排',
    from: ['CANCELLED'],
    to: 'PLANNED',
    permission: 'office.register',
    asks: ['heldAt'],
    requires: ['heldAt'],
    onOccasion: true,
    basis: `${rule}：改期`,
  },
  {
    key: 'signMinutes',
    label: '签发纪要',
    from: ['HELD'],
    to: 'MINUTED',
    permission: 'office.approve',
    asks: ['minutesNo', 'minutesAt', 'signedBy'],
    requires: ['minutesNo', 'minutesAt', 'signedBy'],
    differsFrom: ['registeredBy'],
    stamps: { approvedBy: 'actor' },
    guard: allOf(decidedSomething, minutesInOrder),
    basis: `${rule}：纪要由登记人以外的人核准`,
  },
  {
    key: 'withdrawMinutes',
    label: '撤回纪要',
    from: ['MINUTED'],
    to: 'HELD',
    permission: 'office.approve',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank('minutesAt', 'signedBy', 'approvedBy'),
    basis: `${rule}：纪要有误的撤回`,
  },
  {
    key: 'archive',
    label: '归档',
    from: ['HELD', 'MINUTED'],
    to: 'ARCHIVED',
    permission: 'office.register',
    asks: ['archiveBoxNo'],
    requires: ['archiveBoxNo'],
    guard: minutesComplete,
    basis: `${rule}：归档`,
  },
  {
    ...wayBack({
      key: 'unarchive',
      label: '撤销归档',
      from: ['ARCHIVED'],
      to: 'HELD',
      permission: 'office.approve',
      blanks: ['archiveBoxNo'],
      basis: rule,
    }),
    offeredWhen: { field: 'needsMinutes', is: false },
  },
  {
    ...wayBack({
      key: 'unarchiveMinuted',
      label: '撤销归档',
      from: ['ARCHIVED'],
      to: 'MINUTED',
      permission: 'office.approve',
      blanks: ['archiveBoxNo'],
      basis: rule,
    }),
    offeredWhen: { field: 'needsMinutes', is: true },
  },
];

export const meetingWorkflow: Workflow = {
  initial: 'PLANNED',
  create: { permission: 'office.register', stamps: { registeredBy: 'actor' } },
  states,
  transitions,
};
