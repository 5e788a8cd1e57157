/** What a letter of each kind has to say before it goes out: its number, the day of the reply, when and where to come. */
import type { Values } from '../../register.ts';
import { filled, type Guard } from '../common/rules.ts';

/** Letters that go out without a number more often than with one. */
const unnumbered = ['REMINDER', 'ADMONITION', 'INTERVIEW'];

/** A circular tells what happened; it asks for an answer only where it names a day. */
export function wantsNoReply({ kind, replyDueAt }: Values): boolean {
  return kind === 'CIRCULAR' && !filled(replyDueAt);
}

/** A letter that goes out has its number, and says by when it is answered. */
export const readyToSend: Guard = ({ values }) => {
  const fields: Record<string, string> = {};
  if (!filled(values['replyDueAt']) && !wantsNoReply(values)) fields['replyDueAt'] = '请填写回复期限。';
  if (!filled(values['docNo']) && !unnumbered.includes(String(values['kind'])))
    fields['docNo'] = '请填写文号。';
  if (Object.keys(fields).length === 0) return undefined;
  return {
    type: 'LetterIncomplete',
    what: `${fields['docNo'] ? '还没有填写文号' : ''}${fields['docNo'] && fields['replyDueAt'] ? '，' : ''}${fields['replyDueAt'] ? '还没有填写回复期限' : ''}，不能发出。`,
    why: '文书要求在回复期限前书面回复，到期没有回复的由本软件提醒；文号印在文书上，回复和督办都要引用。',
    next: '请填写后再发出；已经印出的，请核对印出的文号、期限。',
    fields,
  };
};

/** Who is called in is told when and where to come. */
export const interviewArranged: Guard = ({ values }) => {
  if (values['kind'] !== 'INTERVIEW') return undefined;
  const missing = (
    [
      ['interviewOn', '约谈日期'],
      ['interviewTime', '约谈时间'],
      ['interviewPlace', '约谈地点'],
    ] as const
  ).filter(([key]) => !filled(values[key]));
  if (missing.length === 0) return undefined;
  return {
    type: 'InterviewNotArranged',
    what: `约谈通知还没有填写${missing.map(([, label]) => label).join('、')}。`,
    why: '约谈通知印出约谈的日期、时间、地点，被约谈人据此到场。',
    next: '请点“修改”补填；已经签发的，先“退回修改”。',
    fields: Object.fromEntries(missing.map(([key]) => [key, '请填写。'])),
  };
};
