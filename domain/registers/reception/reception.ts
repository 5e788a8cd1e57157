/** 来访来电接待: visits, calls and text messages as they are received (reference 3.2). */
import { defineRegister } from '../../register.ts';
import { crossRound } from '../common/cross-round.ts';
import { receptionChecks } from './checks.ts';
import { receptionChildren } from './children.ts';
import { receptionAllFields } from './fields.ts';
import { receptionWorkflow } from './workflow.ts';

export const reception = defineRegister({
  id: 'reception',
  label: '来访来电接待',
  unit: '次',
  area: 'petition',
  group: '登记簿',
  repeats: ['receivedAt', 'kind', 'summary'],
  eventLog: true,
  numbering: 'JF{region}-{year}-{seq:5}',
  fields: receptionAllFields,
  children: receptionChildren,
  sections: ['接待登记', '接待人', '来访（来电）人', '被反映人'],
  workflow: receptionWorkflow,
  deadlines: [],
  checks: receptionChecks,
  causes: [
    crossRound({
      fills: 'isCross',
      label: '交叉巡察',
      why: '交叉巡察中的接待由非本地干部担任，没有填写的不核对接待人。',
    }),
  ],
  dateField: 'receivedAt',
  forms: ['F02', 'F03'],
  formsWhen: { F02: { field: 'kind', is: ['VISIT'] }, F03: { field: 'kind', is: ['CALL', 'SMS'] } },
  countedApart: {
    field: 'kind',
    kinds: [
      { is: 'VISIT', label: '来访', unit: '批', sum: { field: 'personCount', unit: '人次' } },
      { is: 'CALL', label: '来电', unit: '次' },
      { is: 'SMS', label: '短信', unit: '件' },
    ],
  },
});
