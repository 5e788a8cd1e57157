/** 组工作站: the PCs that went out with a group, and what has become of them (reference 3.16, decision 022, F55). */
import { defineRegister } from '../../register.ts';
import { dateOf } from '../common/rules.ts';
import { backups, workstationFields } from './fields.ts';

/** The states in the order a PC goes through them: 配置—使用—审核、移交—存储—清理; or it is lost on the way. */
export const workstationStates = [
  'CONFIGURED',
  'IN_USE',
  'HANDED_IN',
  'RECEIPT_GIVEN',
  'WIPED',
  'LOST',
] as const;
export type WorkstationState = (typeof workstationStates)[number];

export const workstation = defineRegister({
  id: 'workstation',
  label: '组工作站',
  unit: '台',
  area: 'planning',
  group: '计划与编组',
  byProgram: true,
  numbering: 'DJ{region}-{year}-{seq:3}',
  title: 'name',
  partOf: { register: 'inspectionGroup', field: 'group', openIn: ['FORMED', 'DISSOLVED'] },
  fields: workstationFields,
  children: [backups],
  workflow: {
    initial: 'CONFIGURED',
    states: [
      { code: 'CONFIGURED', label: '已配置', tone: 'neutral' },
      { code: 'IN_USE', label: '使用中', tone: 'progress' },
      { code: 'HANDED_IN', label: '已移交', tone: 'progress' },
      { code: 'RECEIPT_GIVEN', label: '已出回执，待清理', tone: 'warning' },
      { code: 'WIPED', label: '已清理', tone: 'success', final: true },
      { code: 'LOST', label: '已挂失', tone: 'danger', alarm: '丢失、被盗，已挂失' },
    ],
    transitions: [],
  },
  deadlines: [
    {
      rule: 'W_WIPE',
      label: '收回清理',
      // Nothing can be fetched back of one that is lost; it stands on the first page as such.
      start: (values) => (dateOf(values, 'lostOn') === undefined ? dateOf(values, 'loanEndsAt') : undefined),
      met: (values) => dateOf(values, 'wipedAt'),
      dueField: 'wipeDueAt',
      lights: [{ colour: 'RED' }],
    },
  ],
  dateField: 'configuredAt',
  forms: ['F55'],
});
