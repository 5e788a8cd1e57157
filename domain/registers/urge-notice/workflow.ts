/** Drafted, signed off by another person, sent to those it names, answered (reference 3.5, 3.5.3). */
import { lightColours } from '../../calendar/lights.ts';
import { formatTimeLeft } from '../../calendar/time-left.ts';
import type { Failure } from '../../failure.ts';
import type { StateInfo, Transition, Workflow } from '../../register.ts';
import { otherNumberPrinted } from '../common/printed-number.ts';
import { blank, wayBack } from '../common/way-back.ts';
import { allOf, filled, inSequence, refuseDisorder, refuseDisorders, type Guard } from '../common/rules.ts';
import { allAnswered, askedForReason } from '../reply/asked.ts';
import { rectItem } from '../rect-item/rect-item.ts';
import {
  interviewArranged,
  noticeForms,
  noticePaper,
  paperSaysDay,
  readyToSend,
  wantsNoReply,
} from './kinds.ts';
import { labelsOf, recipientsOf, recipientsRule, strangers, strangersText } from './recipients.ts';

const wording = [
  'targetId',
  'kind',
  'items',
  'matter',
  'demand',
  'stayEndsAt',
  'interviewOn',
  'interviewTime',
  'interviewPlace',
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
  { code: 'CLOSED', label: '已办结', tone: 'success', final: true },
  { code: 'WITHDRAWN', label: '已撤回', tone: 'neutral', final: true },
];

const rule = '整改预警和督办';

const everybodyAnswered = allAnswered(
  'noticeReply',
  '登记回复以后，本件的期限在这些单位也随之结束，不再催办。',
);

/** Those the kind goes to are named, and nobody else. */
export const recipientsNamed: Guard = ({ values }) => {
  const missing = (recipientsOf(values['kind']) ?? ['toOrg']).filter((key) => !filled(values[key]));
  const extra = strangers(values);
  if (missing.length === 0 && extra.length === 0) return undefined;
  return {
    type: missing.length > 0 ? 'RecipientsMissing' : 'RecipientsTooMany',
    what: [...(missing.length > 0 ? [`还没有填写${labelsOf(missing)}。`] : []), strangersText(values)].join(
      '',
    ),
    why: recipientsRule,
    next: '请点“修改”，改正发送对象；需要知会的可填入抄送。',
    fields: Object.fromEntries([
      ...missing.map((key) => [key, '请填写。']),
      ...extra.map((key) => [key, '请去掉。']),
    ]),
  };
};

const colourNames = { GREEN: '绿色', BLUE: '蓝色', YELLOW: '黄色', RED: '红色' } as const;

/** A letter has the colour of the gravest light among its items, and warns of none that has no light on. */
export const colourFits: Guard = ({ values, related, light }) => {
  const kind = String(values['kind']);
  if (kind !== 'GREEN' && kind !== 'YELLOW' && kind !== 'RED') return undefined;
  const refused = (what: string, why: string, next: string): Failure => ({
    type: 'ColourDoesNotFit',
    ...{ what, why, next },
    fields: { items: '请核对整改事项。' },
  });
  const items = related('items').map((item) => ({ no: item.no, lit: light(rectItem, item) }));
  if (items.length === 0)
    return refused('预警函没有选择整改事项。', '颜色由整改事项的时限决定。', '请点“修改”，选择整改事项。');
  const dark = items.filter(({ lit }) => !lit).map(({ no }) => no);
  if (dark.length > 0)
    return refused(
      `${dark.join('、')}没有亮灯，不能发预警函。`,
      '离时限还远、没有时限（长期坚持）、已认定完成情况或者已办结的事项，不发预警函。',
      '请点“修改”，去掉这些事项；需要提醒的可改用提示函。',
    );
  const worst = lightColours.findLast((colour) => items.some(({ lit }) => lit?.colour === colour));
  if (!worst || worst === kind) return undefined;
  const first = items.find(({ lit }) => lit?.colour === worst);
  const left = first?.lit?.left ? formatTimeLeft(first.lit.left) : '';
  return refused(
    `应当发${colourNames[worst]}预警函，不是${colourNames[kind]}预警函。`,
    `${first?.no ?? ''}${left}，今天亮${colourNames[worst].slice(0, 1)}灯；一份函有几个事项的，以最急的为准。`,
    `请点“修改”，文书种类改为${colourNames[worst]}预警函，并核对发送对象；不同颜色的事项也可以分别发函。`,
  );
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
const byTheHead: Guard = ({ values }) =>
  values['kind'] === 'IMMEDIATE' && values['signedBy'] !== values['orgHead']
    ? {
        type: 'NotSignedInPerson',
        what: '立行立改通知书须由党组织主要负责人亲自签收。',
        why: '立行立改由被巡察党组织主要负责人负总责，不能代签。',
        next: `请由${String(values['orgHead'])}本人签收后登记。`,
        fields: { signedBy: '须与党组织主要负责人相同。' },
      }
    : undefined;

export const signedInPerson: Guard = allOf(byTheHead, ({ values, today }) =>
  refuseDisorder(values, today, 'sentAt', '发出日期', 'signedAt', '签收日期'),
);

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
      signsOut: true,
      guard: allOf(recipientsNamed, colourFits, withinStay, interviewArranged),
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
      ...step(
        ...(['send', '发出', 'APPROVED', 'SENT', ['sentAt']] as const),
        allOf(
          interviewArranged,
          paperSaysDay,
          otherNumberPrinted(noticePaper, 'docNo'),
          readyToSend,
          ({ values, today }) =>
            refuseDisorder(values, today, 'approvedAt', '签发日期', 'sentAt', '发出日期'),
        ),
      ),
      asks: ['docNo', 'sentAt', 'replyDueAt'],
      early: ['docNo', 'replyDueAt'],
      papers: noticeForms,
      papersSay: ['replyDueAt', 'docNo'],
    },
    step('sign', '签收', 'SENT', 'SIGNED', ['signedBy', 'signedAt'], signedInPerson),
    {
      ...step(
        ...(['reply', '回复', 'SIGNED', 'REPLIED', ['replyAt', 'replyText']] as const),
        allOf(everybodyAnswered, ({ values, today }) =>
          refuseDisorder(values, today, 'signedAt', '签收日期', 'replyAt', '回复日期'),
        ),
      ),
      asks: ['replyAt', 'replyText', ...askedForReason],
      offeredWhen: { field: 'noReply', is: false },
    },
    {
      ...step('close', '办结', 'SIGNED', 'CLOSED', [], ({ values }) =>
        wantsNoReply(values)
          ? undefined
          : {
              type: 'ReplyWanted',
              what: '要求回复的文书不能直接办结。',
              why: '只有没有填写回复期限的通报不要求回复。',
              next: '请登记回复；收到数据包回复的，点“按来件回复登记”。',
            },
      ),
      offeredWhen: { field: 'noReply', is: true },
    },
    {
      key: 'takeReply',
      label: '按来件回复登记',
      from: ['SENT', 'SIGNED'],
      to: 'REPLIED',
      permission: 'rectification.register',
      offeredOnce: 'answeredAt',
      asks: ['signedBy', 'replyText'],
      requires: [],
      // Who has answered has received it.
      stamps: { signedAt: { from: 'answeredAt' }, replyAt: { from: 'answeredAt' } },
      guard: allOf(everybodyAnswered, byTheHead, ({ values, today }) =>
        refuseDisorders(
          inSequence(['sentAt', '发出日期'], ['signedAt', '签收日期'], ['answeredAt', '数据包回复日期']),
          values,
          today,
        ),
      ),
      basis: `${rule}：接收单位的回复即为签收和回复，日期以其回复为准`,
    },
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
      blanks: ['replyAt', 'replyText', ...askedForReason],
      basis: rule,
    }),
    wayBack({
      key: 'unclose',
      label: '撤销办结',
      from: ['CLOSED'],
      to: 'SIGNED',
      permission: 'rectification.register',
      blanks: [],
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
