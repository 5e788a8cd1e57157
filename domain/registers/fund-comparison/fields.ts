/** Fields of 三数比对 (reference 3.13), in the order in which a clerk types. */
import type { ComputeContext, Field, Value } from '../../register.ts';
import { words } from '../../text/words.ts';
import { inspectionFields } from '../common/inspection-fields.ts';
import { figuresOf, isNegative, type FundFigures } from './figures.ts';

const project = '资金项目';
const comparison = '比对结果';
const stated = '表列合计';
const signing = '签字';

const projectFields: readonly Field[] = [
  {
    key: 'project',
    label: '项目名称',
    type: 'text',
    maxLength: 200,
    required: true,
    section: project,
    span: 16,
    listWidth: 200,
    filter: 'text',
    searchable: true,
    synonyms: words('项目 资金项目 资金名称 资金（项目）名称 专项资金名称'),
    example: '农村危房改造补助资金',
  },
  {
    key: 'fundCategory',
    label: '资金类别',
    type: 'code',
    list: 'fundCategory',
    section: project,
    listWidth: 112,
    filter: 'codes',
    synonyms: words('资金类型 资金种类 类别'),
    example: '危房改造',
  },
  {
    key: 'year',
    label: '资金年度',
    type: 'integer',
    notSummed: true,
    min: 1990,
    max: 2199,
    section: project,
    span: 4,
    filter: 'numberRange',
    synonyms: words('年度 下达年度'),
    example: '2025',
  },
  {
    key: 'docNo',
    label: '下达文号',
    type: 'text',
    maxLength: 100,
    section: project,
    span: 12,
    filter: 'text',
    searchable: true,
    synonyms: words('文号 资金文号 资金下达文号'),
    example: '某财农〔2025〕18号',
    help: '一个项目几次下达的，在下面各行分别填写。',
  },
  {
    key: 'comparedAt',
    label: '比对日期',
    type: 'date',
    required: true,
    section: project,
    listWidth: 104,
    filter: 'dateRange',
    notCloned: true,
    synonyms: words('核对日期 比对时间'),
    example: '2026-04-17',
  },
  ...inspectionFields(project, '与某一轮巡察无关的不填。'),
];

function figure(key: keyof FundFigures, label: string, help?: string): Field {
  return {
    key,
    label,
    type: key === 'rate' ? 'percent' : 'money',
    section: comparison,
    listWidth: key === 'rate' ? 80 : 112,
    filter: 'numberRange',
    derived: true,
    computed: ({ children }: ComputeContext): Value => figuresOf(children)[key],
    notCloned: true,
    ...(help === undefined ? {} : { help }),
  };
}

const comparisonFields: readonly Field[] = [
  figure('allocated', '上级给多少'),
  figure('paid', '被巡察单位支多少'),
  figure('landed', '实际落地多少'),
  figure('gap1', '差额一（给－支）', '没有拨付的：滞留、结余。'),
  figure('gap2', '差额二（支－落地）', '没有到位的：截留、挪用、虚列、在途。'),
  figure('gapTotal', '总差额'),
  figure('rate', '落地率'),
  {
    key: 'isNegative',
    label: '支大于给（落地大于支）',
    type: 'boolean',
    section: comparison,
    filter: 'boolean',
    derived: true,
    computed: ({ children }) => isNegative(figuresOf(children)),
    notCloned: true,
  },
  {
    key: 'tolerance',
    label: '允许误差',
    type: 'money',
    min: 0,
    section: comparison,
    span: 4,
    help: '差额不超过此数的，不须认定；不填即为零。',
  },
  {
    key: 'verdict',
    label: '认定',
    type: 'code',
    list: 'fundVerdict',
    section: comparison,
    listWidth: 96,
    filter: 'codes',
    notCloned: true,
    synonyms: words('差额认定 认定结果 认定情况'),
  },
  {
    key: 'explanation',
    label: '差额原因',
    type: 'longText',
    maxLength: 2000,
    section: comparison,
    span: 24,
    filter: 'text',
    searchable: true,
    notCloned: true,
    synonyms: words('原因 差额说明 情况说明'),
  },
];

function statedTotal(key: string, label: string, other: string): Field {
  return {
    key,
    label,
    type: 'money',
    section: stated,
    notCloned: true,
    synonyms: words(other),
    help: '原表写有合计的照抄，与明细逐行相加核对；没有的不填。',
  };
}

const statedFields: readonly Field[] = [
  statedTotal('allocatedStated', '上级给合计', '给合计 下达合计 下达资金合计 下达总额'),
  statedTotal('paidStated', '单位支合计', '支合计 支出合计 拨付合计 支出总额'),
  statedTotal('landedStated', '实际落地合计', '落地合计 到位合计 发放合计 落地总额'),
];

function signature(key: string, label: string, type: 'text' | 'date' | 'user'): Field {
  return {
    key,
    label,
    type,
    section: signing,
    notCloned: true,
    ...(type === 'user' ? { derived: true } : type === 'text' ? { maxLength: 60, namesPerson: true } : {}),
  };
}

const signingFields: readonly Field[] = [
  signature('preparedName', '编制人', 'text'),
  signature('preparedAt', '编制日期', 'date'),
  signature('preparedBy', '编制签字登记人', 'user'),
  signature('reviewedName', '复核人', 'text'),
  signature('reviewedAt', '复核日期', 'date'),
  signature('reviewedBy', '复核签字登记人', 'user'),
  signature('confirmedName', '被巡察单位确认人', 'text'),
  signature('confirmedAt', '确认日期', 'date'),
];

export const fundFields: readonly Field[] = [
  ...projectFields,
  ...statedFields,
  ...comparisonFields,
  ...signingFields,
];
