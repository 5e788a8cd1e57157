/** Fields of 组工作站: who did what when in the six steps a group's PC goes through, and who reported it lost (reference 3.16, decision 022). */
import type { ChildTable, ComputeContext, Field, Value } from '../../register.ts';
import { fieldsOf } from '../common/fields-of.ts';

const main = fieldsOf('单机');
const configured = fieldsOf('配置');
const used = fieldsOf('使用');
const checked = fieldsOf('审核');
const handedIn = fieldsOf('移交');
const stored = fieldsOf('存储');
const wiped = fieldsOf('清理');
const lost = fieldsOf('挂失');
/** The program writes all of it down, nobody types. */
const kept = { derived: true, notCloned: true } as const;

/**
 * Until when the group has its people: the last day one of them is borrowed for, or, where the group does not say, the last day
 * of the PC's certificate. From then on a PC without its statement is out.
 */
function loanEnd({ values, related }: ComputeContext): Value {
  const days = related('group')
    .flatMap(({ children }) => children['members'] ?? [])
    .flatMap((member) => member.values['borrowedTo'] ?? []);
  return days.map(String).toSorted().at(-1) ?? values['certificateUntil'] ?? null;
}

const basics: readonly Field[] = [
  main.text('code', '单机编号', 20, {
    ...kept,
    listWidth: 120,
    filter: 'text',
    searchable: true,
  }),
  main.text('name', '单机名称', 100, { ...kept, span: 16, listWidth: 220, filter: 'text', searchable: true }),
  main.record('group', '巡察组', 'inspectionGroup', { ...kept, required: true, listWidth: 160 }),
  main.record('round', '巡察轮次', 'inspectionRound', kept),
  main.date('certificateUntil', '证书有效至', kept),
  main.date('loanEndsAt', '借用截止', {
    ...kept,
    computed: loanEnd,
    filter: 'dateRange',
    help: '巡察组成员中最晚的抽调止；没有登记的，为单机证书的最后一天。',
  }),
  main.date('wipeDueAt', '应收回清理日期', { ...kept, listWidth: 120, filter: 'dateRange' }),
];

const steps: readonly Field[] = [
  configured.date('configuredAt', '配置日期', { ...kept, listWidth: 104, filter: 'dateRange' }),
  configured.text('configuredBy', '配置人', 60, kept),
  configured.text('configurationApprovedBy', '配置批准人', 60, kept),
  configured.text('configurationNo', '配置包编号', 60, kept),
  used.date('inUseSince', '启用日期', { ...kept, help: '单机回执说明已经收到配置包的日期。' }),
  used.date('closedAt', '收尾日期', kept),
  used.text('closedBy', '收尾人', 60, kept),
  used.text('closedWith', '收尾在场人', 60, kept),
  checked.date('checkedAt', '审核日期', { ...kept, help: '本办核验移交包、写入数据库的日期。' }),
  checked.text('checkedBy', '审核人', 60, kept),
  checked.text('checkedWith', '审核在场人', 60, kept),
  handedIn.date('handedInAt', '移交日期', { ...kept, listWidth: 104, filter: 'dateRange' }),
  handedIn.text('handedInBy', '移交人', 60, kept),
  handedIn.text('handInApprovedBy', '移交批准人', 60, kept),
  handedIn.text('handInNo', '移交包编号', 60, kept),
  stored.date('receiptAt', '出具回执日期', kept),
  stored.text('receiptBy', '回执制作人', 60, kept),
  stored.text('receiptApprovedBy', '回执批准人', 60, kept),
  stored.text('receiptNo', '回执编号', 60, kept),
  wiped.date('wipedAt', '清理日期', { ...kept, listWidth: 104, filter: 'dateRange' }),
  wiped.text('wipedBy', '清理人', 60, kept),
  wiped.text('wipedWith', '清理在场人', 60, kept),
  wiped.text('wipedReceipts', '清理所依据的回执', 200, { ...kept, span: 16 }),
  wiped.text('vault', '数据库编号', 40, kept),
  wiped.integer('lastEntry', '日志最后一条', { ...kept, notSummed: true }),
  wiped.text('lastEntryHash', '日志最后一条的摘要', 64, { ...kept, span: 16 }),
  wiped.text('statementDigest', '声明的摘要', 64, { ...kept, span: 16 }),
  wiped.date('statementReadAt', '核验声明日期', kept),
  wiped.text('statementReadBy', '声明核验人', 60, kept),
  // Of a statement that rests on what this office lost when it was restored.
  wiped.longText('acceptedWhy', '认定理由', 500, {
    ...kept,
    help: '声明所凭的回执等因本办恢复备份而丢失，由两人认定的理由。',
  }),
  wiped.text('acceptedWith', '认定在场人', 60, kept),
  lost.date('lostOn', '丢失日期', { ...kept, filter: 'dateRange' }),
  lost.text('lostToldBy', '报告人', 60, kept),
  lost.longText('lostHow', '丢失、被盗情况', 500, kept),
  lost.date('lostNotedAt', '挂失日期', kept),
  lost.text('lostNotedBy', '挂失人', 60, kept),
  lost.text('lostNotedWith', '挂失在场人', 60, kept),
];

export const workstationFields: readonly Field[] = [...basics, ...steps];

const copySection = '备份';
const copy = fieldsOf(copySection);

/** Backups of the PC, as its statement lists them: no program reaches them, they are destroyed by hand. */
export const backups: ChildTable = {
  key: 'backups',
  label: '备份',
  section: copySection,
  title: 'what',
  fields: [copy.date('madeAt', '备份日期', kept), copy.text('what', '内容', 200, { ...kept, span: 16 })],
};
