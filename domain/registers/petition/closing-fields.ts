/** Fields of 信访件 for 告知, 反馈, 办结, 归档 and its secrecy mark (reference 3.1 and 6.1). */
import type { Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { secrecyFields } from '../common/secrecy-fields.ts';

const notice = '告知与反馈';
const closing = '办结与归档';

const noticeFields: readonly Field[] = [
  {
    key: 'informDueAt',
    label: '受理告知期限',
    type: 'date',
    section: notice,
    filter: 'dateRange',
    derived: true,
    notCloned: true,
  },
  {
    key: 'informAt',
    label: '受理告知日期',
    type: 'date',
    section: notice,
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('告知日期 告知时间 受理告知时间'),
  },
  { key: 'informWay', label: '告知方式', type: 'code', list: 'notifyWay', section: notice, notCloned: true },
  {
    key: 'feedbackDueAt',
    label: '结果反馈期限',
    type: 'date',
    section: notice,
    filter: 'dateRange',
    derived: true,
    notCloned: true,
  },
  {
    key: 'feedbackAt',
    label: '结果反馈日期',
    type: 'date',
    section: notice,
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('反馈日期 反馈时间 答复日期 答复时间'),
  },
  {
    key: 'feedbackWay',
    label: '反馈方式',
    type: 'code',
    list: 'notifyWay',
    section: notice,
    notCloned: true,
    synonyms: words('答复方式'),
  },
  {
    key: 'feedbackOpinion',
    label: '反映人意见',
    type: 'text',
    maxLength: 500,
    section: notice,
    span: 24,
    notCloned: true,
    synonyms: words('举报人意见 满意度'),
    help: '只记意见和异议，不写反映人身份。',
  },
];

const archiveFields: readonly Field[] = [
  {
    key: 'convertedLeadIds',
    label: '转问题线索编号',
    type: 'text',
    maxLength: 500,
    section: closing,
    searchable: true,
    notCloned: true,
    synonyms: words('线索编号 问题线索编号 转线索编号'),
    help: '一件转多条线索的，编号用顿号分隔。',
  },
  {
    key: 'leadOffice',
    label: '线索办理单位（上级）',
    type: 'text',
    namesOrganisation: 'addressee',
    maxLength: 100,
    section: closing,
    notCloned: true,
    synonyms: words('线索办理单位 线索登记单位'),
    help: '上级已将本件转为问题线索的，填上级单位；本单位自己登记线索的不填。',
    example: '市委巡察办',
  },
  {
    key: 'concludedAt',
    label: '办理完毕日期',
    type: 'date',
    section: closing,
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('办毕日期 办理完毕时间 办结日期 办结时间'),
    help: '得出办理结论的日期，结果反馈的时限由此起算。',
  },
  { key: 'closedBy', label: '办结人', type: 'user', section: closing, derived: true, notCloned: true },
  {
    key: 'closedAt',
    label: '办结登记日期',
    type: 'date',
    section: closing,
    filter: 'dateRange',
    derived: true,
    notCloned: true,
  },
  {
    key: 'archiveBoxNo',
    label: '案卷号',
    type: 'text',
    maxLength: 60,
    section: closing,
    searchable: true,
    notCloned: true,
    synonyms: words('归档号 卷号 盒号 案卷编号 归档编号'),
  },
  { key: 'archivedBy', label: '归档人', type: 'user', section: closing, derived: true, notCloned: true },
  { key: 'archivedAt', label: '归档日期', type: 'date', section: closing, derived: true, notCloned: true },
];

export const closingFields: readonly Field[] = [...noticeFields, ...archiveFields, ...secrecyFields];
