/** 制度: rules made, changed or abolished because of what an inspection found (reference 3.14, R-17). */
import { defineRegister } from '../../register.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { refuseDisorder, refuseFuture } from '../common/rules.ts';
import { institutionFields } from './fields.ts';
import { institutionWorkflow } from './workflow.ts';

export const institution = defineRegister({
  id: 'institution',
  label: '制度',
  unit: '项',
  area: 'office',
  group: '工作台账',
  numbering: 'ZD-{year}-{seq:4}',
  fields: [...institutionFields, ...secrecyFields],
  children: [],
  workflow: institutionWorkflow,
  deadlines: [],
  checks: [
    secrecyCheck,
    {
      key: 'datesInOrder',
      severity: 'error',
      check: ({ values, today }) =>
        refuseFuture(values, today, 'issuedAt', '印发日期') ??
        refuseDisorder(values, today, 'issuedAt', '印发日期', 'evaluatedAt', '评估日期'),
    },
  ],
  dateField: 'issuedAt',
  forms: [],
});
