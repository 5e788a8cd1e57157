/** 巡察人才库: the people groups are formed from (reference 3.7). */
import { defineRegister } from '../../register.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { personChildren, personSends } from './children.ts';
import { personFields } from './fields.ts';
import { personWorkflow } from './workflow.ts';

export const poolPerson = defineRegister({
  id: 'poolPerson',
  label: '人才库人员',
  unit: '人',
  area: 'people',
  group: '计划与编组',
  repeats: ['name', 'unit'],
  numbering: 'RC{region}-{year}-{seq:4}',
  title: 'name',
  fields: [...personFields, ...secrecyFields],
  children: personChildren,
  // The county chooses whom it offers (推荐); nobody else leaves its pool.
  travels: [{ kind: 'planning', direction: 'up', which: 'addressed', states: ['IN_POOL', 'DRAWN'] }],
  sends: personSends,
  workflow: personWorkflow,
  deadlines: [],
  checks: [secrecyCheck],
  dateField: 'nominatedAt',
  forms: ['F36', 'F38'],
});
