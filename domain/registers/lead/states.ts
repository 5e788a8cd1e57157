/** The states of 问题线索 and what each locks and opens (reference 3.3.5). */
import type { StateInfo } from '../../register.ts';
import { extension } from '../common/extension.ts';

const signed = ['groupLeader', 'groupSignedAt', 'groupOpinion'];
const consulted = [...signed, 'consultedAt', 'consultConclusion'];
/** What the director has approved is what is handed over: nobody changes it in between, nor afterwards. */
const content = [
  'title',
  'problemIntro',
  'amount',
  'issueTypes',
  'evidence',
  'persons',
  'orgs',
  'consultations',
  'dualReports',
  'dualReportRequired',
];
const approved = [
  ...consulted,
  ...content,
  'leadingGroupAt',
  'leadingGroupOpinion',
  'secretaryMeetingAt',
  'meetingNo',
  'meetingOpinion',
  'officeOpinion',
  'fastTrackReason',
  'handoverTo',
];
/** What the step of handing over asks for, and fixes. */
export const handoverPapers = [
  'handoverOrg',
  'handoverDocNo',
  'handoverLetterAt',
  'handoverAt',
  'handoverReceiver',
  'handoverSupervisor',
  'handoverCopies',
  'handoverPages',
  'handoverScan',
  'receiverSigned',
];
/** Of these, what the list and the letter say, which are printed and signed before. */
export const printedPapers = [
  'handoverOrg',
  'handoverDocNo',
  'handoverLetterAt',
  'handoverCopies',
  'handoverPages',
];
/** Where the lead came from and why it was one: counted and handed over so, mended in sight of everybody only. */
const origin = [
  ...['registeredAt', 'sourceKind', 'foundBy', 'roundId', 'groupId', 'targetId'],
  ...['hasNature', 'hasFacts', 'hasEvidence', 'exclusion'],
];
const handedOver = [...approved, ...origin, ...handoverPapers, 'papersPrinted', ...extension];
const accepted = [...handedOver, 'acceptedAt', 'disposition', 'dispositionAt', 'dispositionOpinion'];
const filed = [...accepted, 'filedAt', 'filedPersons'];

/** What the receiving organ did and answered: nothing of it before it has said how the lead is dealt with. */
const disposing = [
  'letterSentAt',
  'letterRepliedAt',
  'talkEndedAt',
  'talkReportedAt',
  'prelimStartAt',
  'prelimEndAt',
  'progress',
  'results',
  'replyAt',
  'replyText',
];

export const states: readonly StateInfo[] = [
  { code: 'DRAFT', label: '待审', tone: 'neutral' },
  {
    code: 'GROUP_OK',
    label: '组审通过',
    tone: 'progress',
    locks: signed,
    opens: ['consultations', 'dualReports'],
    reachedBy: 'groupSignedAt',
  },
  { code: 'CONSULTED', label: '已会商', tone: 'progress', locks: consulted, reachedBy: 'consultedAt' },
  { code: 'DOWNGRADED', label: '转一般问题', tone: 'neutral', final: true },
  { code: 'APPROVED', label: '已审定', tone: 'progress', locks: approved, reachedBy: 'secretaryMeetingAt' },
  {
    code: 'HANDED_OVER',
    label: '已移交',
    tone: 'progress',
    locks: handedOver,
    // Nothing may come back for a month: then whoever has it is reminded.
    opens: ['urgings'],
    reachedBy: 'handoverAt',
  },
  { code: 'ACCEPTED', label: '已受理', tone: 'progress', locks: accepted, reachedBy: 'acceptedAt' },
  {
    code: 'DISPOSING',
    label: '处置中',
    tone: 'progress',
    locks: accepted,
    opens: disposing,
    reachedBy: 'dispositionAt',
  },
  { code: 'FILED', label: '已立案', tone: 'warning', locks: filed, reachedBy: 'filedAt' },
  { code: 'DONE', label: '已办结', tone: 'success', final: true, reachedBy: 'concludedAt' },
  { code: 'ARCHIVED', label: '已归档', tone: 'success', final: true, reachedBy: 'archiveBoxNo' },
];
