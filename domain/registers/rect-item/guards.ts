/** What must hold before a step of an item of the ledger (reference 3.5.1, 3.5.2). */
import type { Failure } from '../../failure.ts';
import type { Values } from '../../register.ts';
import { dueWrong } from '../common/extension.ts';
import { filled, refuseDisorder, refuseFuture, type Guard } from '../common/rules.ts';

const outcomes = [
  'partySanctions',
  'governmentSanctions',
  'organisational',
  'admonished',
  'talks',
  'criticised',
];

export const acknowledged: Guard = ({ values, today }) =>
  refuseFuture(values, today, 'acknowledgedAt', '认领日期');

export const progressDated: Guard = ({ values, today }) =>
  refuseFuture(values, today, 'progressAt', '进展更新日期');

/**
 * What was done before an item was reopened has not lasted: something is done about it since then, before it is called
 * complete once more. A date says nothing of the hour, so a measure done on the day itself may well be the one that did not
 * last; 更新进展 of that day is later, for the reopening takes away the date of the one before.
 */
const doneSinceReopened: Guard = ({ values, parts }) => {
  const { reopenedAt, progressAt } = values;
  if (!filled(reopenedAt)) return undefined;
  const reopened = String(reopenedAt);
  if (filled(progressAt) && String(progressAt) >= reopened) return undefined;
  const done = parts('rectMeasure').flatMap(({ state, values: row }) =>
    state === 'DONE' && filled(row['doneAt']) ? [String(row['doneAt'])] : [],
  );
  if (done.some((date) => date > reopened)) return undefined;
  const sameDay = done.includes(reopened)
    ? '重开当日完成的措施，分不清是重开以前还是以后完成的，不能单独作为依据。'
    : '';
  return {
    type: 'NothingDoneSince',
    what: `${reopened}反弹重开以后，还没有新的整改措施，也没有更新进展。`,
    why: `反弹说明原来的措施没有管住，凭原有的措施和佐证不能再次认定完成、销号。${sameDay}`,
    next: '请登记新的整改措施（或者将原措施“继续整改”）并完成、附佐证，或者“更新进展”写明重开以后做了什么，再办理；重开当日就办完的，请“更新进展”。',
  };
};

/** 已完成, 基本完成 and 长期坚持 as offices use the words. */
export const completionEarned: Guard = (context) => refuseUnearned(context) ?? doneSinceReopened(context);

const refuseUnearned: Guard = ({ values, parts, referring }) => {
  const measures = parts('rectMeasure');
  const open = measures.filter(({ state }) => state !== 'DONE');
  if (measures.length === 0) return notEarned('没有整改措施，不能认定完成情况。', '请先登记整改措施。');
  switch (values['completion']) {
    case 'DONE':
      return open.length > 0
        ? notEarned(
            `还有${open.length}条措施没有完成，不能认定“已完成”。`,
            '请先完成全部措施；主要事实已纠正的可以认定“基本完成”。',
          )
        : refuseMissingOutcome(values, referring('institution', 'items').length > 0);
    case 'BASIC':
      return open.length === measures.length
        ? notEarned('一条措施也没有完成，不能认定“基本完成”。', '请先完成主要措施。')
        : undefined;
    case 'LONG_TERM':
      return refuseNotYetKeptUp(open.length, filled(values['upkeep']));
    default:
      return undefined;
  }
};

/** 长期坚持 names every gap at once: measures that are still open, and how it is to be kept up. */
function refuseNotYetKeptUp(open: number, arranged: boolean): Failure | undefined {
  if (open === 0 && arranged) return undefined;
  const gaps = [
    ...(open > 0 ? [`还有${open}条措施没有完成`] : []),
    ...(arranged ? [] : ['没有填写“长期坚持的安排”']),
  ];
  const next = [
    ...(open > 0 ? ['先完成集中整改期的全部措施'] : []),
    ...(arranged ? [] : ['在“长期坚持的安排”中写明后续安排和复查周期']),
  ];
  const failure = notEarned(`${gaps.join('，')}，不能认定“长期坚持”。`, `请${next.join('，并')}。`);
  return arranged ? failure : { ...failure, fields: { ...failure.fields, upkeep: '请写明安排和复查周期。' } };
}

/** A number alone proves no institution; what was issued stands in the register of institutions and names the item. */
function refuseMissingOutcome(values: Values, institutionsNamed: boolean): Failure | undefined {
  if (values['institutionPlanned'] === true) {
    if (!institutionsNamed)
      return notEarned(
        '方案要求建章立制，还没有关联制度。',
        '请在本件或者其措施的页面点“登记制度”；制度已经登记的，在该制度的“来自整改事项”中选择本件。',
      );
    if (!(Number(values['institutions']) > 0))
      return notEarned('方案要求建章立制，还没有填写制度数。', '请在“制度（项）”中填写已出台的制度数。');
  }
  const handled = outcomes.reduce((sum, key) => sum + Number(values[key] ?? 0), 0);
  if (values['accountabilityNeeded'] === true && handled === 0)
    return notEarned('方案要求追责问责，还没有登记处理人数。', '请登记处分、组织处理、诫勉、谈话的人数。');
  return undefined;
}

function notEarned(what: string, next: string): Failure {
  return {
    type: 'CompletionNotEarned',
    what,
    why: '已完成指措施全部完成、佐证齐全、责任人已处理、制度已出台；基本完成指主要事实已纠正；长期坚持指阶段任务完成、需要常态维护。',
    next,
    fields: { completion: what },
  };
}

/** 申报销号: every measure done with its evidence, and the head has signed. */
export const readyToApply: Guard = (context) => {
  const { values, parts, today } = context;
  const measures = parts('rectMeasure');
  const open = measures.filter(({ state, values: row }) => state !== 'DONE' || !filled(row['evidence']));
  if (measures.length === 0 || open.length > 0) {
    return {
      type: 'MeasuresOpen',
      what:
        measures.length === 0
          ? '没有整改措施，不能申报销号。'
          : `还有${open.length}条措施没有完成或者没有佐证：${open.map(({ no }) => no).join('、')}。`,
      why: '整改不到位不销号：措施须全部完成，每条至少有一份佐证材料。',
      next: '请先完成措施并登记佐证。',
    };
  }
  if (values['completion'] !== 'DONE' && values['completion'] !== 'LONG_TERM') {
    return {
      type: 'NotYetComplete',
      what: '自评须为“已完成”或者“长期坚持”。',
      why: '基本完成的仍有措施在办，继续整改后再申报销号。',
      next: '请先认定完成情况。',
      fields: { completion: '须为“已完成”或者“长期坚持”。' },
    };
  }
  return completionEarned(context) ?? refuseFuture(values, today, 'headSignedAt', '签字日期');
};

export const firstReviewed: Guard = (context) =>
  refuseDisorder(context.values, context.today, 'appliedAt', '申报日期', 'firstReviewedAt', '初审日期') ??
  separated(['firstReviewer'])(context);

/** 群众不满意不销号. */
export const jointlyReviewed: Guard = (context) => {
  const { values, today } = context;
  if (values['satisfaction'] === 'BAD') {
    return {
      type: 'PublicDissatisfied',
      what: '群众不满意，不能通过联审。',
      why: '整改不到位不销号、验收不通过不销号、群众不满意不销号。',
      next: '请退回继续整改。',
      fields: { satisfaction: '群众不满意的不销号。' },
    };
  }
  return (
    refuseUnchecked(values) ??
    refuseDisorder(values, today, 'firstReviewedAt', '初审日期', 'jointReviewedAt', '联审日期') ??
    separated(['groupReviewer', 'disciplineReviewer', 'organisationReviewer'])(context)
  );
};

/** Nobody gets past 群众不满意不销号 by asking nobody: what was not looked at on the spot, or not asked about, says why. */
function refuseUnchecked(values: Values): Failure | undefined {
  if (filled(values['uncheckedReason'])) return undefined;
  const gaps = [
    ...(Number(values['spotCheckPct'] ?? 0) > 0
      ? []
      : [['spotCheckPct', '抽查比例', '请填写抽查比例。'] as const]),
    ...(filled(values['satisfaction'])
      ? []
      : [['satisfaction', '群众满意度', '请填写群众满意度。'] as const]),
  ];
  if (gaps.length === 0) return undefined;
  return {
    type: 'NotSpotChecked',
    what: `没有填写${gaps.map(([, label]) => label).join('、')}，不能通过联审。`,
    why: '联审须抽查整改情况、了解群众是否满意：验收不通过不销号，群众不满意不销号。',
    next: '请补填；确实没有抽查或者不宜测评的，写明“未抽查、未测评的原因”。',
    fields: Object.fromEntries(gaps.map(([key, , told]) => [key, told])),
  };
}

export const approvedByAnother: Guard = (context) =>
  refuseDisorder(context.values, context.today, 'jointReviewedAt', '联审日期', 'closedAt', '销号日期') ??
  separated(['closeApprover'])(context);

const signers: readonly (readonly [key: string, title: string])[] = [
  ['headSigner', '被巡察党组织主要负责人'],
  ['firstReviewer', '初审人'],
  ['groupReviewer', '巡察组审核人'],
  ['disciplineReviewer', '纪检监察室审核人'],
  ['organisationReviewer', '组织部审核人'],
  ['closeApprover', '销号批准领导'],
];

/** 既当运动员又当裁判员: who has signed one stage signs no other. */
function separated(now: readonly string[]): Guard {
  return ({ values }) => {
    for (const [key, title] of signers.filter(([each]) => now.includes(each))) {
      const name = nameOf(values, key);
      const other = signers.find(([each]) => each !== key && name !== '' && nameOf(values, each) === name);
      if (!other) continue;
      return {
        type: 'ReviewersNotSeparate',
        what: `${title}与${other[1]}是同一个人（${name}）。`,
        why: '申报、初审、联审、审批须由不同的人负责，不能既当运动员又当裁判员。',
        next: `请核对${title}；确为同一人的，请换人审核。`,
        fields: { [key]: `不能与${other[1]}相同。` },
      };
    }
    return undefined;
  };
}

function nameOf(values: Values, key: string): string {
  return String(values[key] ?? '').replace(/\s/gu, '');
}

export const newDueAhead: Guard = ({ values, today }) =>
  String(values['redoDueAt']) > today
    ? undefined
    : dueWrong('redoDueAt', '退回后的时限须晚于今天。', '请重新填写时限。');

export const relapseDated: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'closedAt', '销号日期', 'relapseFoundAt', '发现反弹日期');
