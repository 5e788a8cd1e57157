/** 问题底稿: one working paper for each matter a group has found, signed by three people (reference 3.4). */
import { defineRegister } from '../../register.ts';
import { sortedOnce } from '../common/categories.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';
import { draftChildren, draftFields } from './fields.ts';
import { draftOrigins } from './origins.ts';
import { draftWorkflow } from './workflow.ts';

export const problemDraft = defineRegister({
  id: 'problemDraft',
  label: '问题底稿',
  unit: '份',
  area: 'problem',
  group: '问题整改',
  origins: draftOrigins,
  repeats: ['draftedAt', 'title'],
  numbering: 'DG{region}-{year}-{seq:4}',
  fields: draftFields,
  children: draftChildren,
  sections: ['底稿', '问题', '支撑材料目录'],
  workflow: draftWorkflow,
  deadlines: [],
  checks: [secrecyCheck, sortedOnce],
  dateField: 'draftedAt',
  forms: ['F19'],
});
