/** Drafted, signed off by another person, sent to those it names, answered (reference 3.5, 3.5.3). */
import type { StateInfo, Transition, Workflow } from '../../register.ts';
import { blank, wayBack } from '../common/way-back.ts';
import { allOf, filled, refuseDisorder, type Guard } from '../common/rules.ts';
import { isNotDone } from '../rect-item/standing.ts';

const wording = [
  'targetId',
  'kind',
  'items',
  'matter',
  'demand',
  'stayEndsAt',
  'toOrg',
  'toPerson',
  'chargeLeader',
  'orgHead',
  'copyTo',
];
const sent = [...wording, 'docNo', 'sentAt', 'replyDueAt'];
const signed = [...sent, 'signedBy', 'signedAt'];

const states: readonly StateInfo[] = [
  { code: 'DRAFTED', label: '拟制中', tone: 'neutral' },
  { code: 'APPROVED', label: '已签发', tone: 'progress', locks: wording },
  { code: 'SENT', label: '已发出', tone: 'progress', locks: sent, reachedBy: 'sentAt' },
  { code: 'SIGNED', label: '已签收', tone: 'progress', locks: signed, reachedBy: 'signedAt' },
  { code: 'REPLIED', label: '已回复', tone: 'success', final: true, reachedBy: 'replyAt' },
  { code: 'WITHDRAWN', label: '已撤回', tone: 'neutral', final: true },
];

const rule = '整改预警和督办';

/** Who must be named for each kind: the nearer the end, the higher it goes. */
const recipients: Readonly<Record<string, readonly (readonly [key: string, label: string])[]>> = {
  GREEN: [['toPerson', '主办人']],
  YELLOW: [
    ['toPerson', '主办人'],
    ['chargeLeader', '分管领导'],
  ],
  RED: [
    ['toOrg', '主送单位'],
    ['orgHead', '党组织主要负责人'],
  ],
  IMMEDIATE: [
    ['toOrg', '主送单位'],
    ['orgHead', '党组织主要负责人'],
  ],
};

export const recipientsNamed: Guard = ({ values }) => {
  const wanted = recipients[String(values['kind'])] ?? [['toOrg', '主送单位']];
  const missing = wanted.filter(([key]) => !filled(values[key]));
  if (missing.length === 0) return undefined;
  return {
    type: 'RecipientsMissing',
    what: `还没有填写${missing.map(([, label]) => label).join('、')}。`,
    why: '绿色预警函发主办人，黄色预警函发主办人和分管领导，红色预警函和立行立改通知书发主办单位和党组织主要负责人。',
    next: '请点“修改”，补填发送对象。',
    fields: Object.fromEntries(missing.map(([key]) => [key, '请填写。'])),
  };
};

/** Red is for what is overdue, green and yellow for what is not. */
export const colourFits: Guard = ({ values, related, today }) => {
  const kind = String(values['kind']);
  if (!['GREEN', 'YELLOW', 'RED'].includes(kind)) return undefined;
  const items = related('items');
  const overdue = items.filter(({ values: item }) => isNotDone(item, today));
  const fits = items.length > 0 && (kind === 'RED' ? overdue.length === items.length : overdue.length === 0);
  if (fits) return undefined;
  return {
    type: 'ColourDoesNotFit',
    what: items.length === 0 ? '预警函没有选择整改事项。' : '预警函的颜色与整改事项的期限不符。',
    why: '红色预警函用于已经超期的事项；绿色、黄色预警函用于临期的事项。',
    next: '请核对整改事项，或者改用另一种预警函。',
    fields: { items: '请核对整改事项。' },
  };
};

/** 立行立改 is finished within the stay. */
export const withinStay: Guard = ({ values }) => {
  if (values['kind'] !== 'IMMEDIATE') return undefined;
  const { stayEndsAt, replyDueAt } = values;
  if (filled(stayEndsAt) && filled(replyDueAt) && String(replyDueAt) <= String(stayEndsAt)) return undefined;
  return {
    type: 'BeyondStay',
    what: '立行立改的期限须在驻点结束之前。',
    why: '立行立改须在巡察驻点期间完成，完不成的列入整改台账。',
    next: '请填写驻点结束日期和回复期限；需要更长时间的，请列入整改台账。',
    fields: { replyDueAt: '不能晚于驻点结束日期。' },
  };
};

/** The head of the party organisation signs for an order to correct at once in person. */
export const signedInPerson: Guard = ({ values, today }) => {
  if (values['kind'] === 'IMMEDIATE' && values['signedBy'] !== values['orgHead']) {
    return {
      type: 'NotSignedInPerson',
      what: '立行立改通知书须由党组织主要负责人亲自签收。',
      why: '立行立改由被巡察党组织主要负责人负总责，不能代签。',
      next: `请由${String(values['orgHead'])}本人签收后登记。`,
      fields: { signedBy: '须与党组织主要负责人相同。' },
    };
  }
  return refuseDisorder(values, today, 'sentAt', '发出日期', 'signedAt', '签收日期');
};

function step(
  key: string,
  label: string,
  from: string,
  to: string,
  asks: readonly string[],
  guard: Guard,
): Transition {
  return {
    key,
    label,
    from: [from],
    to,
    permission: 'rectification.register',
    asks,
    requires: asks,
    guard,
    basis: `${rule}：${label}`,
  };
}

export const noticeWorkflow: Workflow = {
  initial: 'DRAFTED',
  create: { permission: 'rectification.register', stamps: { draftedBy: 'actor', draftedAt: 'today' } },
  states,
  transitions: [
    {
      key: 'approve',
      label: '签发',
      from: ['DRAFTED'],
      to: 'APPROVED',
      permission: 'rectification.approve',
      asks: [],
      requires: [],
      differsFrom: ['draftedBy'],
      stamps: { approvedBy: 'actor', approvedAt: 'today' },
      guard: allOf(recipientsNamed, colourFits, withinStay),
      basis: `${rule}：签发，签发人不得为拟制人`,
    },
    {
      key: 'returnDraft',
      label: '退回修改',
      from: ['APPROVED'],
      to: 'DRAFTED',
      permission: 'rectification.approve',
      asks: [],
      requires: [],
      reasonRequired: true,
      stamps: blank('approvedBy', 'approvedAt'),
      basis: `${rule}：退回修改`,
    },
    {
      ...step('send', '发出', 'APPROVED', 'SENT', ['sentAt'], ({ values, today }) =>
        refuseDisorder(values, today, 'approvedAt', '签发日期', 'sentAt', '发出日期'),
      ),
      asks: ['docNo', 'sentAt', 'replyDueAt'],
      early: ['docNo', 'replyDueAt'],
    },
    step('sign', '签收', 'SENT', 'SIGNED', ['signedBy', 'signedAt'], signedInPerson),
    step('reply', '回复', 'SIGNED', 'REPLIED', ['replyAt', 'replyText'], ({ values, today }) =>
      refuseDisorder(values, today, 'signedAt', '签收日期', 'replyAt', '回复日期'),
    ),
    {
      key: 'withdraw',
      label: '撤回',
      from: ['DRAFTED', 'APPROVED', 'SENT', 'SIGNED'],
      to: 'WITHDRAWN',
      permission: 'rectification.approve',
      asks: [],
      requires: [],
      reasonRequired: true,
      basis: `${rule}：撤回`,
    },
    wayBack({
      key: 'unreply',
      label: '撤销回复登记',
      from: ['REPLIED'],
      to: 'SIGNED',
      permission: 'rectification.register',
      blanks: ['replyAt', 'replyText'],
      basis: rule,
    }),
    wayBack({
      key: 'draftAnew',
      label: '恢复拟制',
      from: ['WITHDRAWN'],
      to: 'DRAFTED',
      permission: 'rectification.approve',
      blanks: ['approvedBy', 'approvedAt', 'sentAt', 'signedBy', 'signedAt'],
      basis: rule,
    }),
  ],
};
