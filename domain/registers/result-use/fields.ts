/** Fields of 成果运用 (reference 3.15), in the order of the procedure. */
import type { ChildTable, Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';
import { inspectionFields } from '../common/inspection-fields.ts';

const matter = '事项';
const sending = '发出与回复';
const concerned = '涉及人员';
const receivers = '抄告对象';
const main = fieldsOf(matter);
const way = fieldsOf(sending);
const person = fieldsOf(concerned);
const receiver = fieldsOf(receivers);

export const resultUseFields: readonly Field[] = [
  main.text('title', '标题', 200, {
    required: true,
    span: 16,
    listWidth: 280,
    filter: 'text',
    searchable: true,
    synonyms: words('事项名称 文件标题 名称'),
    example: '关于做好县民政局巡察整改的建议书',
  }),
  main.code('kind', '运用方式', 'resultUseKind', {
    required: true,
    span: 8,
    listWidth: 144,
    filter: 'codes',
    synonyms: words('成果运用方式 类别 类型'),
    example: '巡察建议书',
  }),
  main.date('draftedAt', '拟稿日期', {
    required: true,
    listWidth: 104,
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('日期 登记日期'),
    example: '2026-04-17',
  }),
  ...inspectionFields(matter, '与某一轮巡察无关的不填。').map((field) =>
    field.key === 'targetId' ? { ...field, listWidth: 160 } : field,
  ),
  main.longText('content', '内容', 4000, {
    required: true,
    filter: 'text',
    searchable: true,
    notCloned: true,
    synonyms: words('主要内容 事项内容 建议内容'),
  }),
  way.text('toOrg', '主送单位（人）', 100, {
    required: true,
    listWidth: 144,
    filter: 'text',
    searchable: true,
    namesOrganisation: 'addressee',
    namesPerson: true,
    synonyms: words('主送 主送单位 送达单位 通报对象 运用单位'),
    example: '县委组织部',
  }),
  way.text('docNo', '文号', 100, {
    listWidth: 136,
    filter: 'text',
    searchable: true,
    notCloned: true,
    synonyms: words('发文字号 发文号'),
    example: '某巡办〔2026〕12号',
  }),
  way.text('approvedName', '签发人', 60, {
    notCloned: true,
    namesPerson: true,
    synonyms: words('审批人 批准人'),
  }),
  way.date('sentAt', '发出日期', {
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('送出日期 发文日期 印发日期'),
  }),
  way.boolean('needsReply', '要求回复', { span: 4, filter: 'boolean', synonyms: words('是否要求回复') }),
  way.date('replyDueAt', '回复期限', {
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('要求回复日期'),
  }),
  way.date('replyAt', '回复日期', { filter: 'dateRange', notCloned: true, synonyms: words('回复时间') }),
  way.longText('reply', '回复（运用）情况', 4000, {
    filter: 'text',
    searchable: true,
    notCloned: true,
    synonyms: words('回复情况 运用情况 办理结果 回复内容'),
  }),
  way.stamp('registeredBy', '拟稿登记人'),
  way.stamp('approvedBy', '签发登记人'),
];

export const resultUseChildren: readonly ChildTable[] = [
  {
    key: 'receivers',
    label: receivers,
    section: receivers,
    title: 'name',
    fields: [
      receiver.text('name', '抄告单位（人）', 100, {
        required: true,
        searchable: true,
        namesOrganisation: 'addressee',
        namesPerson: true,
        synonyms: words('抄送单位 抄告 抄送'),
      }),
      receiver.text('reason', '抄告事由', 200, { span: 12 }),
      receiver.date('receivedAt', '签收日期', { afterwards: true }),
    ],
  },
  {
    key: 'people',
    label: concerned,
    section: concerned,
    title: 'name',
    fields: [
      person.text('name', '姓名', 60, {
        required: true,
        searchable: true,
        namesPerson: true,
        synonyms: words('干部姓名'),
      }),
      person.text('unit', '单位及职务', 100, { synonyms: words('现任职务 单位职务') }),
      person.text('opinion', '意见', 500, { span: 12, synonyms: words('廉政意见 评价意见') }),
      person.text('outcome', '运用结果', 200, { afterwards: true, synonyms: words('任用结果 考核结果') }),
    ],
  },
];
