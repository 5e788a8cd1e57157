/** 审计材料: what was borrowed from the audit office, what it says, and when it went back (reference 2.3, 3.11). */
import { defineRegister } from '../../register.ts';
import { dateOf } from '../common/rules.ts';
import { secrecyFields } from '../common/secrecy-fields.ts';
import { auditMaterialChecks } from './checks.ts';
import { auditMaterialFields, auditIssues } from './fields.ts';
import { auditMaterialWorkflow } from './workflow.ts';

export const auditMaterial = defineRegister({
  id: 'auditMaterial',
  label: '审计材料',
  unit: '份',
  area: 'office',
  group: '工作台账',
  repeats: ['requestedAt', 'title'],
  numbering: 'SJ-{year}-{seq:4}',
  fields: [...auditMaterialFields, ...secrecyFields],
  children: [auditIssues],
  workflow: auditMaterialWorkflow,
  deadlines: [
    {
      rule: 'A_RETURN',
      label: '归还审计材料',
      start: (values) => dateOf(values, 'receivedAt'),
      met: (values) => dateOf(values, 'returnedAt'),
      fixedDue: (values) => dateOf(values, 'dueBackAt'),
    },
  ],
  checks: auditMaterialChecks,
  dateField: 'requestedAt',
  forms: [],
});
