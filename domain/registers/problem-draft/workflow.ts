/** The three reviews of a 问题底稿 and what becomes of it (reference 3.4). Nobody of a group has an account: the office records what was signed. */
import type { Failure } from '../../failure.ts';
import type { StateInfo, Transition, Workflow } from '../../register.ts';
import { refuseUnripe } from '../common/maturity.ts';
import { blank, wayBack } from '../common/way-back.ts';
import { allOf, filled, refuseFuture, type Guard } from '../common/rules.ts';

const content = [
  'title',
  'draftedAt',
  'summary',
  'discovery',
  'ways',
  'occurred',
  'place',
  'policyBasis',
  'responsible',
  'evidence',
];
const memberSigned = [...content, 'undertakerName', 'undertakerAt'];
const deputySigned = [...memberSigned, 'deputyName', 'deputyAt'];
const allSigned = [...deputySigned, 'leaderName', 'leaderAt'];

const states: readonly StateInfo[] = [
  { code: 'EDITING', label: '编制中', tone: 'neutral' },
  { code: 'MEMBER_SIGNED', label: '承办人已签', tone: 'progress', locks: memberSigned },
  { code: 'DEPUTY_OK', label: '副组长已审', tone: 'progress', locks: deputySigned },
  { code: 'LEADER_OK', label: '组长已审签', tone: 'progress', locks: allSigned },
  { code: 'MERGED', label: '已归并', tone: 'progress', locks: allSigned },
  { code: 'IN_REPORT', label: '已入报告', tone: 'progress', locks: allSigned },
  { code: 'FILED_OFFICE', label: '已报备', tone: 'success', locks: allSigned },
  { code: 'ARCHIVED', label: '已归档', tone: 'success', final: true },
];

const rule = '巡察问题底稿三审';

/** 四个准确: ways, who is responsible, when and where, and the rule that was broken. */
const accurate: Guard = ({ values, children }) => {
  const fields: Record<string, string> = {};
  for (const key of ['discovery', 'occurred', 'place', 'policyBasis', 'responsible'])
    if (!filled(values[key])) fields[key] = '签字前须填写。';
  const ways = values['ways'];
  if (!Array.isArray(ways) || ways.length === 0) fields['ways'] = '签字前须填写。';
  const evidence = children['evidence'] ?? [];
  const uncounted = evidence.some(({ values: row }) => !filled(row['pages']));
  if (evidence.length === 0) fields['evidence'] = '没有支撑材料。';
  else if (uncounted) fields['evidence'] = '每份支撑材料须填页数。';
  if (Object.keys(fields).length === 0) return undefined;
  return {
    type: 'DraftIncomplete',
    what: '底稿要素不全，不能签字。',
    why: '一事一底稿：了解方式、责任主体、时间地点、政策依据须准确，并且附有支撑材料。',
    next: '请点“修改”补齐标出的项目。',
    fields,
  };
};

function differentPeople(names: readonly (readonly [key: string, title: string])[]): Guard {
  return ({ values }): Failure | undefined => {
    const seen = new Map<string, string>();
    for (const [key, title] of names) {
      const name = String(values[key] ?? '').trim();
      const before = seen.get(name);
      if (name !== '' && before !== undefined) {
        return {
          type: 'SamePersonSigned',
          what: `${before}与${title}是同一个人。`,
          why: '底稿由承办人、副组长、组长三人逐级审签，不能由一人代替。',
          next: `请核对${title}姓名。`,
          fields: { [key]: `不能与${before}相同。` },
        };
      }
      seen.set(name, title);
    }
    return undefined;
  };
}

function signedOn(key: string, title: string): Guard {
  return ({ values, today }) => refuseFuture(values, today, key, `${title}签字日期`);
}

const undertaker = ['undertakerName', '承办人'] as const;
const deputy = ['deputyName', '副组长'] as const;
const leader = ['leaderName', '组长'] as const;

const notItself: Guard = ({ related, values }) => {
  const [target] = related('mergedInto');
  if (target && target.state !== 'EDITING' && target.values['targetId'] === values['targetId'])
    return undefined;
  return {
    type: 'MergeTargetWrong',
    what: '不能并入所选的底稿。',
    why: '只能并入同一被巡察党组织、已经签字的底稿。',
    next: '请另选底稿。',
    fields: { mergedInto: '请选择同一被巡察党组织、已经签字的底稿。' },
  };
};

function review(
  key: string,
  label: string,
  from: string,
  to: string,
  who: string,
  guard: Guard,
  title: string,
): Transition {
  return {
    key,
    label,
    from: [from],
    to,
    permission: 'problem.register',
    asks: [`${who}Name`, `${who}At`],
    requires: [`${who}Name`, `${who}At`],
    stamps: { [`${who}RecordedBy`]: 'actor' },
    guard: allOf(guard, signedOn(`${who}At`, title)),
    basis: `${rule}：${title}签字`,
  };
}

const signatures = ['undertaker', 'deputy', 'leader'].flatMap((who) => [
  `${who}Name`,
  `${who}At`,
  `${who}RecordedBy`,
]);

/** Who reviewed sends it back; all signatures are given anew. */
function returned(key: string, label: string, from: string): Transition {
  return {
    key,
    label,
    from: [from],
    to: 'EDITING',
    permission: 'problem.register',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank(...signatures),
    basis: `${rule}：退回`,
  };
}

function onward(
  key: string,
  label: string,
  from: readonly string[],
  to: string,
  asks: readonly string[],
  guard?: Guard,
): Transition {
  return {
    key,
    label,
    from,
    to,
    permission: 'problem.register',
    asks,
    requires: asks,
    ...(guard ? { guard } : {}),
    basis: `${rule}：${label}`,
  };
}

export const draftWorkflow: Workflow = {
  initial: 'EDITING',
  create: { permission: 'problem.register', stamps: { registeredBy: 'actor', draftedAt: 'today' } },
  states,
  signedAnew: memberSigned,
  transitions: [
    review('memberSign', '承办人签字', 'EDITING', 'MEMBER_SIGNED', 'undertaker', accurate, '承办人'),
    review(
      'deputyReview',
      '副组长审核',
      'MEMBER_SIGNED',
      'DEPUTY_OK',
      'deputy',
      differentPeople([undertaker, deputy]),
      '副组长',
    ),
    review(
      'leaderSign',
      '组长审签',
      'DEPUTY_OK',
      'LEADER_OK',
      'leader',
      differentPeople([undertaker, deputy, leader]),
      '组长',
    ),
    returned('deputyReturn', '副组长退回', 'MEMBER_SIGNED'),
    returned('leaderReturn', '组长退回', 'DEPUTY_OK'),
    returned('officeReturn', '退回重编', 'LEADER_OK'),
    wayBack({
      key: 'recall',
      label: '调回重编',
      from: ['MERGED', 'IN_REPORT', 'FILED_OFFICE', 'ARCHIVED'],
      to: 'EDITING',
      permission: 'problem.approve',
      blanks: [...signatures, 'mergedInto', 'filedAt', 'archiveBoxNo'],
      basis: rule,
    }),
    onward('merge', '归并', ['LEADER_OK'], 'MERGED', ['mergedInto'], notItself),
    onward('report', '列入报告', ['LEADER_OK'], 'IN_REPORT', [], ({ values }) =>
      refuseUnripe('底稿', values),
    ),
    onward(
      'file',
      '报巡察办备案',
      ['MERGED', 'IN_REPORT'],
      'FILED_OFFICE',
      ['filedAt'],
      ({ values, today }) => refuseFuture(values, today, 'filedAt', '报巡察办备案日期'),
    ),
    onward('archive', '归档', ['FILED_OFFICE'], 'ARCHIVED', ['archiveBoxNo']),
  ],
};
