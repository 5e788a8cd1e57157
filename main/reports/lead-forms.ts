/** The forms that are filled from leads (reference 4.2, F11 to F18). */
import type { Values } from '../../domain/register.ts';
import { leadConsultationForm, dualReportForm, leadFeedbackForm } from './forms/lead/lead-feedback.ts';
import { leadHandoverListForm, leadLetterForm } from './forms/lead/lead-handover.ts';
import { leadLibraryForm } from './forms/lead/lead-library.ts';
import { leadApprovalForm, leadRegistrationForm } from './forms/lead/lead-registration.ts';
import type { RecordForm } from './record-forms.ts';

/** 交办: the organisation itself deals with the matter, as decided or so far proposed. */
const handedToTarget = ({ handoverTo, handoverSuggest }: Values): boolean =>
  (handoverTo ?? handoverSuggest) === 'TARGET_ORG';

const sheet = { register: 'lead', takes: 'record', landscape: false } as const;

export const leadForms: readonly RecordForm[] = [
  {
    ...sheet,
    id: 'F11',
    name: '问题线索登记表',
    lay: ({ records, extra }) => leadRegistrationForm(records, extra),
  },
  {
    ...sheet,
    id: 'F12',
    name: '问题线索移交审批表',
    lay: ({ records, extra }) => leadApprovalForm(records, extra),
  },
  {
    id: 'F13',
    name: '问题线索移交清单',
    register: 'lead',
    takes: 'records',
    landscape: true,
    isHandover: true,
    forTarget: handedToTarget,
    sentTo: '接收单位',
    lay: ({ context, records, extra }) => leadHandoverListForm(context, records, extra),
  },
  {
    id: 'F14',
    name: '问题线索移送函',
    register: 'lead',
    takes: 'records',
    landscape: false,
    byRegistrar: true,
    forTarget: handedToTarget,
    sentTo: '主送单位',
    lay: ({ context, records, extra }) => leadLetterForm(context, records, extra),
  },
  {
    ...sheet,
    id: 'F15',
    name: '线索办理情况反馈表',
    lay: ({ records, extra }) => leadFeedbackForm(records, extra),
  },
  { ...sheet, id: 'F16', name: '线索会商纪要', lay: ({ records }) => leadConsultationForm(records) },
  { ...sheet, id: 'F17', name: '双汇报记录表', lay: ({ records }) => dualReportForm(records) },
  {
    id: 'F18',
    name: '巡察线索专库登记簿',
    register: 'lead',
    takes: 'query',
    byNumber: true,
    landscape: true,
    lay: ({ context, records, period }) => leadLibraryForm(context, records, period),
  },
];
