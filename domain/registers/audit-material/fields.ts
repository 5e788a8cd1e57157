/** Fields of 审计材料 (reference 3.11), in the order in which it is asked for, used and given back. */
import type { ChildTable, Field } from '../../register.ts';
import { sumOf } from '../../stated-total.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';
import { inspectionFields } from '../common/inspection-fields.ts';

const material = '材料';
const borrowing = '调阅与归还';
const issues = '审计发现问题';
const main = fieldsOf(material);
const loan = fieldsOf(borrowing);
const found = fieldsOf(issues);

export const auditMaterialFields: readonly Field[] = [
  main.text('title', '材料名称', 200, {
    required: true,
    span: 16,
    listWidth: 240,
    filter: 'text',
    searchable: true,
    synonyms: words('审计材料 材料 名称 审计报告名称 报告名称'),
    example: '县民政局原局长经济责任审计报告',
  }),
  main.code('kind', '材料类别', 'auditMaterialKind', {
    required: true,
    listWidth: 128,
    filter: 'codes',
    synonyms: words('材料类型 材料种类 类别 类型'),
    example: '审计报告',
  }),
  main.integer('year', '年度', {
    notSummed: true,
    min: 1983,
    max: 2199,
    span: 4,
    listWidth: 64,
    filter: 'numberRange',
    synonyms: words('审计年度 年份'),
    example: '2025',
  }),
  main.text('docNo', '文号', 100, {
    listWidth: 136,
    filter: 'text',
    searchable: true,
    synonyms: words('审计文号 报告文号 文件字号'),
    example: '某审经责〔2025〕6号',
  }),
  main.text('auditedOrg', '被审计单位', 100, {
    filter: 'text',
    searchable: true,
    listWidth: 144,
    synonyms: words('被审计单位（人） 审计对象'),
  }),
  main.text('auditor', '审计机关', 100, { filter: 'text', synonyms: words('审计单位 审计组') }),
  main.integer('copies', '份数', { min: 0, max: 9999, span: 4, synonyms: words('份') }),
  main.integer('pages', '页数', { min: 0, max: 99_999, span: 4, synonyms: words('页 总页数') }),
  ...inspectionFields(material, '与某一轮巡察无关的不填。'),
  loan.date('requestedAt', '调阅日期', {
    required: true,
    listWidth: 104,
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('申请日期 借阅日期 调阅时间 日期'),
    example: '2026-03-09',
  }),
  loan.text('requestNo', '调阅函号', 100, { synonyms: words('商请函号 借阅函号') }),
  loan.date('receivedAt', '收到日期', { filter: 'dateRange', notCloned: true, synonyms: words('收件日期') }),
  loan.text('receivedFrom', '提供人', 60, { notCloned: true, synonyms: words('提供单位 经手人') }),
  loan.text('holder', '保管人', 60, {
    listWidth: 88,
    filter: 'text',
    notCloned: true,
    synonyms: words('现保管人 持有人'),
  }),
  loan.date('dueBackAt', '应还日期', {
    listWidth: 104,
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('归还期限 应归还日期'),
    help: '一般为本轮巡察结束日；不填按时限规则计算。',
  }),
  loan.longText('usedIn', '使用情况', 1000, {
    filter: 'text',
    searchable: true,
    notCloned: true,
    synonyms: words('使用记录 用于'),
    help: '用于底稿、线索的，在底稿、线索中关联本材料；其他用途写在这里。',
  }),
  loan.date('returnedAt', '归还日期', { filter: 'dateRange', notCloned: true, synonyms: words('归还时间') }),
  loan.text('returnedTo', '归还接收人', 60, { notCloned: true, synonyms: words('接收人 归还签收人') }),
  loan.stamp('registeredBy', '登记人'),
  loan.text('archiveBoxNo', '案卷号', 60, {
    searchable: true,
    notCloned: true,
    synonyms: words('归档号 卷号 盒号 案卷编号 归档编号'),
  }),
  found.integer('issuesStated', '报告列明问题数', {
    min: 0,
    max: 9999,
    notCloned: true,
    synonyms: words('问题数 审计问题数'),
    help: '报告写明的个数，与下面各行核对。',
  }),
  found.money('amountStated', '报告列明金额', {
    notCloned: true,
    synonyms: words('问题金额 审计问题金额'),
  }),
  found.integer('issueCount', '已摘录问题数', {
    derived: true,
    computed: ({ children }) => children['issues']?.length ?? 0,
    notCloned: true,
  }),
  found.money('issueAmount', '已摘录金额', {
    derived: true,
    filter: 'numberRange',
    computed: ({ children }) => sumOf(children['issues'], 'amount'),
    notCloned: true,
  }),
];

const row = fieldsOf(issues);

export const auditIssues: ChildTable = {
  key: 'issues',
  label: issues,
  section: issues,
  title: 'issue',
  fields: [
    row.text('issue', '问题', 500, {
      required: true,
      span: 16,
      searchable: true,
      filter: 'text',
      synonyms: words('审计问题 问题描述'),
    }),
    row.money('amount', '金额', { span: 4, synonyms: words('涉及金额') }),
    row.text('category', '问题分类', 60, { span: 8, synonyms: words('审计问题类别') }),
    row.boolean('rectified', '已整改', { span: 4, synonyms: words('是否整改 整改情况') }),
    row.text('usedAs', '转办情况', 100, { span: 8, synonyms: words('对应底稿 对应问题 转为底稿（问题）') }),
  ],
};
