/** 被巡察党组织: the library of organisations that plans choose from (reference 3.6). */
import { defineRegister } from '../../register.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { wayBack } from '../common/way-back.ts';
import { targetChildren, targetSends } from './children.ts';
import { targetFields } from './fields.ts';

const basis = '巡察对象库管理';

export const target = defineRegister({
  id: 'target',
  label: '被巡察党组织',
  unit: '家',
  area: 'planning',
  group: '计划与编组',
  repeats: ['name'],
  numbering: 'DX{region}-{year}-{seq:4}',
  title: 'name',
  fields: [...targetFields, ...secrecyFields],
  children: targetChildren,
  travels: [
    { kind: 'planning', direction: 'up', which: 'all' },
    {
      ...{ kind: 'configuration', direction: 'toGroup', which: 'named' },
      namedIn: { register: 'inspectionGroup', child: 'targets', field: 'targetId' },
    },
  ],
  sends: targetSends,
  workflow: {
    initial: 'LISTED',
    create: { permission: 'planning.register', stamps: { registeredBy: 'actor' } },
    states: [
      { code: 'LISTED', label: '应巡', tone: 'neutral' },
      { code: 'REMOVED', label: '已撤并', tone: 'warning', final: true },
    ],
    transitions: [
      {
        key: 'remove',
        label: '撤并移出',
        from: ['LISTED'],
        to: 'REMOVED',
        permission: 'planning.register',
        asks: [],
        requires: [],
        reasonRequired: true,
        onOccasion: true,
        basis: `${basis}：机构撤并的不再列入应巡`,
      },
      wayBack({
        key: 'restoreToList',
        label: '恢复列入',
        from: ['REMOVED'],
        to: 'LISTED',
        permission: 'planning.register',
        blanks: [],
        basis,
      }),
    ],
  },
  deadlines: [],
  checks: [secrecyCheck],
  dateField: 'lastFeedbackAt',
  forms: [],
});
