/** Rules over a whole record of 成果运用, checked at every save. */
import type { RecordCheck } from '../../register.ts';
import { filled, refuseDisorder } from '../common/rules.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';

/** About named cadres: which person the answer is about must be on record. */
const aboutPeople: readonly string[] = ['ASSESSMENT', 'APPOINTMENT', 'HONOUR'];

export const resultUseChecks: readonly RecordCheck[] = [
  secrecyCheck,
  {
    key: 'datesInOrder',
    severity: 'error',
    check: ({ values, today }) =>
      refuseDisorder(values, today, 'draftedAt', '拟稿日期', 'sentAt', '发出日期') ??
      refuseDisorder(values, today, 'sentAt', '发出日期', 'replyAt', '回复日期'),
  },
  {
    key: 'replyDueWithoutReply',
    severity: 'error',
    check: ({ values }) =>
      filled(values['replyDueAt']) && values['needsReply'] !== true
        ? {
            type: 'ReplyDueWithoutReply',
            what: '填写了回复期限，但没有要求回复。',
            why: '只有要求回复的才计算回复期限。',
            next: '请把“要求回复”改为“是”，或者清空回复期限。',
            fields: { needsReply: '填了回复期限的须为“是”。' },
          }
        : undefined,
  },
  {
    key: 'nobodyNamed',
    severity: 'warning',
    check: ({ values, children }) =>
      aboutPeople.includes(String(values['kind'])) && (children['people']?.length ?? 0) === 0
        ? {
            type: 'NobodyNamed',
            what: '没有登记涉及的干部。',
            why: '考核评价、选拔任用、评先评优的意见是对具体干部作出的，没有姓名就查不到。',
            next: '请在“涉及人员”中登记；对单位作出的，说明后保存。',
          }
        : undefined,
  },
];
