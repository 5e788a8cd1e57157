/**
 * 回复: what the office that received a 督办文书, a 日常监督任务 or a 协作事项 answers. It is a part that offices other than the owner of
 * the whole add to it (reference 3.16); once confirmed it goes back to him.
 */
import type { Area } from '../../area.ts';
import type { RecordKind } from '../../package-kinds.ts';
import { defineRegister, type Field, type Workflow } from '../../register.ts';
import type { Travel } from '../../travel.ts';
import { refuseFuture } from '../common/rules.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';

const section = '回复';
const stamped = { derived: true, notCloned: true } as const;

function fieldsOf(whole: { readonly key: string; readonly label: string; readonly list: string }) {
  const named: Field = { ...whole, type: 'record', required: true, section, span: 24 };
  const own: readonly Field[] = [
    {
      key: 'content',
      label: '办理情况',
      type: 'longText',
      maxLength: 2000,
      required: true,
      section,
      span: 24,
      listWidth: 300,
      searchable: true,
    },
    {
      key: 'repliedAt',
      label: '回复日期',
      type: 'date',
      required: true,
      section,
      listWidth: 104,
      filter: 'dateRange',
      notCloned: true,
    },
    {
      key: 'onBehalfOf',
      label: '回复单位',
      type: 'text',
      maxLength: 100,
      section,
      listWidth: 140,
      notCloned: true,
      blankIsOwner: true,
      help: '登记其他单位的纸质回复时填写，与“发往其他单位”中的名称一致；本单位的回复不填。',
    },
    { key: 'replier', label: '回复单位负责人', type: 'text', maxLength: 30, section, listWidth: 120 },
    { key: 'docNo', label: '回复文号', type: 'text', maxLength: 60, section, notCloned: true },
    { key: 'confirmedBy', label: '审核人', type: 'user', section, ...stamped },
    { key: 'registeredBy', label: '登记人', type: 'user', section, ...stamped },
  ];
  return [named, ...own, ...secrecyFields] as const;
}

function workflowOf(area: Area, basis: string): Workflow {
  return {
    initial: 'DRAFTED',
    create: { permission: `${area}.register`, stamps: { registeredBy: 'actor', repliedAt: 'today' } },
    states: [
      { code: 'DRAFTED', label: '拟稿', tone: 'neutral' },
      { code: 'CONFIRMED', label: '已审核', tone: 'success', final: true },
    ],
    transitions: [
      {
        key: 'confirm',
        label: '审核',
        from: ['DRAFTED'],
        to: 'CONFIRMED',
        permission: `${area}.approve`,
        asks: [],
        requires: ['content', 'repliedAt'],
        differsFrom: ['registeredBy'],
        stamps: { confirmedBy: 'actor' },
        guard: ({ values, today }) => refuseFuture(values, today, 'repliedAt', '回复日期'),
        basis: `${basis}：回复经审核后报送，审核人不得为登记人`,
      },
      {
        key: 'withdraw',
        label: '撤回修改',
        from: ['CONFIRMED'],
        to: 'DRAFTED',
        permission: `${area}.approve`,
        asks: [],
        requires: [],
        reasonRequired: true,
        stamps: { confirmedBy: { value: null } },
        basis: `${basis}：回复有误的撤回修改`,
      },
    ],
  };
}

const common = {
  unit: '份',
  children: [],
  deadlines: [],
  checks: [secrecyCheck],
  title: 'content',
  repeats: ['repliedAt', 'content'],
  dateField: 'repliedAt',
  forms: [],
} as const;

/** Back to whom the whole belongs, once it has been confirmed. */
function travelsIn(kind: RecordKind): readonly Travel[] {
  return (['up', 'down'] as const).map((direction) => ({
    ...({ kind, direction, which: 'toOwnerOfWhole', states: ['CONFIRMED'] } as const),
  }));
}

export const noticeReply = defineRegister({
  ...common,
  id: 'noticeReply',
  label: '督办回复',
  area: 'rectification',
  partOf: { register: 'urgeNotice', field: 'notice', byOthers: true },
  numbering: 'DBHF{region}-{year}-{seq:4}',
  fields: fieldsOf({ key: 'notice', label: '督办文书', list: 'urgeNotice' }),
  workflow: workflowOf('rectification', '督办交办'),
  travels: travelsIn('instructions'),
});

export const taskReply = defineRegister({
  ...common,
  id: 'taskReply',
  label: '监督任务回复',
  area: 'supervision',
  partOf: { register: 'supervisionTask', field: 'task', byOthers: true },
  numbering: 'JDHF{region}-{year}-{seq:4}',
  fields: fieldsOf({ key: 'task', label: '日常监督任务', list: 'supervisionTask' }),
  workflow: workflowOf('supervision', '督办交办'),
  travels: travelsIn('instructions'),
});

export const coordReply = defineRegister({
  ...common,
  id: 'coordReply',
  label: '协作回复',
  area: 'coordination',
  partOf: { register: 'coordRequest', field: 'request', byOthers: true },
  numbering: 'XZHF{region}-{year}-{seq:4}',
  fields: fieldsOf({ key: 'request', label: '协作事项', list: 'coordRequest' }),
  workflow: workflowOf('coordination', '协作配合'),
  travels: travelsIn('coordination'),
});
