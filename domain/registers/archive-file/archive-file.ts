/** 案卷: what is filed of an inspection, document by document (reference 3.20). */
import { defineRegister } from '../../register.ts';
import { secrecyFields } from '../common/secrecy-fields.ts';
import { archiveFileChecks } from './checks.ts';
import { archiveDocuments, archiveFileFields } from './fields.ts';
import { archiveFileWorkflow } from './workflow.ts';

export const archiveFile = defineRegister({
  id: 'archiveFile',
  label: '案卷',
  unit: '卷',
  area: 'office',
  group: '工作台账',
  repeats: ['openedAt', 'title'],
  numbering: 'AJ-{year}-{seq:4}',
  fields: [...archiveFileFields, ...secrecyFields],
  children: [archiveDocuments],
  workflow: archiveFileWorkflow,
  deadlines: [],
  checks: archiveFileChecks,
  dateField: 'openedAt',
  forms: ['F57', 'F56', 'F58'],
});
