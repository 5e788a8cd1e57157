/** Rules over a whole lead, checked at every save: errors block, warnings are confirmed with a reason. */
import type { Failure } from '../../failure.ts';
import type { ChildRowsByKey, RecordCheck, Values } from '../../register.ts';
import { refuseLocal } from '../common/non-local.ts';
import {
  extensionReasonCheck,
  filled,
  inSequence,
  refuseDisorders,
  refuseFuture,
  type DateOrder,
} from '../common/rules.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';
import { refuseContradiction, refuseUndated } from './agreement.ts';
import {
  refuseEarlyDecision,
  refuseExcessRecovered,
  refuseOtherFiled,
  refuseSameDecision,
  refuseUnfiled,
} from './outcomes.ts';
import { formOf, isMeasured } from './results.ts';
import { refuseFinishedSuspended } from './suspension.ts';
import { urgingsCheck } from './urging.ts';

const orders: readonly DateOrder[] = [
  ['leadingGroupAt', '领导小组审定日期', 'secretaryMeetingAt', '书记专题会日期'],
  ['handoverAt', '移交日期', 'acceptedAt', '受理日期'],
  ['acceptedAt', '受理日期', 'dispositionAt', '处置意见日期'],
  ['letterSentAt', '函询发出日期', 'letterRepliedAt', '函询回复日期'],
  ['talkEndedAt', '谈话结束日期', 'talkReportedAt', '谈话函询报告日期'],
  ['prelimStartAt', '初核开始日期', 'prelimEndAt', '初核结束日期'],
  ['dispositionAt', '处置意见日期', 'suspendReviewedAt', '最近一次清理日期'],
  ['dispositionAt', '处置意见日期', 'filedAt', '立案日期'],
  ['handoverAt', '移交日期', 'replyAt', '反馈日期'],
  ['dispositionAt', '处置意见日期', 'concludedAt', '办结日期'],
];

/** The way of a lead from the library to its end, whatever of it has been dated. */
const way = inSequence(
  ['registeredAt', '入库日期'],
  ['groupSignedAt', '组长审签日期'],
  ['consultedAt', '会商日期'],
  ['leadingGroupAt', '领导小组审定日期'],
  ['secretaryMeetingAt', '书记专题会日期'],
  ['handoverAt', '移交日期'],
  ['acceptedAt', '受理日期'],
  ['dispositionAt', '处置意见日期'],
  ['filedAt', '立案日期'],
  ['concludedAt', '办结日期'],
);

export const leadChecks: readonly RecordCheck[] = [
  { key: 'admission', severity: 'error', check: ({ values }) => refuseUnadmitted(values) },
  {
    key: 'datesInOrder',
    severity: 'error',
    check: ({ values, today }) => refuseReversed(values, today),
  },
  {
    key: 'finishedSuspended',
    severity: 'error',
    mayStand: true,
    check: ({ values }) => refuseFinishedSuspended(values),
  },
  {
    key: 'wayInOrder',
    severity: 'warning',
    check: ({ values, children, today }) =>
      refuseReversed(values, today)
        ? undefined
        : (refuseDisorders(way, values, today) ?? refuseEarlyDecision(values, children, today)),
  },
  {
    key: 'sanctionsFiled',
    severity: 'warning',
    check: ({ values, children }) => refuseUnfiled(values, children),
  },
  {
    key: 'filedAgree',
    severity: 'warning',
    // Old sheets often have no days of single persons; then there is nothing for the number to agree with.
    check: ({ values, children }) =>
      filled(values['concludedAt']) &&
      (children['results'] ?? []).some((row) => filled(row.values['filedAt']))
        ? refuseOtherFiled(values, children)
        : undefined,
  },
  {
    key: 'resultAgrees',
    severity: 'warning',
    // An old sheet often has the result alone; then there is nothing for it to agree with.
    check: ({ values, children }) =>
      filled(values['result']) && (children['results'] ?? []).length > 0
        ? refuseContradiction(values, children)
        : undefined,
  },
  { key: 'resultsDated', severity: 'warning', check: ({ children }) => refuseUndated(children) },
  { key: 'sameDecision', severity: 'warning', check: ({ children }) => refuseSameDecision(children) },
  {
    key: 'recoveredAboveAmount',
    severity: 'warning',
    check: ({ values }) => refuseExcessRecovered(values),
  },
  extensionReasonCheck('反馈期限'),
  urgingsCheck,
  secrecyCheck,
  { key: 'sourceNamed', severity: 'warning', check: ({ values }) => refuseUnnamedSource(values) },
  { key: 'collatedByOthers', severity: 'warning', check: ({ values }) => refuseLocalCollator(values) },
  { key: 'participants', severity: 'warning', check: ({ children }) => refuseAbsent(children) },
  { key: 'participantsShared', severity: 'warning', check: ({ children }) => refuseShared(children) },
  {
    key: 'forms',
    severity: 'warning',
    check: ({ children }) => refuseLowerForm(children) ?? refuseFormless(children),
  },
];

function refuseReversed(values: Values, today: string): Failure | undefined {
  return refuseFuture(values, today, 'registeredAt', '入库日期') ?? refuseDisorders(orders, values, today);
}

const conditions = [
  ['hasNature', '问题性质'],
  ['hasFacts', '基本事实'],
  ['hasEvidence', '初步证据'],
] as const;

/** 登记为线索: 性质, 事实, 证据 are there and it is none of the excluded kinds (reference 3.3.2). */
function refuseUnadmitted(values: Values): Failure | undefined {
  const fields: Record<string, string> = {};
  for (const [key, label] of conditions) if (values[key] !== true) fields[key] = `须有${label}。`;
  if (values['exclusion'] !== 'NONE') fields['exclusion'] = '须确认不属于排除情形。';
  if (Object.keys(fields).length === 0) return undefined;
  return {
    type: 'NotALead',
    what: '不具备登记为问题线索的条件。',
    why: '问题线索须同时有问题性质、基本事实和初步证据；一般性工作缺点、涉法涉诉和个人诉求不作为线索。',
    next: '请逐项确认线索条件；不具备条件的，一般性问题提整改建议，其他的转送有关机关。',
    fields,
  };
}

function refuseLocalCollator({ dualReportRequired, isLocal }: Values): Failure | undefined {
  return refuseLocal(dualReportRequired, [isLocal], {
    type: 'LocalCollator',
    local: '线索由被巡察地干部整理。',
    unsaid: '没有写明线索是否由被巡察地干部整理。',
    next: '请由非本地干部重新整理，或者补填“被巡察地干部整理：否”；确有原因的，说明后保存。',
    fields: { isLocal: '交叉巡察须为“否”。' },
  });
}

const cameAsLetter = ['LETTER', 'CALL', 'VISIT', 'NETWORK'];

function refuseUnnamedSource(values: Values): Failure | undefined {
  const fromLetter =
    values['sourceKind'] === 'PETITION' || cameAsLetter.includes(String(values['sourceDetail']));
  if (!fromLetter || hasAny(values['petitionIds']) || hasAny(values['receptionIds'])) return undefined;
  return {
    type: 'SourceUnnamed',
    what: '线索来自信访，但没有指明来源信访件或者接待登记。',
    why: '指明来源后，信访件和线索可以互相查看，信访件才能办理“转线索”。',
    next: '请选择来源信访件；信访件没有在本软件登记的，说明后保存。',
    fields: { petitionIds: '请选择来源信访件。' },
  };
}

const organs = [
  ['caseOffice', '案件监督管理室'],
  ['trialOffice', '案件审理室'],
  ['supervisionOffice', '监督检查室'],
  ['inspection', '巡察机构'],
] as const;

function refuseAbsent(children: ChildRowsByKey): Failure | undefined {
  const rows = children['consultations'] ?? [];
  const absent = organs.filter(([key]) => rows.some((row) => !filled(row.values[key])));
  if (absent.length === 0) return undefined;
  return {
    type: 'ParticipantsMissing',
    what: `会商纪要没有写明${absent.map(([, label]) => label).join('、')}参加人。`,
    why: '线索会商由案件监督管理室、案件审理室、相关监督检查室和巡察机构参加。',
    next: '请补填；确未参加的，说明后保存。',
    fields: { consultations: '参加人不全。' },
  };
}

/** One person speaks for one organ: who is named for several was put there for want of the others. */
function refuseShared(children: ChildRowsByKey): Failure | undefined {
  for (const { values } of children['consultations'] ?? []) {
    const organsOf = new Map<string, string[]>();
    for (const [key, label] of organs)
      for (const name of new Set(String(values[key] ?? '').split(/[、，,；;\s]+/u)))
        if (name !== '') organsOf.set(name, [...(organsOf.get(name) ?? []), label]);
    const [shared] = [...organsOf].filter(([, labels]) => labels.length > 1);
    if (!shared) continue;
    const [name, labels] = shared;
    return {
      type: 'ParticipantShared',
      what: `会商纪要中，${labels.join('、')}的参加人都是${name}。`,
      why: '会商由几个单位共同进行，各有自己的参加人，一人不能代表几个单位。',
      next: '请核对参加人；确是不同的人同名的，说明后保存。',
      fields: { consultations: '一人代表了几个单位。' },
    };
  }
  return undefined;
}

function refuseLowerForm(children: ChildRowsByKey): Failure | undefined {
  const lower = (children['results'] ?? []).filter(({ values }) => {
    const expected = formOf({ ...values, form: null });
    return filled(values['form']) && expected !== null && String(values['form']) < expected;
  });
  if (lower.length === 0) return undefined;
  return {
    type: 'FormTooLow',
    what: `有${lower.length}人登记的形态低于处理结果对应的形态。`,
    why: '一人有多项处理的，按较重的一种形态统计。',
    next: '请核对“适用形态”。',
    fields: { results: '请核对适用形态。' },
  };
}

function refuseFormless(children: ChildRowsByKey): Failure | undefined {
  const row = (children['results'] ?? []).find(({ values }) => isMeasured(values) && formOf(values) === null);
  if (!row) return undefined;
  return {
    type: 'FormUnsaid',
    what: `${String(row.values['name'] ?? '')}的处理没有填写适用形态。`,
    why: '问责、移送公安机关等措施本身不属于四种形态中的任何一种，没有填写的不计入四种形态统计表。',
    next: '请填写“适用形态”；不属于四种形态的，说明后保存。',
    fields: { results: '请填写适用形态。' },
  };
}

function hasAny(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0;
}
