/** Child rows of 被巡察党组织: its leading body, which the avoidance rules compare with, and what speaks for inspecting it. */
import type { ChildTable } from '../../register.ts';
import type { Sends } from '../../sent-part.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';

const section = '领导班子';
const leader = fieldsOf(section);
const why = '评分情况';
const factor = fieldsOf(why);

const leaders: ChildTable = {
  key: 'leaders',
  label: '领导班子成员',
  section,
  title: 'name',
  fields: [
    leader.text('name', '姓名', 60, {
      required: true,
      searchable: true,
      filter: 'text',
      synonyms: words('主要负责人 负责人 书记 党组书记 一把手 班子成员'),
    }),
    leader.text('post', '职务', 60, { synonyms: words('负责人职务 班子成员职务') }),
    leader.boolean('isTop', '是否主要负责人', { span: 6 }),
    leader.text('formerUnit', '曾任职单位', 100, {
      synonyms: words('原单位'),
      help: '审查共事关系用；一直在本单位的填写本单位。',
    }),
    leader.date('formerFrom', '任职起', { span: 6 }),
    leader.date('formerTo', '任职止', { span: 6 }),
  ],
};

/** What the letters and the ledger say themselves is counted; what only people know is written down here. */
const factors: ChildTable = {
  key: 'factors',
  label: '评分情况',
  section: why,
  title: 'factor',
  later: true,
  fields: [
    factor.code('factor', '评分因素', 'selectionBasis', { required: true }),
    factor.integer('points', '程度（0—10）', { required: true, min: 0, max: 10, span: 6, notSummed: true }),
    factor.text('note', '说明', 200, { span: 12 }),
  ],
};

export const targetChildren = [leaders, factors] as const;

/**
 * What the city needs to see how far a county's coverage is and whom a group may be sent to: the organisation and its leading
 * body. What speaks for inspecting it stays in the office that weighs it.
 */
export const targetSends: Sends = {
  fields: [
    ...['name', 'aliases', 'orgType', 'level', 'region', 'area', 'systemTag', 'parent'],
    ...['lastRound', 'lastFeedbackAt'],
  ],
  children: { leaders: ['name', 'post', 'isTop', 'formerUnit', 'formerFrom', 'formerTo'] },
  attachments: false,
};
