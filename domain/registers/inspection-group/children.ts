/** Who is in a group, whom it inspects, and by whose authority (reference 3.6, 3.8). */
import type { ChildTable } from '../../register.ts';
import type { Sends } from '../../sent-part.ts';
import { words } from '../../text/words.ts';
import { fieldsOf } from '../common/fields-of.ts';

const memberSection = '组成人员';
const member = fieldsOf(memberSection);
const targetSection = '被巡察党组织';
const aim = fieldsOf(targetSection);
const authoritySection = '授权';
const authority = fieldsOf(authoritySection);
const once = { notCloned: true } as const;

/** A verdict is on this person in this part inspecting these organisations under this profile. */
const verdictOn = {
  decidedOn: {
    row: ['role', 'name', 'unit', 'region'],
    record: ['round', 'mode', 'targetRegion', 'profile', 'targets.targetId'],
  },
} as const;
/** What a person has declared is about these organisations. */
const declarationOn = {
  decidedOn: { row: ['name', 'unit', 'region'], record: ['targets.targetId'] },
} as const;

const members: ChildTable = {
  key: 'members',
  label: '组成人员',
  section: memberSection,
  title: 'name',
  fields: [
    member.code('role', '组内职务', 'memberRole', { required: true, synonyms: words('职务 组内分工') }),
    member.text('name', '姓名', 60, {
      required: true,
      names: 'poolPerson',
      searchable: true,
      filter: 'text',
      synonyms: words('成员 组员'),
    }),
    member.text('unit', '来源单位', 100, { synonyms: words('工作单位 单位 来源') }),
    member.region('region', '来源地', { synonyms: words('来源县 来源县（市、区）') }),
    member.code('major', '专业特长', 'major'),
    member.text('duty', '分工', 100),
    member.date('borrowedFrom', '抽调起', { span: 6, ...once }),
    member.date('borrowedTo', '抽调止', { span: 6, ...once }),
    member.code('avoidance', '回避审查', 'avoidanceResult', {
      ...verdictOn,
      ...once,
      help: '组内职务、姓名、单位、编组方式、被巡察地、被巡察党组织或者回避方案改动后，原来的结果自动清空，请重新审查登记。进驻和驻点结束时，软件按当天的登记各再审查一遍。',
    }),
    member.text('avoidanceReason', '审查说明', 500, { ...verdictOn, ...once, span: 16 }),
    member.date('declaredAt', '回避申报日期', {
      ...declarationOn,
      ...once,
      span: 6,
      help: '本人申报后填写：人才库中没有登记的亲属、任职等情况视为没有。',
    }),
    member.date('confidentialityAt', '保密协议签订', { span: 6, ...once }),
  ],
};

const targets: ChildTable = {
  key: 'targets',
  label: '被巡察党组织',
  section: targetSection,
  title: 'targetId',
  fields: [
    aim.text('targetId', '被巡察党组织', 100, {
      required: true,
      names: 'target',
      namesOrganisation: true,
      searchable: true,
      filter: 'text',
      span: 12,
    }),
    aim.date('from', '起', { span: 6, ...once }),
    aim.date('to', '止', { span: 6, ...once }),
    aim.date('feedbackAt', '反馈日期', { span: 6, help: '反馈后本届计为已覆盖。', ...once }),
    aim.code('special', '专项检查', 'specialInspectionKind'),
  ],
};

const authorizations: ChildTable = {
  key: 'authorizations',
  label: '授权',
  section: authoritySection,
  title: 'person',
  fields: [
    authority.code('kind', '授权类别', 'authorizationKind', { required: true, ...once }),
    authority.text('person', '被授权人', 60, { required: true, names: 'poolPerson', ...once }),
    authority.code('role', '组内职务', 'memberRole', { required: true, ...once }),
    authority.text('docNo', '授权文号', 60, { required: true, span: 12, ...once }),
    authority.date('date', '授权日期', { required: true, span: 6, ...once }),
  ],
};

export const groupChildren = [members, targets, authorizations] as const;

/**
 * What the counties that send people and those that are inspected are told (reference 3.16, type 3: as little as will do):
 * who comes, in which part, from where, by whose authority, and where the group is reached. What was found out about people
 * in checking them, when they are on loan and their private numbers stays here. What was thought of their work stands in the
 * pool (参巡与鉴定), which fewer may read.
 */
export const groupSends: Sends = {
  fields: [
    ...['round', 'name', 'formedAt', 'mode', 'targetRegion', 'sendingRegions', 'dualAuthorization'],
    ...['parentGroup', 'guidedBy', 'phone', 'hours', 'postBox', 'address', 'postcode'],
  ],
  children: {
    members: ['role', 'name', 'unit', 'region'],
    targets: ['targetId', 'from', 'to', 'feedbackAt', 'special'],
    authorizations: ['kind', 'person', 'role', 'docNo', 'date'],
  },
  attachments: false,
};

/**
 * What the group's own workstation gets besides (decision 022): who does what in it and where it is reached. How people were
 * checked is the office's alone.
 */
export const groupSendsToGroup: Sends = {
  fields: [...groupSends.fields, 'inCharge', 'branch', 'smsPhone', 'email'],
  children: {
    ...groupSends.children,
    members: ['role', 'name', 'unit', 'region', 'major', 'duty', 'borrowedFrom', 'borrowedTo'],
  },
  attachments: false,
};
