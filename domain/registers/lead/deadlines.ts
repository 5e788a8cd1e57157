/**
 * Which clocks run for a lead, from when to when (reference 3.3.5, 3.5.3). How long they run is in the rule table. The
 * lights are clocks too: one that has run out says which light is on and who is to be reminded.
 */
import type { LightColour } from '../../calendar/lights.ts';
import type { DeadlineUse, Values } from '../../register.ts';
import { dateOf } from '../common/rules.ts';

function disposedAs(values: Values, disposition: string, key: string): string | undefined {
  return values['disposition'] === disposition ? dateOf(values, key) : undefined;
}

/** Talking or writing has come to an end when it has been reported on, or the lead has been finished or filed since. */
const talkedOut = (values: Values): string | undefined =>
  dateOf(values, 'talkReportedAt') ?? dateOf(values, 'filedAt') ?? dateOf(values, 'concludedAt');

const checkedOut = (values: Values): string | undefined =>
  dateOf(values, 'prelimEndAt') ?? dateOf(values, 'filedAt') ?? dateOf(values, 'concludedAt');

/** A clock of 谈话函询 or 初步核实 counted from the day on which the lead was disposed of so. */
function light(
  colour: LightColour,
  rule: string,
  label: string,
  disposition: string,
  met: (values: Values) => string | undefined,
): DeadlineUse {
  const lights = [{ colour, alone: true }] as const;
  return {
    rule,
    label,
    lights,
    start: (values) => disposedAs(values, disposition, 'dispositionAt'),
    met,
  };
}

/** 绿色通道 leads go before others, 直查快办 does not wait for the round to end: both show in how soon they are handed over. */
const priority: readonly DeadlineUse[] = [
  {
    rule: 'L_GREEN_HANDOVER',
    label: '绿色通道移交',
    start: (values) => (values['greenChannel'] === true ? dateOf(values, 'registeredAt') : undefined),
    met: (values) => dateOf(values, 'handoverAt'),
  },
  {
    rule: 'L_FAST_HANDOVER',
    label: '直查快办移交',
    start: (values) => (values['fastTrack'] === true ? dateOf(values, 'approvedAt') : undefined),
    met: (values) => dateOf(values, 'handoverAt'),
  },
];

const procedure: readonly DeadlineUse[] = [
  {
    rule: 'L_DISPOSE_OPINION',
    label: '提出处置意见',
    start: (values) => dateOf(values, 'acceptedAt'),
    // Leads from before this field was kept have the day alone.
    met: (values) => dateOf(values, 'firstDispositionAt') ?? dateOf(values, 'dispositionAt'),
    lights: [{ colour: 'BLUE' }],
  },
  {
    rule: 'L_LETTER_REPLY',
    label: '函询回复',
    start: (values) => disposedAs(values, 'TALK_LETTER', 'letterSentAt'),
    met: (values) => dateOf(values, 'letterRepliedAt') ?? dateOf(values, 'concludedAt'),
  },
  {
    rule: 'L_TALKLETTER_REPORT',
    label: '谈话函询报告',
    start: (values) =>
      disposedAs(values, 'TALK_LETTER', 'talkEndedAt') ??
      disposedAs(values, 'TALK_LETTER', 'letterRepliedAt'),
    met: talkedOut,
  },
  {
    rule: 'L_PRELIM',
    label: '初步核实',
    start: (values) => disposedAs(values, 'PRELIM', 'prelimStartAt'),
    met: checkedOut,
  },
  {
    rule: 'L_FEEDBACK',
    label: '办理情况反馈',
    start: (values) => dateOf(values, 'handoverAt'),
    met: (values) => dateOf(values, 'replyAt'),
    extendedDue: (values) => dateOf(values, 'extendedDueAt'),
    dueField: 'replyDueAt',
  },
  {
    rule: 'L_LONGSTOP',
    label: '反馈后办结',
    start: (values) => dateOf(values, 'replyAt'),
    met: (values) => dateOf(values, 'concludedAt'),
  },
  {
    rule: 'L_SUSPEND_REVIEW',
    label: '暂存待查清理',
    start: (values) =>
      disposedAs(values, 'SUSPEND', 'suspendReviewedAt') ?? disposedAs(values, 'SUSPEND', 'dispositionAt'),
    met: (values) => dateOf(values, 'concludedAt'),
    dueField: 'suspendReviewDueAt',
  },
];

const lights: readonly DeadlineUse[] = [
  light('BLUE', 'L_BLUE_TALK', '蓝灯：谈话函询（电话提醒）', 'TALK_LETTER', talkedOut),
  light('YELLOW', 'L_YELLOW_TALK', '黄灯：谈话函询（提示函）', 'TALK_LETTER', talkedOut),
  light('RED', 'L_RED_TALK', '红灯：谈话函询（督办函）', 'TALK_LETTER', talkedOut),
  light('YELLOW', 'L_YELLOW_PRELIM', '黄灯：初步核实（提示函）', 'PRELIM', checkedOut),
  light('RED', 'L_RED_PRELIM', '红灯：初步核实（督办函）', 'PRELIM', checkedOut),
];

/** L_DISPOSE_OPINION is the blue light of a lead nobody has said yet what to do with. */
export const leadDeadlines: readonly DeadlineUse[] = [...priority, ...procedure, ...lights];
