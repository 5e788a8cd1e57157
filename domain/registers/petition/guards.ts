/** What must hold before a step of 信访件 (reference 3.1.2), each as a refusal the clerk can act on. */
import type { Failure } from '../../failure.ts';
import type { ChildRowsByKey, Values } from '../../register.ts';
import { roleLabels } from '../../access/permissions.ts';
import { filled, refuseDisorder, type Guard } from '../common/rules.ts';
import { directorEnds } from './director-ends.ts';
import { isContentBlocked, refuseContent } from './sealed-direct.ts';
import { wantsReply } from './wants-reply.ts';

/** Channels that arrive sealed and are therefore opened by two people. */
const sealedChannels = ['LETTER', 'BOX'];

export const openedByTwo: Guard = ({ values }) => {
  if (!sealedChannels.includes(String(values['channel']))) return undefined;
  const { openedBy, openedBy2 } = values;
  if (openedBy && openedBy2 && openedBy !== openedBy2) return undefined;
  return {
    type: 'TwoOpenersNeeded',
    what: '还没有登记两名拆阅人。',
    why: '来信和意见箱信件须由两名专人在场拆阅。',
    next: '请在“收件登记”中填写两名不同的拆阅人后再拟办。',
    fields: { openedBy2: '须为另一名拆阅人。' },
  };
};

export const mayBeSealed: Guard = ({ values, children }) => {
  if (!isContentBlocked(values)) {
    return {
      type: 'NotSealedDirect',
      what: '此件不符合径送条件。',
      why: '只有属于上级管辖，或者反映本机关主要负责人的信访件才能径送。',
      next: '符合条件的，请先勾选“径送（只登记信封）”或者将管辖改为“上级管理干部”。',
    };
  }
  return refuseContent(values, children);
};

export const notSealed: Guard = ({ values }) =>
  isContentBlocked(values)
    ? {
        type: 'SealedDirectOnly',
        what: '径送件不能拟办。',
        why: '属于上级受理或者反映本机关主要负责人的信访件，只登记信封并密封送出。',
        next: '请不要拟办，点“修改”将管辖改为“上级管理干部”并保存后办理“径送”；管辖选错的，请改正管辖。',
        fields: { jurisdiction: '属于上级受理的不能拟办。' },
      }
    : undefined;

/** Without an answer neither the notice of acceptance nor the feedback would ever fall due. */
export const realNameSettled: Guard = ({ values, children }) => {
  const { isRealName } = values;
  if (isRealName === true) return refuseRealNameWithoutContact(values, children);
  if (isRealName === false || !hasNameAndContact(children)) return undefined;
  return {
    type: 'RealNameUnsaid',
    what: '还没有填写是否实名举报。',
    why: '已登记反映人姓名和联系方式。实名举报须在规定期限内告知受理情况、反馈结果，没有填写就不会计算期限。',
    next: '请点“修改”，在“反映人”中填写“实名举报”后再拟办。',
    fields: { isRealName: '请填写“是”或者“否”。' },
  };
};

/** Real name means the true name of a person or unit and a concrete way to reach it (reference 3.1). */
export function refuseRealNameWithoutContact(values: Values, children: ChildRowsByKey): Failure | undefined {
  if (values['isRealName'] !== true) return undefined;
  if (hasNameAndContact(children)) return undefined;
  return {
    type: 'RealNameWithoutContact',
    what: '标为实名举报，但没有反映人姓名或者联系方式。',
    why: '实名举报须有真实姓名（单位名称）和具体的联系方式，否则无法告知受理情况和反馈结果。',
    next: '请补填反映人的姓名和电话（或地址）；没有联系方式的，请改为匿名。',
    fields: { isRealName: '实名举报须有姓名和联系方式。' },
  };
}

function hasNameAndContact(children: ChildRowsByKey): boolean {
  return (children['petitioners'] ?? []).some(
    ({ values: row }) =>
      filled(row['name']) && [row['phone'], row['address'], row['mailAddress']].some(filled),
  );
}

export const duplicateNamed: Guard = ({ values }) => {
  const needs = values['dupDecision'] === 'REPEAT' || values['dupDecision'] === 'SUPPLEMENT';
  if (!needs || filled(values['duplicateOf'])) return undefined;
  return {
    type: 'FirstPetitionMissing',
    what: '认定为重复件或者补充件，但没有指明首次件。',
    why: '重复件须与首次件关联，才能计算第几次和重复率。',
    next: '请选择首次件，或者改为“初次件”。',
    fields: { duplicateOf: '请选择首次件。' },
  };
};

const transferable = ['FORWARD', 'ASSIGN', 'SUPERVISE', 'ASSIST', 'TRANSFER', 'RETURN'];

export const isTransferable: Guard = ({ values }) =>
  transferable.includes(String(values['handling']))
    ? undefined
    : {
        type: 'HandlingNotTransfer',
        what: '办理方式不是转办、交办、督办、协办、移送或者退回，不能转交。',
        why: '转交函须与批准的办理方式一致。',
        next: `${whoGoesOn(values)}需要转交的，请由${director}改批。`,
      };

const director = roleLabels.OFFICE_DIRECTOR;

/** Who takes the step that was approved, where a transfer is not it. */
function whoGoesOn({ handling }: Values): string {
  const end = directorEnds.find((each) => each.handling === handling);
  if (end) return `本件批办为“${end.label}”，请由${director}在本件页面办理“${end.label}”；`;
  return handling === 'SELF' ? '本件批办为“自办”，请办理“自办办结”；' : '';
}

/** 径送 is a way of its own and never the result of a proposal. */
export const handlingAllowed: Guard = ({ values }) =>
  values['handling'] === 'SEALED'
    ? {
        type: 'HandlingSealed',
        what: '办理方式不能选“径送”。',
        why: '径送件不经拟办、批办，只登记信封并密封送出。',
        next: '确属径送的，请退回重新登记为径送件；否则请选择其他办理方式。',
        fields: { handling: '请选择其他办理方式。' },
      }
    : undefined;

export const isOwnWork: Guard = ({ values }) =>
  values['handling'] === 'SELF'
    ? undefined
    : {
        type: 'NotOwnWork',
        what: '办理方式不是自办，不能直接办结。',
        why: '只有自办件不经转交直接办结。',
        next: `${whoGoesOn(values) || '请先转交或者按批办意见办理；'}改为自办的，请由${director}改批。`,
      };

export const sentInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'receivedAt', '收件日期', 'sentAt', '发出日期');

export const signedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'sentAt', '发出日期', 'receiptAt', '签收日期');

export const repliedInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'receiptAt', '签收日期', 'replyAt', '回告日期');

export const expectsReply: Guard = ({ values }) =>
  wantsReply(values)
    ? undefined
    : {
        type: 'NoReplyExpected',
        what: '此件不要求回告。',
        why: '只有交办、督办和立行立改的信访件才登记回告结果。',
        next: '请直接办结。',
      };

export const concreteAndNamed: Guard = ({ values, children }) => {
  const named = (children['accused']?.length ?? 0) + (children['accusedOrgs']?.length ?? 0) > 0;
  if (named && values['checkability'] === 'CONCRETE') return undefined;
  const fields: Record<string, string> = {};
  if (values['checkability'] !== 'CONCRETE') fields['checkability'] = '须为“具体可查”。';
  if (!named) fields['accused'] = '须登记被反映人或者被反映单位。';
  return {
    type: 'NotALead',
    what: '此件还不能转问题线索。',
    why: '转问题线索须有明确的被反映人（单位），并且内容具体可查。',
    next: '请补充被反映人并确认可查性；不具体的请留存备查。',
    fields,
  };
};

/** 转线索 is done in the library of leads first: there a lead names this letter as its source. */
export const leadMade: Guard = ({ referring }) =>
  referring('lead', 'petitionIds').length > 0
    ? undefined
    : {
        type: 'LeadNotMade',
        what: '还没有以本件为来源的问题线索。',
        why: '转线索须先在问题线索专库登记线索，并指明来源信访件。',
        next: '请先点“转为问题线索”，登记并保存后再办理“转线索”；上级已将本件转为问题线索的，不要再登记，请办理“转线索（上级办理）”。',
      };

/** The superior made a lead of this letter and keeps it: once a lead about it is here, it is that one which the letter became. */
export const leadAbove: Guard = ({ referring }) => {
  const here = referring('lead', 'petitionIds');
  if (here.length === 0) return undefined;
  return {
    type: 'LeadIsHere',
    what: `本机已有以本件为来源的问题线索${here.map(({ no }) => no).join('、')}，不是由上级办理。`,
    why: '线索在本机的（本单位登记，或者上级移交本单位），本件转为这条线索，办理情况从线索中查看。',
    next: '请办理“转线索”。',
  };
};

const feedbackFields = [
  ['feedbackAt', '结果反馈日期'],
  ['feedbackWay', '反馈方式'],
] as const;

/** 办结: asked-for replies are in, and a real-name petitioner has been told the result. */
export const mayBeClosed: Guard = ({ values, today }) => {
  if (wantsReply(values) && filled(values['sentAt']) && !filled(values['replyAt'])) {
    return {
      type: 'ReplyOutstanding',
      what: '交办（督办、立行立改）件还没有回告，不能办结。',
      why: '交办、督办、立行立改的信访件要求承办单位回告结果。',
      next: '请先登记回告日期和结论，或者催办。',
    };
  }
  const untold = feedbackFields.filter(([key]) => !filled(values[key]));
  if (values['isRealName'] === true && untold.length > 0) {
    return {
      type: 'FeedbackOutstanding',
      what: filled(values['feedbackAt'])
        ? '还没有填写向反映人反馈结果的方式，不能办结。'
        : '实名举报还没有向反映人反馈结果，不能办结。',
      why: '实名举报办理完毕后，应当在规定期限内向举报人反馈，何时、以何种方式反馈须有记录。',
      next: '请反馈后填写结果反馈日期和反馈方式。',
      fields: Object.fromEntries(untold.map(([key, label]) => [key, `请填写${label}。`])),
    };
  }
  return refuseDisorder(values, today, 'receivedAt', '收件日期', 'concludedAt', '办理完毕日期');
};
