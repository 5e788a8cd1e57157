/** 舆论宣传记录: what an office lets the public or its own ranks read about inspections (reference 2.2). */
import { defineRegister, type Field, type RecordCheck } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';
import { secrecyCheck, secrecyFields } from '../common/secrecy-fields.ts';
import { openMedia, publicityWorkflow } from './workflow.ts';

const matter = '宣传事项';
const approving = '审批与刊播';
const main = fieldsOf(matter);
const out = fieldsOf(approving);
const once = { notCloned: true } as const;

const fields: readonly Field[] = [
  main.text('title', '标题', 200, {
    required: true,
    span: 16,
    listWidth: 280,
    filter: 'text',
    searchable: true,
    synonyms: words('题目 稿件标题 宣传标题'),
    example: '三级联动巡察推动危房改造资金落实',
  }),
  main.code('kind', '宣传类别', 'publicityKind', {
    required: true,
    listWidth: 128,
    filter: 'codes',
    synonyms: words('类别 类型'),
    example: '整改成效',
  }),
  main.date('draftedAt', '拟稿日期', {
    required: true,
    listWidth: 104,
    filter: 'dateRange',
    ...once,
    synonyms: words('日期 登记日期 报送日期'),
    example: '2026-04-17',
  }),
  main.code('medium', '媒体类型', 'publicityMedium', {
    required: true,
    listWidth: 112,
    filter: 'codes',
    synonyms: words('媒体 载体'),
  }),
  main.text('outlet', '刊播媒体（栏目）', 100, {
    filter: 'text',
    searchable: true,
    synonyms: words('媒体名称 刊播媒体 栏目'),
  }),
  main.text('author', '撰稿人', 60, { namesPerson: true, synonyms: words('作者 供稿人') }),
  main.text('roundId', '涉及的轮次', 60, {
    names: 'inspectionRound',
    filter: 'text',
    synonyms: words('巡察轮次 轮次'),
  }),
  main.text('campaign', '涉及的联动行动', 60, {
    names: 'campaign',
    filter: 'text',
    synonyms: words('联动行动'),
  }),
  main.text('targetId', '涉及的党组织', 100, {
    names: 'target',
    filter: 'text',
    namesOrganisation: true,
    synonyms: words('被巡察党组织 涉及单位'),
  }),
  main.longText('content', '内容摘要', 4000, {
    searchable: true,
    synonyms: words('摘要 内容'),
    help: '全文作为附件保存。',
  }),
  out.text('secrecyReviewer', '保密审查人', 60, { ...once, namesPerson: true }),
  out.date('reviewedAt', '保密审查日期', once),
  out.text('approvedName', '审批人', 60, { ...once, namesPerson: true, synonyms: words('批准人 签发人') }),
  out.date('approvedAt', '审批日期', { filter: 'dateRange', ...once }),
  out.date('publishedAt', '刊播日期', {
    listWidth: 104,
    filter: 'dateRange',
    ...once,
    synonyms: words('发布日期 刊登日期'),
  }),
  out.text('link', '链接（版面）', 300, {
    span: 16,
    ...once,
    synonyms: words('链接 网址 版面'),
    help: '只作记录，软件不联网、不打开链接。',
  }),
  out.stamp('registeredBy', '登记人'),
  out.stamp('approvedBy', '审批登记人'),
];

/** What is marked a state or work secret is not for the public. */
const openToPublic: RecordCheck = {
  key: 'openToPublic',
  severity: 'error',
  check: ({ values }) => {
    const marked = values['markKind'] !== undefined && values['markKind'] !== null;
    if (!marked || values['markKind'] === 'NONE' || !openMedia(values)) return undefined;
    return {
      type: 'SecretPublicity',
      what: '标有密级的内容不能公开宣传。',
      why: '公开刊播的稿件须经保密审查，不含国家秘密和工作秘密。',
      next: '请先删去涉密内容、改正密级；只在内部刊发的，媒体类型改为“内部简报”。',
      fields: { medium: '标有密级的只能内部刊发。' },
    };
  },
};

export const publicity = defineRegister({
  id: 'publicity',
  label: '舆论宣传记录',
  unit: '篇',
  area: 'planning',
  group: '上下联动',
  repeats: ['title', 'medium', 'draftedAt'],
  numbering: 'XC{region}-{year}-{seq:3}',
  title: 'title',
  fields: [...fields, ...secrecyFields],
  children: [],
  workflow: publicityWorkflow,
  deadlines: [],
  checks: [secrecyCheck, openToPublic],
  outsideReaders: 'public',
  dateField: 'draftedAt',
  forms: [],
});
