/** Fields of 制度 (reference 3.14), in the order in which a clerk types. */
import type { Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';
import { inspectionFields } from '../common/inspection-fields.ts';

const text = '制度';
const cause = '针对的问题';
const effect = '执行与评估';
const main = fieldsOf(text);
const from = fieldsOf(cause);
const later = fieldsOf(effect);

export const institutionFields: readonly Field[] = [
  main.text('title', '制度名称', 200, {
    required: true,
    span: 16,
    listWidth: 280,
    filter: 'text',
    searchable: true,
    synonyms: words('名称 文件名称 制度 建立制度名称'),
    example: '某县民政局专项资金管理办法',
  }),
  main.code('kind', '制修类别', 'institutionKind', {
    required: true,
    span: 8,
    listWidth: 88,
    filter: 'codes',
    synonyms: words('类别 制定类别 新建/修订 类型'),
    example: '新建',
  }),
  main.code('level', '制度层级', 'institutionLevel', {
    listWidth: 88,
    filter: 'codes',
    synonyms: words('层级 级别'),
  }),
  main.text('issuedBy', '印发单位', 100, {
    required: true,
    listWidth: 160,
    filter: 'text',
    searchable: true,
    synonyms: words('制定单位 发文单位 制发单位'),
  }),
  main.text('docNo', '文号', 100, {
    listWidth: 136,
    filter: 'text',
    searchable: true,
    notCloned: true,
    synonyms: words('文件文号 发文字号'),
    example: '某民〔2026〕12号',
  }),
  main.date('issuedAt', '印发日期', {
    required: true,
    listWidth: 104,
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('发文日期 出台日期 制定日期 日期 印发时间'),
    example: '2026-04-17',
  }),
  main.date('effectiveAt', '施行日期', { filter: 'dateRange', notCloned: true, synonyms: words('生效日期') }),
  main.record('replaces', '修订（废止）的原制度', 'institution', { span: 12, notCloned: true }),
  from.code('trigger', '来由', 'institutionTrigger', {
    filter: 'codes',
    listWidth: 96,
    synonyms: words('制定缘由 触发来源'),
  }),
  from.records('items', '来自整改事项', 'rectItem', { span: 12, notCloned: true }),
  from.records('measures', '来自整改措施', 'rectMeasure', {
    span: 12,
    notCloned: true,
    help: '制度是哪条措施的成果，即作为它的佐证。',
  }),
  from.records('leads', '来自问题线索', 'lead', { span: 12, notCloned: true }),
  from.text('triggerNo', '原表所写对应编号', 200, {
    searchable: true,
    synonyms: words('对应问题 对应整改事项 问题编号 对应问题（线索）编号'),
    help: '导入的表写有编号的照抄；库内的在上面各栏关联。',
  }),
  from.boolean('isCommonFix', '针对共性问题', {
    span: 4,
    filter: 'boolean',
    synonyms: words('是否共性问题 共性'),
  }),
  ...inspectionFields(cause, '与某一轮巡察无关的不填。').map((field) =>
    field.key === 'targetId' ? { ...field, listWidth: 160 } : field,
  ),
  later.longText('summary', '主要内容', 2000, {
    filter: 'text',
    searchable: true,
    synonyms: words('制度主要内容 内容'),
  }),
  later.longText('evaluation', '执行情况评估', 2000, {
    searchable: true,
    notCloned: true,
    synonyms: words('评估情况 执行情况'),
  }),
  later.date('evaluatedAt', '评估日期', { filter: 'dateRange', notCloned: true }),
  later.date('abolishedAt', '停止执行日期', { filter: 'dateRange', notCloned: true }),
  later.stamp('registeredBy', '登记人'),
];
