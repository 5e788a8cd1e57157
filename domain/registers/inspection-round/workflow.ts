/**
 * The seven stages of a round and what each must have left behind before the next begins (reference 3.6.1). Only the
 * planner and the head of the office move a round.
 */
import type { StateInfo, Transition, Workflow } from '../../register.ts';
import { allOf, filled, refuseDisorders, type DateOrder, type Guard } from '../common/rules.ts';
import { wayBack } from '../common/way-back.ts';
import { groupsAuthorised, membersClear, targetsNamed } from './guards.ts';

const basis = '巡察工作流程';

interface Stage {
  readonly key: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  /** Written down while the stage runs and needed before the next. */
  readonly needs: readonly string[];
  /** Written down where it applies. */
  readonly may?: readonly string[];
  readonly orders: readonly DateOrder[];
  readonly guards?: readonly Guard[];
}

const stages: readonly Stage[] = [
  {
    key: 'enter',
    label: '进驻',
    from: 'PREPARE',
    to: 'KNOW',
    needs: [
      'schemeNo',
      'schemeApprovedAt',
      'authorizationNo',
      'authorizedAt',
      'trainedAt',
      'startAt',
      'stayFrom',
    ],
    may: ['taskPlanApprover', 'informedAt', 'entryNoticeAt'],
    orders: [
      ['schemeApprovedAt', '方案批准日期', 'startAt', '动员部署日期'],
      ['authorizedAt', '授权日期', 'stayFrom', '进驻日期'],
    ],
    guards: [groupsAuthorised, targetsNamed, membersClear],
  },
  {
    key: 'report',
    label: '驻点结束',
    from: 'KNOW',
    to: 'REPORT',
    needs: ['stayTo', 'noticeIssuedAt'],
    may: ['petitionCutoffAt'],
    orders: [['stayFrom', '进驻日期', 'stayTo', '驻点结束日期']],
    // People come and go after a round has entered: who did the work was fit to do it.
    guards: [targetsNamed, membersClear],
  },
  {
    key: 'feedBack',
    label: '审定报告',
    from: 'REPORT',
    to: 'FEEDBACK',
    needs: ['reportedAt', 'leadGroupHeardAt', 'secretaryMeetingAt'],
    may: ['reportNo'],
    orders: [
      ['stayTo', '驻点结束日期', 'reportedAt', '报告成稿日期'],
      ['reportedAt', '报告成稿日期', 'leadGroupHeardAt', '领导小组听取汇报'],
      ['leadGroupHeardAt', '领导小组听取汇报', 'secretaryMeetingAt', '书记专题会议'],
    ],
  },
  {
    key: 'handOver',
    label: '反馈完成',
    from: 'FEEDBACK',
    to: 'HANDOVER',
    needs: ['feedbackFrom', 'feedbackTo', 'fedBackTwice', 'copiedToFour'],
    orders: [
      ['secretaryMeetingAt', '书记专题会议', 'feedbackFrom', '反馈开始'],
      ['feedbackFrom', '反馈开始', 'feedbackTo', '反馈结束'],
    ],
  },
  {
    key: 'rectify',
    label: '移交完成',
    from: 'HANDOVER',
    to: 'RECTIFY',
    needs: ['handedOverAt', 'handoverNo'],
    may: ['adviceAt'],
    orders: [['secretaryMeetingAt', '书记专题会议', 'handedOverAt', '线索移交日期']],
  },
  {
    key: 'file',
    label: '整改汇总',
    from: 'RECTIFY',
    to: 'ARCHIVE',
    needs: ['rectifiedAt'],
    orders: [['feedbackTo', '反馈结束', 'rectifiedAt', '整改情况汇总日期']],
  },
  {
    key: 'close',
    label: '立卷归档',
    from: 'ARCHIVE',
    to: 'CLOSED',
    needs: ['summaryAt', 'analysisAt', 'proposalAt', 'archivedAt', 'archiveBoxNo'],
    orders: [['rectifiedAt', '整改情况汇总日期', 'archivedAt', '立卷归档日期']],
  },
];

/** 双反馈, 四抄告: written down as “no” they have not been done. */
const answeredYes: Guard = ({ values }) => {
  const missing = (
    [
      ['fedBackTwice', '向主要负责人和领导班子分别反馈'],
      ['copiedToFour', '向分管领导、主责部门、纪检监察机关、组织部门抄告'],
    ] as const
  ).find(([key]) => values[key] === false);
  if (!missing) return undefined;
  return {
    type: 'FeedbackIncomplete',
    what: '反馈还没有完成。',
    why: `还没有${missing[1]}。`,
    next: '请完成后再办理“反馈完成”。',
    fields: { [missing[0]]: '还没有完成。' },
  };
};

const states: readonly StateInfo[] = [
  { code: 'PREPARE', label: '巡察准备', tone: 'neutral' },
  { code: 'KNOW', label: '巡察了解', tone: 'progress', reachedBy: 'stayFrom' },
  { code: 'REPORT', label: '巡察报告', tone: 'progress', reachedBy: 'reportedAt' },
  { code: 'FEEDBACK', label: '反馈', tone: 'progress', reachedBy: 'feedbackFrom' },
  { code: 'HANDOVER', label: '移交', tone: 'progress', reachedBy: 'feedbackTo' },
  { code: 'RECTIFY', label: '整改', tone: 'progress', reachedBy: 'handedOverAt' },
  { code: 'ARCHIVE', label: '立卷归档', tone: 'progress', reachedBy: 'rectifiedAt' },
  { code: 'CLOSED', label: '已结束', tone: 'success', final: true, reachedBy: 'archivedAt' },
];

/** States in which a round needs its people: until everything it has found is handed over. */
export const mannedStates: readonly string[] = states
  .slice(
    0,
    states.findIndex(({ code }) => code === 'RECTIFY'),
  )
  .map(({ code }) => code);

function reached(index: number): readonly string[] {
  return stages.slice(0, index).flatMap(({ needs }) => needs);
}

function forward(stage: Stage): Transition {
  const { key, label, from, to, needs, may = [], orders, guards = [] } = stage;
  const asks = [...needs, ...may];
  return {
    key,
    label,
    from: [from],
    to,
    permission: 'planning.register',
    asks,
    requires: needs,
    early: asks,
    stamps: { movedBy: 'actor' },
    guard: allOf(
      ({ values, today }) => refuseDisorders(orders, values, today),
      ...(key === 'handOver' ? [answeredYes] : []),
      ...guards,
    ),
    basis: `${basis}：${label}`,
  };
}

function back(stage: Stage): Transition {
  return wayBack({
    key: `${stage.key}Back`,
    label: `退回${states.find(({ code }) => code === stage.from)?.label ?? ''}`,
    from: [stage.to],
    to: stage.from,
    permission: 'planning.approve',
    blanks: [stage.needs.at(-1) ?? ''].filter(filled),
    basis,
  });
}

export const roundWorkflow: Workflow = {
  initial: 'PREPARE',
  create: { permission: 'planning.register', stamps: { registeredBy: 'actor' } },
  states: states.map((state, index) => (index === 0 ? state : { ...state, locks: reached(index) })),
  transitions: stages.flatMap((stage) => [forward(stage), back(stage)]),
};
