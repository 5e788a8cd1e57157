/** What must hold before a step of 整改方案 (reference 3.5, 3.5.4, 3.5.5). */
import { filled, refuseDisorder, refuseFuture, type Guard } from '../common/rules.ts';

export function inOrder(earlier: string, earlierLabel: string, later: string, laterLabel: string): Guard {
  return ({ values, today }) => refuseDisorder(values, today, earlier, earlierLabel, later, laterLabel);
}

/** 签字背书: by hand, dated after what it answers, and its scan among the attachments. */
export function pledged(of: 'plan' | 'report'): Guard {
  return of === 'plan'
    ? inOrder('feedbackAt', '反馈日期', 'planPledgeAt', '方案签字背书日期')
    : inOrder('planApprovedAt', '方案审定日期', 'reportPledgeAt', '报告签字背书日期');
}

/** 合计与明细不符: what the document states against what stands in the ledger. */
export const countsAgree: Guard = ({ values, parts }) => {
  const stated = values['statedCount'];
  const items = parts('rectItem').length;
  if (items > 0 && (typeof stated !== 'number' || stated === items)) return undefined;
  return {
    type: 'CountsDiffer',
    what:
      items === 0
        ? '台账中还没有整改事项。'
        : `合计与明细不符：文件所载${String(stated)}个，台账中${items}个。`,
    why: '反馈的问题须逐个列入整改台账，不能漏项。',
    next: '请核对台账，或者更正“反馈问题数”。',
    fields: { statedCount: `台账中有${items}个整改事项。` },
  };
};

/** {@link countsAgree} once the ledger has been begun: asked when the plan is handed in, refused when it is approved. */
export const ledgerBegunAgrees: Guard = (context) =>
  context.parts('rectItem').length > 0 ? countsAgree(context) : undefined;

export const everyItemHasMeasures: Guard = ({ parts }) => {
  const without = parts('rectItem').filter(({ values }) => !(Number(values['measureCount']) > 0));
  if (without.length === 0) return undefined;
  return {
    type: 'MeasuresMissing',
    what: `有${without.length}个整改事项没有整改措施：${without
      .slice(0, 5)
      .map(({ no }) => no)
      .join('、')}${without.length > 5 ? '等' : ''}。`,
    why: '每个问题都要有措施、责任人和时限。',
    next: '请在整改事项中补充整改措施。',
  };
};

export const redoInFuture: Guard = ({ values, today }) =>
  String(values['redoDueAt']) > today
    ? undefined
    : {
        type: 'RedoDueInPast',
        what: '重新整改期限不对。',
        why: '重新整改的期限须晚于今天。',
        next: '请重新填写期限。',
        fields: { redoDueAt: '须晚于今天。' },
      };

/** 双公开: within the party always; to the public unless one of the grounds is named and explained. */
export const disclosedOrWithheld: Guard = ({ values, today }) => {
  const grounds = values['withholdGrounds'];
  const withheld = Array.isArray(grounds) && grounds.length > 0;
  const fields: Record<string, string> = {};
  if (!filled(values['openInnerAt'])) fields['openInnerAt'] = '请填写党内通报日期。';
  if (!filled(values['openPublicAt']) && !withheld)
    fields['openPublicAt'] = '请填写公开日期，或者不公开情形。';
  if (withheld && !filled(values['withholdNote'])) fields['withholdNote'] = '请写明不公开的内容和理由。';
  if (Object.keys(fields).length > 0) {
    return {
      type: 'NotDisclosed',
      what: '整改情况还没有通报、公开。',
      why: '整改情况须党内通报并向社会公开；只有规定的五类情形可以不公开，并且要写明理由。',
      next: '请填写日期，或者选择不公开情形并说明。',
      fields,
    };
  }
  return (
    refuseDisorder(values, today, 'reportApprovedAt', '报告审定日期', 'openInnerAt', '党内通报日期') ??
    refuseDisorder(values, today, 'reportApprovedAt', '报告审定日期', 'openPublicAt', '社会公开日期')
  );
};

/** 基本合格 and 不合格 are followed by a talk and a look back. */
export const followedUp: Guard = ({ values, today }) => {
  const future =
    refuseFuture(values, today, 'interviewAt', '约谈日期') ??
    refuseFuture(values, today, 'lookbackAt', '整改“回头看”日期');
  if (future || (values['grade'] !== 'BARELY' && values['grade'] !== 'FAIL')) return future;
  const fields: Record<string, string> = {};
  if (!filled(values['interviewAt'])) fields['interviewAt'] = '请填写约谈日期。';
  if (!filled(values['lookbackAt'])) fields['lookbackAt'] = '请填写“回头看”日期。';
  if (Object.keys(fields).length === 0) return undefined;
  return {
    type: 'FollowUpMissing',
    what: '评为基本合格、不合格的，还没有约谈和“回头看”。',
    why: '评估为后两个等次的，须约谈主要负责人并开展整改“回头看”。',
    next: '请完成后填写日期。',
    fields,
  };
};

/** 整改总结: every item has been closed or cancelled. */
export const nothingOpen: Guard = ({ parts }) => {
  const open = parts('rectItem').filter(({ state }) => state !== 'CLOSED' && state !== 'CANCELLED');
  if (open.length === 0) return undefined;
  return {
    type: 'ItemsOpen',
    what: `还有${open.length}个整改事项没有销号，不能总结。`,
    why: '整改不到位不销号，没有全部销号不总结。',
    next: '请先办理销号。',
  };
};
