/** Fields of 案卷 (reference 3.20): cover, contents and the note at the end. */
import type { ChildTable, Field } from '../../register.ts';
import { sumOf } from '../../stated-total.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';
import { inspectionFields } from '../common/inspection-fields.ts';

const cover = '案卷封面';
const contents = '卷内文件';
const note = '备考表';
const main = fieldsOf(cover);
const inside = fieldsOf(contents);
const end = fieldsOf(note);

export const archiveFileFields: readonly Field[] = [
  main.text('title', '案卷题名', 200, {
    required: true,
    span: 16,
    listWidth: 280,
    filter: 'text',
    searchable: true,
    synonyms: words('题名 卷名 案卷名称'),
    example: '2026年第二轮巡察县民政局党组材料',
  }),
  main.code('class', '档案类别', 'archiveClass', {
    required: true,
    span: 8,
    listWidth: 88,
    filter: 'codes',
    synonyms: words('类别 档案种类 门类'),
    example: '业务档案',
  }),
  main.integer('year', '归档年度', {
    notSummed: true,
    required: true,
    min: 1980,
    max: 2199,
    span: 4,
    listWidth: 80,
    filter: 'numberRange',
    synonyms: words('年度 年份'),
    example: '2026',
  }),
  main.code('retention', '保管期限', 'retention', {
    required: true,
    span: 4,
    listWidth: 80,
    filter: 'codes',
    synonyms: words('期限 保存期限'),
    example: '30年',
  }),
  main.text('boxNo', '案卷号', 60, {
    listWidth: 104,
    filter: 'text',
    searchable: true,
    notCloned: true,
    synonyms: words('归档号 卷号 盒号 案卷编号 归档编号 档号'),
    help: '信访件、会议等归档时填写的案卷号与此一致。',
  }),
  main.date('openedAt', '建卷日期', {
    required: true,
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('日期 收集日期'),
    example: '2026-04-17',
  }),
  main.date('from', '文件起始日期', { synonyms: words('起始日期 起日期') }),
  main.date('to', '文件终止日期', { synonyms: words('终止日期 止日期') }),
  ...inspectionFields(cover, '与某一轮巡察无关的不填。'),
  inside.integer('itemsStated', '本卷件数', {
    min: 0,
    max: 99_999,
    notCloned: true,
    synonyms: words('件数 卷内件数 总件数'),
    help: '卷内目录写明的件数，与下面各件核对。',
  }),
  inside.integer('pagesStated', '本卷页数', {
    min: 0,
    max: 999_999,
    notCloned: true,
    synonyms: words('页数 卷内页数 总页数'),
    help: '与下面各件的页数之和核对。',
  }),
  inside.integer('itemCount', '已列件数', {
    derived: true,
    listWidth: 80,
    computed: ({ children }) => children['documents']?.length ?? 0,
    notCloned: true,
  }),
  inside.integer('pageCount', '已列页数', {
    derived: true,
    listWidth: 80,
    computed: ({ children }) => sumOf(children['documents'], 'pages'),
    notCloned: true,
  }),
  end.text('collectorName', '巡察组收集人', 60, {
    filter: 'text',
    notCloned: true,
    synonyms: words('收集人 巡察组收集整理人'),
    help: '业务档案由巡察组收集整理，巡察办立卷。',
  }),
  end.text('keeperName', '专管人', 60, {
    filter: 'text',
    synonyms: words('档案专管人 保管人 专人负责'),
    help: '巡察档案由专人负责。',
  }),
  end.longText('situation', '本卷情况说明', 2000, {
    notCloned: true,
    synonyms: words('情况说明 备考说明'),
    help: '缺损、修改、补充、移出、销毁等情况。',
  }),
  end.text('compiledName', '立卷人', 60, {
    listWidth: 88,
    filter: 'text',
    notCloned: true,
    synonyms: words('整理人'),
  }),
  end.date('compiledAt', '立卷日期', { filter: 'dateRange', notCloned: true, synonyms: words('立卷时间') }),
  end.stamp('compiledBy', '立卷登记人'),
  end.text('checkedName', '检查人', 60, { notCloned: true }),
  end.date('checkedAt', '检查日期', { filter: 'dateRange', notCloned: true }),
  end.stamp('checkedBy', '检查登记人'),
];

const row = fieldsOf(contents);

export const archiveDocuments: ChildTable = {
  key: 'documents',
  label: contents,
  section: contents,
  title: 'title',
  fields: [
    row.text('title', '文件题名', 300, {
      required: true,
      span: 16,
      searchable: true,
      filter: 'text',
      synonyms: words('题名 文件名称 文件标题 材料名称'),
    }),
    row.integer('itemNo', '件号', {
      min: 1,
      max: 99_999,
      span: 4,
      synonyms: words('件序号'),
      help: '按年度、保管期限、件的次序编号。',
    }),
    row.code('part', '材料类别', 'archivePart', { span: 8, synonyms: words('归档内容') }),
    row.text('docNo', '文号', 100, { searchable: true, synonyms: words('文件编号 发文字号') }),
    row.text('author', '责任者', 100, { synonyms: words('作者 形成单位') }),
    row.date('date', '文件日期', { span: 6, synonyms: words('形成日期') }),
    row.integer('pages', '页数', { min: 0, max: 99_999, span: 4, synonyms: words('页') }),
    row.text('pageFrom', '页号', 20, { span: 4, synonyms: words('页次 起止页号') }),
    row.text('mark', '密级', 20, { span: 4, synonyms: words('文件密级') }),
    row.text('remark', '备注', 200, { span: 6 }),
  ],
};
