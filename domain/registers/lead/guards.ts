/** What must hold before a step of 问题线索 (reference 3.3.2 to 3.3.5), each as a refusal the clerk can act on. */
import type { Failure } from '../../failure.ts';
import { compact } from '../../known-rows.ts';
import type { ChildRow, ChildRowsByKey, GuardContext } from '../../register.ts';
import { refuseUnripeDrafts } from '../common/maturity.ts';
import { filled, refuseDisorder, type Guard } from '../common/rules.ts';
import { refuseContradiction, refuseUndated } from './agreement.ts';
import { refuseSuspended } from './suspension.ts';
import { refuseEarlyDecision, refuseMoreFiled, refuseOtherFiled, refuseUnfiled } from './outcomes.ts';
import { nameOf } from './results.ts';

/** A lead is about somebody, and who found it does not sign for the group. */
export const signedByLeader: Guard = ({ values, children, today, related }) => {
  if (!isAboutSomebody(children)) {
    return {
      type: 'NobodyNamed',
      what: '线索还没有登记被反映人或者被反映单位。',
      why: '问题线索须指向具体的人员或者党组织、单位。',
      next: '请点“修改”，登记被反映人或者被反映单位后再审签。',
      fields: { persons: '须登记被反映人或者被反映单位。' },
    };
  }
  if (compact(values['foundBy']) !== '' && compact(values['foundBy']) === compact(values['groupLeader'])) {
    return {
      type: 'LeaderFoundIt',
      what: '审签组长与发现人是同一人。',
      why: '线索由承办组员提出，由组长审核签字，不能自提自审。',
      next: '请由组长（副组长）另一人审签，或者改正发现人。',
      fields: { groupLeader: '不能与发现人相同。' },
    };
  }
  return (
    refuseUnripeDrafts('draftIds', related('draftIds')) ??
    refuseDisorder(values, today, 'registeredAt', '入库日期', 'groupSignedAt', '组长审签日期')
  );
};

/** 会商: its minutes are there, of that day and with that conclusion. */
export const minutesKept: Guard = ({ values, children, today }) => {
  const rows = children['consultations'] ?? [];
  const kept = rows.some(
    ({ values: row }) =>
      row['heldAt'] === values['consultedAt'] && row['conclusion'] === values['consultConclusion'],
  );
  if (kept) return refuseDisorder(values, today, 'groupSignedAt', '组长审签日期', 'consultedAt', '会商日期');
  // Without any nothing said in the dialog would do: told before it is opened.
  const noted = rows.length > 0;
  return {
    type: 'MinutesMissing',
    what: noted ? '没有与会商日期、会商结论一致的会商纪要。' : '还没有会商纪要。',
    why: '会商由案件监督管理室、审理室、相关监督室和巡察机构参加，须形成纪要并签名。',
    next: '请点“修改”，在“会商纪要”中登记这次会商的时间、参加人、意见和结论后再办理。',
    fields: noted ? { consultedAt: '没有这一天的会商纪要。' } : { consultations: '还没有登记会商纪要。' },
  };
};

export const consultedAs =
  (conclusion: string, label: string): Guard =>
  ({ values }) =>
    values['consultConclusion'] === conclusion
      ? undefined
      : {
          type: 'ConclusionDiffers',
          what: `会商结论不是“${label}”。`,
          why: '审定须与会商结论一致；会商认为须补充了解的，补充后再次会商。',
          next: '请再次会商并登记结论后办理。',
          fields: { consultConclusion: `须为“${label}”。` },
        };

/** 书记专题会 hears the report after the leading group has decided. */
export const meetingHeld: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'consultedAt', '会商日期', 'leadingGroupAt', '领导小组审定日期') ??
  refuseDisorder(values, today, 'leadingGroupAt', '领导小组审定日期', 'secretaryMeetingAt', '书记专题会日期');

/** 双汇报 where it is required: to the city's leading group and to that of the inspected place. */
export const reportedTwice: Guard = ({ values, children }) =>
  values['dualReportRequired'] === true
    ? refuseReports(children, '不需要双汇报的，将“须双汇报”改为“否”。')
    : undefined;

/** A fast track is always reported twice: it goes before the secretary's meeting has heard of it (reference 3.3.5). */
export const fastTrackReported: Guard = ({ children }) =>
  refuseReports(children, '直查快办不等书记专题会，一律须双汇报。');

function refuseReports(children: ChildRowsByKey, otherwise: string): Failure | undefined {
  const receivers = new Set((children['dualReports'] ?? []).map((row) => row.values['reportedTo']));
  if (receivers.has('CITY_GROUP') && receivers.has('LOCAL')) return undefined;
  return {
    type: 'DualReportMissing',
    what: '双汇报还不全。',
    why: '须分别向市委巡察工作领导小组、被巡察地巡察工作领导小组和书记专题会汇报。',
    next: `请点“修改”，在“双汇报”中登记两次汇报。${otherwise}`,
    fields: { dualReports: '须有两个对象的汇报记录。' },
  };
}

/** Nothing is handed over before 书记专题会 has heard it, unless 直查快办 has been approved. */
export const gatePassed: Guard = ({ values, today }) => {
  const fast = values['fastTrack'] === true;
  if (
    !filled(values['approvedBy']) ||
    (!fast && !(filled(values['secretaryMeetingAt']) && filled(values['meetingNo'])))
  ) {
    return {
      type: 'MeetingNotHeld',
      what: '线索还没有经书记专题会听取汇报，不能移交。',
      why: '巡察发现的问题线索须经领导小组审定、书记专题会听取汇报后移交；批准直查快办的除外。',
      next: '请先办理“审定”，填写书记专题会日期和纪要号；情况紧急的，报批“直查快办”。',
    };
  }
  return fast
    ? refuseDisorder(values, today, 'approvedAt', '直查快办批准日期', 'handoverAt', '移交日期')
    : refuseDisorder(values, today, 'secretaryMeetingAt', '书记专题会日期', 'handoverAt', '移交日期');
};

/** What goes along with a lead; the print log tells whether it has been made here. */
export const leadPapers = [
  { form: 'F13', name: '问题线索移交清单（F13）' },
  { form: 'F14', name: '问题线索移送函（F14）' },
] as const;

/** 清单 and 函 lie on the table, the receiver has signed, and somebody else watched. */
export const papersSigned: Guard = ({ values, printed }) => {
  const fields: Record<string, string> = {};
  const missing = leadPapers.filter(({ form }) => !printed(form)).map(({ name }) => name);
  if (missing.length > 0 && !filled(values['handoverScan']))
    fields['handoverScan'] = `${missing.join('、')}还没有打印。不在本软件打印的，请选择附件中的扫描件。`;
  if (values['receiverSigned'] !== true) fields['receiverSigned'] = '须由接收人当面签字。';
  const supervisor = compact(values['handoverSupervisor']);
  if (supervisor !== '' && supervisor === compact(values['handoverReceiver']))
    fields['handoverSupervisor'] = '不能与接收人相同。';
  if (Object.keys(fields).length === 0) return undefined;
  return {
    type: 'HandoverUnsigned',
    what: `移交手续还不全。${fields['handoverScan'] ?? ''}`,
    why: '移交须打印移交清单和移送函，由移交人、接收人、监交人分别签字，每一步都可追溯。',
    next: '请补全标出的各项后再登记移交。',
    fields,
  };
};

export const inOrder =
  (earlier: string, earlierLabel: string, later: string, laterLabel: string): Guard =>
  ({ values, today }) =>
    refuseDisorder(values, today, earlier, earlierLabel, later, laterLabel);

/**
 * 立案 follows 初步核实 and says against whom. Of a lead about an organisation alone the people come to light meanwhile, when
 * the reported have long been signed for: they stand among the results. A case against the organisation itself counts nobody.
 */
export const checkedFirst: Guard = ({ values, children }) => {
  if (values['disposition'] !== 'PRELIM') {
    return {
      type: 'NotChecked',
      what: '处置方式不是初步核实，不能登记立案。',
      why: '立案须经初步核实。',
      next: '请先“改变处置方式”为初步核实。',
    };
  }
  const has = (table: string): boolean => (children[table]?.length ?? 0) > 0;
  if (values['filedPersons'] === 0 ? has('orgs') : has('persons') || has('results'))
    return refuseMoreFiled(values, children);
  if (values['filedPersons'] === 0)
    return {
      type: 'NobodyFiled',
      what: '立案人数为0，但没有登记被反映单位。',
      why: '只对党组织、单位立案的，立案人数才是0；立案须写明对象。',
      next: '请填写立案人数。',
      fields: { filedPersons: '须为1人以上。' },
    };
  return {
    type: 'NobodyFiled',
    what: '没有登记被立案的人。',
    why: '立案须写明对象。',
    next: '请点“修改”，在“处理结果（每人）”中登记被立案的人和个人立案日期，再登记立案；只对党组织、单位立案的，立案人数填0。',
    fields: { filedPersons: '没有登记被立案的人。' },
  };
};

export const isSuspended: Guard = ({ values }) =>
  values['disposition'] === 'SUSPEND'
    ? undefined
    : {
        type: 'NotSuspended',
        what: '处置方式不是暂存待查，不需要清理。',
        why: '定期清理只对暂存待查的线索进行。',
        next: '请办理“改变处置方式”“立案”或者“办结反馈”。',
      };

/** 办结: a lead is no longer suspended, it is known what became of each person, and the result says the same. */
export const mayBeFinished: Guard = (context) =>
  refuseSuspended(context.values) ??
  refuseUnanswered(context) ??
  refuseUnfiled(context.values, context.children) ??
  refuseOtherFiled(context.values, context.children) ??
  refuseContradiction(context.values, context.children) ??
  refuseUndated(context.children) ??
  refuseEarlyDecision(context.values, context.children, context.today) ??
  refuseDisorder(context.values, context.today, 'handoverAt', '移交日期', 'replyAt', '反馈日期') ??
  refuseDisorder(context.values, context.today, 'dispositionAt', '处置意见日期', 'concludedAt', '办结日期');

function refuseUnanswered({ values, children }: GuardContext): Failure | undefined {
  if (values['result'] === 'CLEARED') return undefined;
  const answered = namesIn(children['results']);
  const missing = [...namesIn(children['persons'])].filter((name) => !answered.has(name));
  if (missing.length === 0) return undefined;
  return {
    type: 'ResultsMissing',
    what: `还有${missing.length}名被反映人没有登记处理结果。`,
    why: '办结须写明每个人的处理结果，四种形态和处分人数由此统计。',
    next: '请点“修改”，在“处理结果（每人）”中逐人登记，姓名与被反映人一致；全部了结澄清的，处置结果选“了结澄清”。',
    fields: { results: '须逐人登记。', result: '还没有逐人登记处理结果的，只能选“了结澄清”。' },
  };
}

function isAboutSomebody(children: ChildRowsByKey): boolean {
  return (children['persons']?.length ?? 0) + (children['orgs']?.length ?? 0) > 0;
}

function namesIn(rows: readonly ChildRow[] = []): ReadonlySet<string> {
  return new Set(rows.map((row) => nameOf(row.values)).filter((name) => name !== ''));
}
