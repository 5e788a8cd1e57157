/** 巡察组: part of a round (reference 3.6). */
import { defineRegister, type RecordCheck } from '../../register.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { wayBack } from '../common/way-back.ts';
import { groupChildren, groupSends, groupSendsToGroup } from './children.ts';
import { groupFields } from './fields.ts';

const basis = '巡察组组建';

/** A group has one leader. */
const oneLeader: RecordCheck = {
  key: 'oneLeader',
  severity: 'error',
  check: ({ children }) => {
    const leaders = (children['members'] ?? []).filter(({ values }) => values['role'] === 'LEADER');
    if (leaders.length < 2) return undefined;
    return {
      type: 'SeveralLeaders',
      what: `登记了${leaders.length}名组长。`,
      why: '巡察组实行组长负责制，一个组只有一名组长。',
      next: '请把其他人的组内职务改为副组长或者成员。',
    };
  },
};

export const inspectionGroup = defineRegister({
  id: 'inspectionGroup',
  label: '巡察组',
  unit: '个',
  area: 'planning',
  group: '计划与编组',
  repeats: ['name'],
  numbering: 'ZB{region}-{year}-{seq:3}',
  title: 'name',
  partOf: { register: 'inspectionRound', field: 'round' },
  fields: [...groupFields, ...secrecyFields],
  children: groupChildren,
  travels: [
    { kind: 'planning', direction: 'down', which: 'addressed' },
    { kind: 'planning', direction: 'up', which: 'withWhole' },
    { kind: 'configuration', direction: 'toGroup', which: 'addressed', single: true },
  ],
  sends: groupSends,
  sendsToGroup: groupSendsToGroup,
  workflow: {
    initial: 'FORMED',
    create: { permission: 'planning.register', stamps: { registeredBy: 'actor', formedAt: 'today' } },
    states: [
      { code: 'FORMED', label: '已编组', tone: 'progress' },
      { code: 'DISSOLVED', label: '已解散', tone: 'success', final: true },
    ],
    transitions: [
      {
        key: 'dissolve',
        label: '解散',
        from: ['FORMED'],
        to: 'DISSOLVED',
        permission: 'planning.register',
        asks: [],
        requires: [],
        onOccasion: true,
        basis: `${basis}：本轮任务完成`,
      },
      wayBack({
        key: 'reform',
        label: '撤销解散',
        from: ['DISSOLVED'],
        to: 'FORMED',
        permission: 'planning.register',
        blanks: [],
        basis,
      }),
    ],
  },
  deadlines: [],
  checks: [secrecyCheck, oneLeader],
  dateField: 'formedAt',
  forms: ['F37', 'F39'],
});
