/** 成果运用: what others were told or asked because of an inspection, and what they answered (reference 3.15). */
import { defineRegister } from '../../register.ts';
import { dateOf } from '../common/rules.ts';
import { secrecyFields } from '../common/secrecy-fields.ts';
import { resultUseChecks } from './checks.ts';
import { resultUseChildren, resultUseFields } from './fields.ts';
import { resultUseWorkflow } from './workflow.ts';

export const resultUse = defineRegister({
  id: 'resultUse',
  label: '成果运用',
  unit: '件',
  area: 'office',
  group: '工作台账',
  repeats: ['draftedAt', 'title'],
  numbering: 'CG-{year}-{seq:4}',
  fields: [...resultUseFields, ...secrecyFields],
  children: resultUseChildren,
  workflow: resultUseWorkflow,
  deadlines: [
    {
      rule: 'U_REPLY',
      label: '成果运用回复',
      start: (values) => (values['needsReply'] === true ? dateOf(values, 'sentAt') : undefined),
      met: (values) => dateOf(values, 'replyAt'),
      fixedDue: (values) => dateOf(values, 'replyDueAt'),
    },
  ],
  checks: resultUseChecks,
  outsideReaders: 'target',
  dateField: 'draftedAt',
  forms: [],
});
