/** What a letter of each kind has to say before it goes out: its number, the day of the reply, when and where to come. */
import { formApplies } from '../../forms-offered.ts';
import type { GuardContext, Values } from '../../register.ts';
import type { ValueCondition } from '../../value-condition.ts';
import type { PaperOf } from '../common/printed-number.ts';
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

/** Which form a letter of each kind is printed on. */
export const noticeFormsWhen = {
  F27: { field: 'kind', is: ['GREEN', 'YELLOW', 'RED'] },
  F28: { field: 'kind', isNot: ['GREEN', 'YELLOW', 'RED', 'IMMEDIATE'] },
  F29: { field: 'kind', is: ['IMMEDIATE'] },
} as const satisfies Readonly<Record<string, ValueCondition>>;

export const noticeForms = ['F27', 'F28', 'F29'] as const satisfies readonly (keyof typeof noticeFormsWhen)[];

/**
 * The paper that goes out names the day that is waited for. A blank is filled in by hand, but a circular without a day has none:
 * it asks for no answer at all.
 */
export const paperSaysDay: Guard = (context) => {
  const { values } = context;
  const said = saidOnPaper(context);
  const onPaper = said?.['replyDueAt'] ?? null;
  if (!said || onPaper === (values['replyDueAt'] ?? null)) return undefined;
  if (onPaper === null && values['kind'] !== 'CIRCULAR') return undefined;
  return {
    type: 'PaperSaysOtherDay',
    what:
      onPaper === null
        ? '印出的通报没有要求回复：打印时还没有填写回复期限。'
        : `印出的文书写的回复期限是${String(onPaper)}，与现在的不同。`,
    why: '接收单位以收到的文书为准，期限须与文书一致。',
    next: '请先点“修改”填好回复期限，重新打印（或者另存PDF）以后再发出；仍按印出的文书发出的，改回原来的回复期限。',
  };
};

/** The paper of the letter's kind. */
export const noticePaper: PaperOf = (values) =>
  noticeForms.find((each) => formApplies({ formsWhen: noticeFormsWhen }, each, values));

function saidOnPaper({ values, saidOn }: GuardContext): Values | undefined {
  const form = noticePaper(values);
  return form === undefined ? undefined : saidOn(form);
}

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
