/** Whom a supervision group consists of and looks after, where it went, who did not cooperate, what was circulated. */
import type { ChildTable } from '../../register.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';

const memberSection = '组成人员';
const scopeSection = '督导的轮次和巡察组';
const visitSection = '到组督导';
const eventSection = '配合不力';
const noticeSection = '通报';
const member = fieldsOf(memberSection);
const scope = fieldsOf(scopeSection);
const visit = fieldsOf(visitSection);
const event = fieldsOf(eventSection);
const notice = fieldsOf(noticeSection);
const once = { notCloned: true } as const;

const members: ChildTable = {
  key: 'members',
  label: '组成人员',
  section: memberSection,
  title: 'name',
  fields: [
    member.text('name', '姓名', 60, {
      required: true,
      names: 'poolPerson',
      searchable: true,
      synonyms: words('成员 组员'),
    }),
    member.text('unit', '单位及职务', 100, { span: 12, synonyms: words('来源单位 单位') }),
    member.text('duty', '分工', 100),
  ],
};

const supervised: ChildTable = {
  key: 'supervised',
  label: '督导的轮次和巡察组',
  section: scopeSection,
  title: 'roundId',
  fields: [
    scope.text('roundId', '巡察轮次', 60, { required: true, names: 'inspectionRound', span: 12 }),
    scope.text('groupId', '巡察组', 60, { names: 'inspectionGroup', help: '空着的，督导该轮次各组。' }),
  ],
};

const visits: ChildTable = {
  key: 'visits',
  label: '到组督导',
  section: visitSection,
  title: 'groupId',
  later: true,
  fields: [
    visit.date('visitedAt', '督导日期', { required: true, ...once }),
    visit.text('groupId', '巡察组', 60, { required: true, names: 'inspectionGroup' }),
    visit.text('visitors', '督导人员', 100, { required: true }),
    visit.longText('findings', '了解的情况', 1000, { searchable: true }),
    visit.longText('opinion', '督导意见', 1000, { searchable: true }),
  ],
};

/** 材料不及时、7人与28人 and their like (reference 2.4): who, when, what, and what was done about it. */
const events: ChildTable = {
  key: 'events',
  label: '配合不力',
  section: eventSection,
  title: 'unit',
  later: true,
  fields: [
    event.date('happenedAt', '发生日期', { required: true, ...once }),
    event.text('unit', '单位', 100, {
      required: true,
      names: 'target',
      namesOrganisation: true,
      searchable: true,
      filter: 'text',
      synonyms: words('配合不力单位 责任单位'),
    }),
    event.text('person', '责任人', 60, { namesPerson: true, ...once }),
    event.text('post', '职务', 60),
    event.code('kind', '情形', 'nonCooperationKind', { required: true, filter: 'codes' }),
    event.longText('fact', '事实', 1000, { required: true, searchable: true, ...once }),
    event.code('handling', '处理', 'nonCooperationHandling', {}),
    event.date('handledAt', '处理日期', once),
    event.text('noticeNo', '通报文号', 60, { ...once, help: '列入哪一件通报；与“通报”中的文号一致。' }),
  ],
};

const notices: ChildTable = {
  key: 'notices',
  label: '通报',
  section: noticeSection,
  title: 'docNo',
  later: true,
  fields: [
    notice.text('docNo', '通报文号', 60, { required: true, ...once, example: '某巡督〔2026〕1号' }),
    notice.date('issuedAt', '通报日期', once),
    notice.text('to', '主送', 200, { required: true, namesOrganisation: 'addressee', span: 16 }),
    notice.text('copyTo', '抄送', 200, { namesOrganisation: 'addressee', span: 16 }),
    notice.longText('demand', '要求', 1000),
  ],
};

export const supervisionChildren = [members, supervised, visits, events, notices] as const;
