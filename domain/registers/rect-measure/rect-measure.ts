/** 整改措施: what is done about an item, by whom, until when, and how one sees that it is done (reference 3.5). */
import { defineRegister, type Field, type Values } from '../../register.ts';
import { textOf } from '../../text/text-of.ts';
import { words } from '../../text/words.ts';
import { dateOf } from '../common/rules.ts';
import { currentDue, movedBy } from '../rect-item/standing.ts';
import { measureWorkflow, openItems } from './workflow.ts';

/**
 * The later day of the item, for a measure that was due with it: the item's extension or redo date holds for what is still to
 * be done (reference 3.5). A day of its own, earlier or later, stays; what is done keeps what held when it was done. Null
 * where the measure's own day holds.
 */
function followedDue(measure: Values, item: Values | undefined): string | null {
  if (dateOf(measure, 'doneAt') !== undefined) return dateOf(measure, 'extendedDueAt') ?? null;
  const own = dateOf(measure, 'dueAt');
  if (item === undefined || own === undefined || own !== dateOf(item, 'dueAt')) return null;
  const current = currentDue(item);
  return current !== null && current > own ? current : null;
}

/**
 * What moved the item, as it was when the day was taken over from it; of a measure done before this was noted, what the
 * item says if the day is still its own. Null where the measure's own day holds, or nobody can tell.
 */
function followedFor(measure: Values, item: Values | undefined): string | null {
  const followed = dateOf(measure, 'extendedDueAt');
  if (followed === undefined) return null;
  const noted = textOf(measure['movedFor']);
  if (dateOf(measure, 'doneAt') !== undefined && noted !== '') return noted;
  return (item !== undefined && currentDue(item) === followed && movedBy(item)) || noted || null;
}

/** The day on which its item was cancelled before it was done: nobody can do it any longer. Null otherwise. */
function cancelledWith(measure: Values, item: Values | undefined): string | null {
  if (dateOf(measure, 'doneAt') !== undefined || item === undefined) return null;
  return dateOf(item, 'cancelledAt') ?? null;
}

const section = '整改措施';
const outcome = '完成情况';

const fields: readonly Field[] = [
  { key: 'item', label: '整改事项', type: 'record', list: 'rectItem', required: true, section, span: 16 },
  {
    key: 'seq',
    label: '措施序号',
    type: 'integer',
    min: 1,
    section,
    span: 4,
    listWidth: 64,
    notSummed: true,
  },
  {
    key: 'content',
    label: '整改措施',
    type: 'longText',
    maxLength: 2000,
    required: true,
    section,
    span: 24,
    listWidth: 300,
    filter: 'text',
    searchable: true,
    synonyms: words('整改计划 措施 整改计划（措施） 具体措施 整改任务'),
    example: '开展专题学习',
  },
  {
    key: 'standard',
    label: '完成标志',
    type: 'longText',
    maxLength: 500,
    section,
    span: 24,
    synonyms: words('完成标准 验收标准'),
  },
  {
    key: 'person',
    label: '措施责任人',
    type: 'text',
    maxLength: 60,
    section,
    namesPerson: true,
    listWidth: 96,
    filter: 'text',
    searchable: true,
    synonyms: words('责任人 具体责任人 经办人'),
  },
  {
    key: 'dueAt',
    label: '措施时限',
    type: 'date',
    dueWords: 'dueText',
    synonyms: words('整改时限 完成时限 整改期限 完成时间 时限'),
    section,
    listWidth: 104,
    filter: 'dateRange',
  },
  {
    key: 'extendedDueAt',
    label: '随事项改至',
    synonyms: words('随事项延期至'),
    type: 'date',
    section,
    listWidth: 104,
    filter: 'dateRange',
    derived: true,
    notCloned: true,
    computed: ({ values, related }) => followedDue(values, related('item')[0]?.values),
  },
  {
    key: 'movedFor',
    label: '改期缘由',
    type: 'text',
    maxLength: 10,
    section,
    derived: true,
    notCloned: true,
    computed: ({ values, related }) => followedFor(values, related('item')[0]?.values),
  },
  { key: 'dueText', label: '措施时限原文', type: 'text', maxLength: 60, section },
  { key: 'doneAt', label: '完成日期', type: 'date', section: outcome, listWidth: 104, notCloned: true },
  {
    key: 'evidence',
    label: '佐证材料',
    type: 'longText',
    maxLength: 1000,
    section: outcome,
    span: 24,
    searchable: true,
    notCloned: true,
    help: '逐份写明材料名称；扫描件存为附件。',
  },
  {
    key: 'cancelledAt',
    label: '随事项核销日期',
    type: 'date',
    section: outcome,
    derived: true,
    notCloned: true,
    computed: ({ values, related }) => cancelledWith(values, related('item')[0]?.values),
  },
  { key: 'doneBy', label: '完成登记人', type: 'user', section: outcome, derived: true, notCloned: true },
  { key: 'registeredBy', label: '登记人', type: 'user', section: outcome, derived: true, notCloned: true },
  {
    key: 'registeredAt',
    label: '登记日期',
    type: 'date',
    section: outcome,
    derived: true,
    notCloned: true,
  },
];

export const rectMeasure = defineRegister({
  id: 'rectMeasure',
  label: '整改措施',
  unit: '条',
  area: 'rectification',
  partOf: { register: 'rectItem', field: 'item', openIn: openItems, ordinal: 'seq' },
  travels: [
    { kind: 'rectification', direction: 'up', which: 'withWhole' },
    { kind: 'rectification', direction: 'down', which: 'withWhole' },
  ],
  repeats: ['content'],
  numbering: 'CS{region}-{year}-{seq:6}',
  fields,
  children: [],
  workflow: measureWorkflow,
  deadlines: [
    {
      rule: 'R_ITEM',
      label: '整改措施',
      start: (values) => (dateOf(values, 'dueAt') === undefined ? undefined : dateOf(values, 'registeredAt')),
      met: (values) => dateOf(values, 'doneAt') ?? dateOf(values, 'cancelledAt'),
      stoppedFor: (values) =>
        dateOf(values, 'doneAt') === undefined && dateOf(values, 'cancelledAt') !== undefined
          ? '随事项核销'
          : undefined,
      fixedDue: (values) => dateOf(values, 'dueAt'),
      extendedDue: (values) => dateOf(values, 'extendedDueAt'),
      movedBy: (values) => `随事项${textOf(values['movedFor']) || '改期'}`,
    },
  ],
  outsideReaders: 'target',
  dateField: 'registeredAt',
  forms: [],
});
