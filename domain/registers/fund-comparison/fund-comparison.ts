/** 三数比对: what was allocated from above, what the inspected body paid, what arrived (reference 2.5, 3.13). */
import { defineRegister } from '../../register.ts';
import { secrecyFields } from '../common/secrecy-fields.ts';
import { fundChecks } from './checks.ts';
import { fundChildren } from './children.ts';
import { fundFields } from './fields.ts';
import { fundWorkflow } from './workflow.ts';

export const fundComparison = defineRegister({
  id: 'fundComparison',
  label: '三数比对',
  unit: '项',
  area: 'problem',
  group: '巡察了解',
  repeats: ['comparedAt', 'project'],
  numbering: 'SS{region}-{year}-{seq:4}',
  numberedBefore: ['SS-{year}-{seq:4}'],
  fields: [...fundFields, ...secrecyFields],
  children: fundChildren,
  sections: ['资金项目', '上级给多少', '被巡察单位支多少', '实际落地多少'],
  workflow: fundWorkflow,
  deadlines: [],
  checks: fundChecks,
  outsideReaders: 'target',
  dateField: 'comparedAt',
  forms: ['F32'],
});
