/** From feedback to the summing-up of an organisation's rectification (reference 3.5). */
import type { StateInfo, Transition, Workflow } from '../../register.ts';
import { blank } from '../common/way-back.ts';
import { allOf } from '../common/rules.ts';
import { askOffGrade, askOffTable, gradeReached } from './evaluation.ts';
import {
  countsAgree,
  disclosedOrWithheld,
  everyItemHasMeasures,
  followedUp,
  inOrder,
  ledgerBegunAgrees,
  nothingOpen,
  pledged,
  redoInFuture,
} from './guards.ts';
import { marksOfScheme, marksSound, relapsedNotPassed } from './marks.ts';
import { openExtension, planExtension, planExtensions } from './extensions.ts';
import { planAgreed, reportsAgreed } from './reviews.ts';
import { planBack, rule } from './taken-back.ts';

const feedback = ['targetId', 'feedbackAt'];
/** Said by steps alone, in every state. */
const extensions = [...planExtension, ...openExtension];
const submitted = [
  ...feedback,
  ...extensions,
  'planSubmittedAt',
  'planPledgeBy',
  'planPledgeAt',
  'planPledgeScan',
];
const approved = [...submitted, 'baseline', 'statedCount', 'reviewOrgans', 'reviews', 'planApprovedAt'];
const reported = [
  ...approved,
  'progressReportAt',
  'headReportAt',
  'reportPledgeBy',
  'reportPledgeAt',
  'reportPledgeScan',
];
const accepted = [
  ...reported,
  'reportReviewOrgans',
  'reportReviews',
  'reportApprovedAt',
  'openInnerAt',
  'openPublicAt',
  'withholdGrounds',
  'withholdNote',
];
const evaluated = [...accepted, 'evalScheme', 'scores', 'grade', 'evaluatedAt', 'publicVerdict'];

const states: readonly StateInfo[] = [
  { code: 'FED_BACK', label: '已反馈', tone: 'neutral', locks: extensions },
  {
    code: 'PLAN_SUBMITTED',
    label: '方案待会审',
    tone: 'progress',
    locks: submitted,
    reachedBy: 'planSubmittedAt',
  },
  { code: 'CONCENTRATED', label: '集中整改', tone: 'progress', locks: approved, reachedBy: 'planApprovedAt' },
  {
    code: 'REPORTED',
    label: '报告待审定',
    tone: 'progress',
    locks: reported,
    opens: ['reportReviewOrgans', 'reportReviews'],
    reachedBy: 'progressReportAt',
  },
  { code: 'REDO', label: '责令重新整改', tone: 'danger', locks: approved },
  {
    code: 'CONTINUING',
    label: '持续整改',
    tone: 'progress',
    locks: accepted,
    opens: ['scores', 'followReportAt'],
    reachedBy: 'reportApprovedAt',
  },
  { code: 'EVALUATED', label: '已评估', tone: 'progress', locks: evaluated },
  { code: 'SUMMED_UP', label: '整改总结', tone: 'success', locks: evaluated },
  { code: 'ARCHIVED', label: '已归档', tone: 'success', final: true },
];

const plan: readonly Transition[] = [
  {
    key: 'submitPlan',
    label: '报整改方案',
    from: ['FED_BACK'],
    to: 'PLAN_SUBMITTED',
    permission: 'rectification.register',
    asks: ['planSubmittedAt', 'planPledgeBy', 'planPledgeAt', 'planPledgeScan'],
    requires: ['planSubmittedAt', 'planPledgeBy', 'planPledgeAt', 'planPledgeScan'],
    stamps: { planSubmittedBy: 'actor' },
    questions: { countsDiffer: ledgerBegunAgrees },
    guard: allOf(inOrder('feedbackAt', '反馈日期', 'planSubmittedAt', '报方案日期'), pledged('plan')),
    basis: `${rule}：报整改方案，主要负责人签字背书`,
  },
  {
    key: 'approvePlan',
    label: '方案审定',
    from: ['PLAN_SUBMITTED'],
    to: 'CONCENTRATED',
    permission: 'rectification.approve',
    asks: ['planApprovedAt'],
    requires: ['planApprovedAt'],
    differsFrom: ['planSubmittedBy'],
    stamps: { planApprovedBy: 'actor' },
    signsOut: true,
    guard: allOf(
      inOrder('planSubmittedAt', '报方案日期', 'planApprovedAt', '方案审定日期'),
      planAgreed,
      countsAgree,
      everyItemHasMeasures,
    ),
    basis: `${rule}：整改方案会审`,
  },
  {
    key: 'returnPlan',
    label: '方案退回',
    from: ['PLAN_SUBMITTED'],
    to: 'FED_BACK',
    permission: 'rectification.approve',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank('planSubmittedAt', 'planSubmittedBy', 'planPledgeBy', 'planPledgeAt', 'planPledgeScan'),
    basis: `${rule}：方案退回修改`,
  },
];

const report: readonly Transition[] = [
  {
    key: 'report',
    label: '报整改情况',
    from: ['CONCENTRATED', 'REDO'],
    to: 'REPORTED',
    permission: 'rectification.register',
    asks: ['progressReportAt', 'headReportAt', 'reportPledgeBy', 'reportPledgeAt', 'reportPledgeScan'],
    requires: ['progressReportAt', 'headReportAt', 'reportPledgeBy', 'reportPledgeAt', 'reportPledgeScan'],
    stamps: { reportRecordedBy: 'actor' },
    guard: allOf(
      inOrder('planApprovedAt', '方案审定日期', 'progressReportAt', '报整改情况日期'),
      inOrder('planApprovedAt', '方案审定日期', 'headReportAt', '报主要负责人组织落实情况日期'),
      pledged('report'),
    ),
    basis: `${rule}：报整改情况和主要负责人组织落实情况，签字背书`,
  },
  {
    key: 'acceptReport',
    label: '报告审定',
    from: ['REPORTED'],
    to: 'CONTINUING',
    permission: 'rectification.approve',
    asks: ['reportApprovedAt'],
    requires: ['reportApprovedAt'],
    differsFrom: ['reportRecordedBy'],
    stamps: { reportApprovedBy: 'actor' },
    signsOut: true,
    guard: allOf(
      inOrder('progressReportAt', '报整改情况日期', 'reportApprovedAt', '报告审定日期'),
      reportsAgreed,
    ),
    basis: `${rule}：整改情况报告审核把关`,
  },
  {
    key: 'orderRedo',
    label: '责令重新整改',
    from: ['REPORTED'],
    to: 'REDO',
    permission: 'rectification.approve',
    asks: ['redoDueAt'],
    requires: ['redoDueAt'],
    differsFrom: ['reportRecordedBy'],
    reasonRequired: true,
    stamps: blank(
      'progressReportAt',
      'headReportAt',
      'reportPledgeBy',
      'reportPledgeAt',
      'reportPledgeScan',
      'reportRecordedBy',
    ),
    guard: redoInFuture,
    basis: `${rule}：整改不到位的责令重新整改`,
  },
];

const ending: readonly Transition[] = [
  {
    key: 'disclose',
    label: '通报公开',
    from: ['CONTINUING'],
    to: 'CONTINUING',
    permission: 'rectification.approve',
    asks: ['openInnerAt', 'openPublicAt', 'withholdGrounds', 'withholdNote'],
    requires: ['openInnerAt'],
    stamps: { disclosedBy: 'actor' },
    guard: disclosedOrWithheld,
    basis: `${rule}：党内通报、社会公开；五类情形可以不公开`,
  },
  {
    key: 'evaluate',
    label: '成效评估',
    from: ['CONTINUING'],
    to: 'EVALUATED',
    permission: 'rectification.register',
    asks: ['evalScheme', 'evaluatedAt', 'publicVerdict', 'grade'],
    requires: ['evalScheme', 'evaluatedAt', 'grade'],
    early: ['evalScheme'],
    starts: (context) => {
      const grade = gradeReached(context);
      return grade === undefined ? {} : { grade };
    },
    stamps: { evaluatedBy: 'actor' },
    questions: { marksOffTable: askOffTable, gradeOffScore: askOffGrade },
    guard: allOf(
      inOrder('reportApprovedAt', '报告审定日期', 'evaluatedAt', '评估日期'),
      disclosedOrWithheld,
      marksSound,
      marksOfScheme,
      relapsedNotPassed,
    ),
    basis: `${rule}：整改成效评估`,
  },
  {
    key: 'evaluateAnew',
    label: '重新评估',
    from: ['EVALUATED'],
    to: 'CONTINUING',
    permission: 'rectification.approve',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank('evaluatedAt', 'grade', 'publicVerdict', 'evaluatedBy'),
    basis: `${rule}：重新评估`,
  },
  {
    key: 'sumUp',
    label: '整改总结',
    from: ['EVALUATED'],
    to: 'SUMMED_UP',
    permission: 'rectification.approve',
    asks: ['summedUpAt', 'interviewAt', 'lookbackAt'],
    requires: ['summedUpAt'],
    early: ['interviewAt', 'lookbackAt'],
    differsFrom: ['evaluatedBy'],
    guard: allOf(inOrder('evaluatedAt', '评估日期', 'summedUpAt', '整改总结日期'), followedUp, nothingOpen),
    basis: `${rule}：整改总结`,
  },
  {
    key: 'archive',
    label: '归档',
    from: ['SUMMED_UP'],
    to: 'ARCHIVED',
    permission: 'rectification.register',
    asks: ['archiveBoxNo'],
    requires: ['archiveBoxNo'],
    basis: `${rule}：归档`,
  },
  {
    key: 'reopen',
    label: '重新进入整改',
    from: ['SUMMED_UP', 'ARCHIVED'],
    to: 'CONTINUING',
    permission: 'rectification.approve',
    asks: [],
    requires: [],
    reasonRequired: true,
    stamps: blank('summedUpAt', 'evaluatedAt', 'grade', 'publicVerdict', 'evaluatedBy'),
    basis: `${rule}：问题反弹的重新进入整改`,
  },
];

export const planWorkflow: Workflow = {
  initial: 'FED_BACK',
  create: { permission: 'rectification.register', stamps: { registeredBy: 'actor' } },
  states,
  transitions: [...plan, ...report, ...planExtensions, ...ending, ...planBack],
};
