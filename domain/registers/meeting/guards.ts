/** What must hold before a step of 会议 (reference 3.19), each as a refusal the clerk can act on. */
import { filled, refuseDisorder, refuseFuture, type Guard } from '../common/rules.ts';

export const wasHeld: Guard = ({ values, today }) => refuseFuture(values, today, 'heldAt', '会议日期');

export const somebodyPresent: Guard = ({ children }) =>
  (children['attendees'] ?? []).some(({ values }) => values['role'] !== 'ABSENT')
    ? undefined
    : {
        type: 'NobodyPresent',
        what: '还没有登记参会人员。',
        why: '谁到会、谁请假，是会议签到和纪要的依据。',
        next: '请点“修改”，在“参会人员”中登记到会的人员后再办理。',
      };

export const decidedSomething: Guard = ({ values, children }) =>
  filled(values['decisions']) || (children['topics'] ?? []).some(({ values: row }) => filled(row['decision']))
    ? undefined
    : {
        type: 'NothingDecided',
        what: '还没有登记议定事项，不能签发纪要。',
        why: '纪要记载会议决定的事项。',
        next: '请点“修改”，填写“议定事项”或者各议题的“决定”。',
      };

export const minutesInOrder: Guard = ({ values, today }) =>
  refuseDisorder(values, today, 'heldAt', '会议日期', 'minutesAt', '纪要签发日期');

export const minutesComplete: Guard = ({ values }) =>
  values['needsMinutes'] !== true || filled(values['minutesAt'])
    ? undefined
    : {
        type: 'MinutesMissing',
        what: '纪要还没有签发，不能归档。',
        why: '这次会议登记为须印发纪要。',
        next: '请先签发纪要；不印发的，请把“须印发纪要”改为“否”。',
      };
