/** How far an item of the ledger has come, and what it is judged to have reached (reference 3.5, 3.5.1). */
import type { Field } from '../../register.ts';
import { words } from '../../text/words.ts';
import { claimsCompletion, claimTold, isClaimOpen } from './claims.ts';
import { statusOf, statusOn } from './standing.ts';
import { upkeepFields } from './upkeep.ts';

const progress = '整改进展';

const computed = { derived: true, notCloned: true } as const;

export const progressFields: readonly Field[] = [
  {
    key: 'status',
    label: '整改状态',
    type: 'code',
    list: 'rectStatus',
    section: progress,
    listWidth: 88,
    // 正在整改 says where the procedure stands, also of what is 基本完成: the two are read together.
    listedEarly: true,
    filter: 'codes',
    ...computed,
    computed: ({ values }) => statusOf(values),
    printed: statusOn,
  },
  {
    key: 'acknowledgedBy',
    label: '认领人',
    type: 'text',
    maxLength: 30,
    section: progress,
    notCloned: true,
    namesPerson: true,
  },
  { key: 'acknowledgedAt', label: '认领日期', type: 'date', section: progress, notCloned: true },
  {
    key: 'progressText',
    label: '整改进展',
    type: 'longText',
    maxLength: 4000,
    section: progress,
    span: 24,
    searchable: true,
    notCloned: true,
    synonyms: words('整改描述 进展情况 整改情况 整改落实情况'),
  },
  {
    key: 'progressPct',
    notSummed: true,
    label: '进度（%）',
    type: 'integer',
    min: 0,
    max: 100,
    section: progress,
    span: 4,
    notCloned: true,
    synonyms: words('整改进度'),
  },
  { key: 'progressAt', label: '进展更新日期', type: 'date', section: progress, notCloned: true },
  {
    key: 'measureCount',
    label: '措施数',
    type: 'integer',
    section: progress,
    span: 4,
    ...computed,
    computed: ({ parts }) => parts('rectMeasure').length,
  },
  {
    key: 'measuresDone',
    label: '已完成措施',
    type: 'integer',
    section: progress,
    span: 4,
    ...computed,
    computed: ({ parts }) => parts('rectMeasure').filter(({ state }) => state === 'DONE').length,
  },
  {
    key: 'completion',
    label: '认定完成情况',
    type: 'code',
    list: 'rectCompletion',
    section: progress,
    filter: 'codes',
    notCloned: true,
  },
  {
    key: 'statedProgress',
    label: '台账所载完成情况',
    type: 'text',
    maxLength: 100,
    section: progress,
    notCloned: true,
    filter: 'text',
    help: '导入的台账原来写的完成情况；完成与否以认定为准。',
    synonyms: words('完成情况 完成状态 整改结果'),
    claim: { made: claimsCompletion, open: 'claimOpen', told: claimTold },
  },
  {
    key: 'claimOpen',
    label: '台账载完成未认定',
    type: 'boolean',
    section: progress,
    span: 4,
    filter: 'boolean',
    ...computed,
    computed: ({ values }) => (isClaimOpen(values) ? true : null),
  },
  { key: 'assessedAt', label: '认定日期', type: 'date', section: progress, ...computed },
  { key: 'assessedBy', label: '认定登记人', type: 'user', section: progress, ...computed },
  {
    key: 'upkeep',
    label: '长期坚持的安排',
    type: 'longText',
    maxLength: 1000,
    section: progress,
    span: 24,
    notCloned: true,
    help: '长期坚持的事项须写明后续安排和复查周期。',
  },
  ...upkeepFields,
];
