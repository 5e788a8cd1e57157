/** 督导组: who looks after the groups of a round on behalf of the committee that sent them (reference 2.4, 3.8, F44). */
import { defineRegister, type RecordCheck } from '../../register.ts';
import { filled } from '../common/rules.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { supervisionChildren } from './children.ts';
import { supervisionFields } from './fields.ts';
import { supervisionGroupWorkflow } from './workflow.ts';

/** An event that says it stands in a circular stands in one that is there. */
const noticesThere: RecordCheck = {
  key: 'noticesThere',
  severity: 'error',
  check: ({ children }) => {
    const known = new Set((children['notices'] ?? []).map(({ values }) => values['docNo']));
    const strange = (children['events'] ?? [])
      .map(({ values }) => values['noticeNo'])
      .filter((number) => filled(number) && !known.has(number ?? null));
    if (strange.length === 0) return undefined;
    return {
      type: 'NoticeUnknown',
      what: `“配合不力”中写的通报文号${[...new Set(strange)].map(String).join('、')}在“通报”中没有。`,
      why: '通报按文号列出所通报的事项，文号要一致。',
      next: '请在“通报”中登记这一件，或者改正“配合不力”中的通报文号。',
    };
  },
};

export const supervisionGroup = defineRegister({
  id: 'supervisionGroup',
  label: '督导组',
  unit: '个',
  area: 'planning',
  group: '上下联动',
  repeats: ['name'],
  numbering: 'DD{region}-{year}-{seq:3}',
  title: 'name',
  fields: [...supervisionFields, ...secrecyFields],
  children: supervisionChildren,
  workflow: supervisionGroupWorkflow,
  deadlines: [],
  checks: [secrecyCheck, noticesThere],
  dateField: 'formedAt',
  forms: ['F44'],
});
