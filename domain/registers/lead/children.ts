/** Child rows of 问题线索 (reference 3.3), all sealed in the compartment of leads. */
import type { ChildTable, Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { accusedOrgs, accusedPersons } from '../petition/children.ts';
import { results } from './results.ts';
import { urgings } from './urging.ts';

const consultation = '会商';
const decision = '审定';
const disposal = '处置';

/** Sealed values are found by text alone, so the other ways to filter the accused of a letter are left out. */
const persons: ChildTable = {
  ...accusedPersons,
  key: 'persons',
  listedEarly: true,
  compartment: 'lead',
  fields: accusedPersons.fields.map(({ filter, ...field }) =>
    filter === 'text' ? { ...field, filter } : field,
  ),
};
const orgs: ChildTable = { ...accusedOrgs, key: 'orgs', compartment: 'lead' };

const consultations: ChildTable = {
  key: 'consultations',
  label: '会商纪要',
  compartment: 'lead',
  section: consultation,
  title: 'heldAt',
  fields: [
    { key: 'heldAt', label: '会商时间', type: 'date', required: true, section: consultation },
    { key: 'place', label: '会商地点', type: 'text', maxLength: 100, section: consultation },
    participants('caseOffice', '案件监督管理室'),
    participants('trialOffice', '案件审理室'),
    participants('supervisionOffice', '监督检查室'),
    participants('inspection', '巡察机构'),
    {
      key: 'opinion',
      label: '讨论意见',
      type: 'longText',
      required: true,
      maxLength: 2000,
      section: consultation,
      span: 24,
    },
    {
      key: 'conclusion',
      label: '结论',
      type: 'code',
      list: 'consultConclusion',
      required: true,
      section: consultation,
    },
  ],
};

function participants(key: string, label: string): Field {
  return {
    key,
    label: `${label}参加人`,
    type: 'text',
    maxLength: 200,
    section: consultation,
    span: 12,
  };
}

const dualReports: ChildTable = {
  key: 'dualReports',
  label: '双汇报',
  compartment: 'lead',
  section: decision,
  title: 'reportedTo',
  fields: [
    {
      key: 'reportedTo',
      label: '汇报对象',
      type: 'code',
      list: 'dualReportTo',
      required: true,
      section: decision,
      span: 12,
    },
    { key: 'reportedAt', label: '汇报时间', type: 'date', required: true, section: decision },
    { key: 'reporter', label: '汇报人', type: 'text', maxLength: 60, section: decision },
    {
      key: 'summary',
      label: '汇报内容',
      type: 'longText',
      required: true,
      maxLength: 1000,
      section: decision,
      span: 24,
    },
    { key: 'instruction', label: '批示', type: 'longText', maxLength: 1000, section: decision, span: 24 },
    { key: 'dueAt', label: '办理期限', type: 'date', section: decision },
  ],
};

const progress: ChildTable = {
  key: 'progress',
  label: '办理进展',
  compartment: 'lead',
  section: disposal,
  title: 'step',
  fields: [
    { key: 'step', label: '环节', type: 'code', list: 'leadProgress', required: true, section: disposal },
    { key: 'doneAt', label: '进展日期', type: 'date', required: true, section: disposal },
    {
      key: 'note',
      label: '进展情况',
      type: 'longText',
      maxLength: 1000,
      section: disposal,
      span: 24,
      synonyms: words('进展'),
    },
  ],
};

export const leadChildren: readonly ChildTable[] = [
  persons,
  orgs,
  consultations,
  dualReports,
  progress,
  urgings,
  results,
];
