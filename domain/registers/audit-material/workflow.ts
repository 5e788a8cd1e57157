/** The state machine of 审计材料: requested, received, in use, given back or filed (reference 3.11). */
import type { Transition, Workflow } from '../../register.ts';
import { blank, wayBack } from '../common/way-back.ts';
import { refuseDisorder, type Guard } from '../common/rules.ts';

const rule = '巡察与审计协作配合：审计材料调阅登记';

const receivedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'requestedAt', '调阅日期', 'receivedAt', '收到日期');

const returnedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'receivedAt', '收到日期', 'returnedAt', '归还日期');

const transitions: readonly Transition[] = [
  {
    key: 'receive',
    label: '收到',
    from: ['REQUESTED'],
    to: 'RECEIVED',
    permission: 'office.register',
    asks: ['receivedAt', 'receivedFrom', 'copies', 'pages', 'holder', 'dueBackAt'],
    requires: ['receivedAt', 'receivedFrom', 'copies', 'holder'],
    guard: receivedInOrder,
    basis: `${rule}：接收`,
  },
  {
    key: 'decline',
    label: '未予提供',
    from: ['REQUESTED'],
    to: 'DECLINED',
    permission: 'office.register',
    asks: [],
    requires: [],
    reasonRequired: true,
    basis: `${rule}：未予提供的写明原因`,
  },
  {
    key: 'askAgain',
    label: '再次调阅',
    from: ['DECLINED'],
    to: 'REQUESTED',
    permission: 'office.register',
    asks: ['requestNo'],
    requires: [],
    onOccasion: true,
    basis: `${rule}：再次调阅`,
  },
  {
    key: 'use',
    label: '交付使用',
    from: ['RECEIVED', 'IN_USE'],
    to: 'IN_USE',
    permission: 'office.register',
    asks: ['holder', 'usedIn'],
    requires: ['holder'],
    basis: `${rule}：使用人签领`,
  },
  {
    key: 'giveBack',
    label: '归还',
    from: ['RECEIVED', 'IN_USE'],
    to: 'RETURNED',
    permission: 'office.register',
    asks: ['returnedAt', 'returnedTo'],
    requires: ['returnedAt', 'returnedTo'],
    guard: returnedInOrder,
    basis: `${rule}：归还，由接收人签收`,
  },
  {
    key: 'archive',
    label: '留存归档',
    from: ['RECEIVED', 'IN_USE'],
    to: 'ARCHIVED',
    permission: 'office.approve',
    asks: ['archiveBoxNo'],
    requires: ['archiveBoxNo'],
    differsFrom: ['registeredBy'],
    reasonRequired: true,
    basis: `${rule}：经批准不归还的留存归档`,
  },
  {
    key: 'takeBack',
    label: '撤销归还登记',
    from: ['RETURNED'],
    to: 'RECEIVED',
    permission: 'office.approve',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank('returnedAt', 'returnedTo'),
    basis: `${rule}：登记有误的更正`,
  },
  wayBack({
    key: 'unarchive',
    label: '撤销归档',
    from: ['ARCHIVED'],
    to: 'IN_USE',
    permission: 'office.approve',
    blanks: ['archiveBoxNo'],
    basis: rule,
  }),
];

export const auditMaterialWorkflow: Workflow = {
  initial: 'REQUESTED',
  create: { permission: 'office.register', stamps: { registeredBy: 'actor' } },
  states: [
    { code: 'REQUESTED', label: '已申请调阅', tone: 'neutral' },
    { code: 'DECLINED', label: '未予提供', tone: 'warning', final: true },
    { code: 'RECEIVED', label: '已收到', tone: 'progress', reachedBy: 'receivedAt' },
    { code: 'IN_USE', label: '使用中', tone: 'progress' },
    { code: 'RETURNED', label: '已归还', tone: 'success', final: true, reachedBy: 'returnedAt' },
    { code: 'ARCHIVED', label: '已归档', tone: 'success', final: true, reachedBy: 'archiveBoxNo' },
  ],
  transitions,
};
