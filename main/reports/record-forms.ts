/** The forms that are filled from records of a register: one line for each. */
import type { Values } from '../../domain/register.ts';
import type { RecordFormId, RegisterId } from '../../domain/registers/registers.ts';
import { volumeContentsForm, volumeCoverForm, volumeNoteForm } from './forms/archive-volume.ts';
import { closeOutForm } from './forms/close-out.ts';
import { duplicatesForm } from './forms/duplicates.ts';
import { evaluationForm } from './forms/evaluation.ts';
import type { Extra, FormContext, FormParts } from './forms/form.ts';
import { feedbackRecordForm } from './forms/feedback-record.ts';
import { fundComparisonForm } from './forms/fund-comparison.ts';
import { handoverListForm } from './forms/handover-list.ts';
import { interferenceForm } from './forms/interference.ts';
import { ledgerForm } from './forms/ledger.ts';
import { meetingMinutesForm } from './forms/meeting-minutes.ts';
import { ledgerListsForm } from './forms/ledger-lists.ts';
import { immediateForm, urgeForm, warningForm } from './forms/notices.ts';
import type { PrintedRecord } from './forms/printed-record.ts';
import { problemDraftForm } from './forms/problem-draft.ts';
import { acknowledgementForm, problemListForm } from './forms/problem-lists.ts';
import { progressReportForm } from './forms/progress-report.ts';
import { proposalForm } from './forms/proposal.ts';
import { callForm, visitForm } from './forms/reception.ts';
import { registrationForm } from './forms/registration.ts';
import { sealedDirectForm } from './forms/sealed-direct.ts';
import { transferLetterForm } from './forms/transfer-letter.ts';
import { leadForms } from './lead-forms.ts';
import { planningForms } from './planning-forms.ts';

/** What a form is laid out from; no record at all leaves it blank. */
export interface RecordFormInput {
  readonly context: FormContext;
  readonly records: readonly PrintedRecord[];
  /** What the list covers, e.g. 2026年1月1日至2026年3月31日; '' for none. */
  readonly period: string;
  readonly extra: Extra;
}

export interface RecordForm {
  readonly id: RecordFormId;
  readonly name: string;
  readonly register: RegisterId;
  /** One record, records chosen in the list, or everything the list shows. */
  readonly takes: 'record' | 'records' | 'query';
  readonly landscape: boolean;
  /** A book or list that is kept (登记簿, 台账, 清单): it runs in the order of its numbers, however the list is sorted. */
  readonly byNumber?: true;
  /**
   * The paper goes to the inspected organisation, always or when one of the records says so: nothing of a petitioner may
   * stand on it (reference 6.4).
   */
  readonly forTarget?: true | ((values: Values) => boolean);
  /** The office that prints it hands over what stands on it, whoever registered it. */
  readonly isHandover?: true;
  /** A letter of the office that registered what it is about, whoever owns that since (移交). */
  readonly byRegistrar?: true;
  /** What is asked for beside the records when they name nobody whom it is sent to. */
  readonly sentTo?: string;
  readonly lay: (input: RecordFormInput) => FormParts;
}

export const recordForms: readonly RecordForm[] = [
  {
    id: 'F01',
    name: '信访件登记表',
    register: 'petition',
    takes: 'record',
    landscape: false,
    lay: ({ records }) => registrationForm(records),
  },
  {
    id: 'F04',
    name: '信访件呈批（拟办）单',
    register: 'petition',
    takes: 'record',
    landscape: false,
    lay: ({ records, extra }) => proposalForm(records, extra),
  },
  {
    id: 'F05',
    name: '信访件转办（交办）函',
    register: 'petition',
    takes: 'record',
    landscape: false,
    // The unit it is sent to may be the one complained of.
    forTarget: true,
    sentTo: '主送单位',
    lay: ({ context, records, extra }) => transferLetterForm(context, records, extra),
  },
  {
    id: 'F06',
    name: '信访件移交清单',
    register: 'petition',
    takes: 'records',
    landscape: true,
    isHandover: true,
    lay: ({ context, records, extra }) => handoverListForm(context, records, extra),
  },
  {
    id: 'F07',
    name: '信访件登记台账',
    register: 'petition',
    takes: 'query',
    byNumber: true,
    landscape: true,
    lay: ({ context, records, period }) => ledgerForm(context, records, period),
  },
  {
    id: 'F08',
    name: '径送登记单',
    register: 'petition',
    takes: 'query',
    byNumber: true,
    landscape: true,
    lay: ({ context, records, period }) => sealedDirectForm(context, records, period),
  },
  {
    id: 'F09',
    name: '实名举报受理、办结反馈记录',
    register: 'petition',
    takes: 'record',
    landscape: false,
    lay: ({ records, extra }) => feedbackRecordForm(records, extra),
  },
  {
    id: 'F10',
    name: '重复件关联表',
    register: 'petition',
    takes: 'query',
    landscape: true,
    lay: ({ context, records, period }) => duplicatesForm(context, records, period),
  },
  {
    id: 'F02',
    name: '来访接待登记表',
    register: 'reception',
    takes: 'record',
    landscape: false,
    lay: ({ records }) => visitForm(records),
  },
  {
    id: 'F03',
    name: '来电（短信）记录表',
    register: 'reception',
    takes: 'record',
    landscape: false,
    lay: ({ records }) => callForm(records),
  },
  ...leadForms,
  {
    id: 'F32',
    name: '三数比对表',
    register: 'fundComparison',
    takes: 'records',
    landscape: true,
    forTarget: true,
    lay: ({ context, records, period }) => fundComparisonForm(context, records, period),
  },
  {
    id: 'F19',
    name: '巡察问题底稿',
    register: 'problemDraft',
    takes: 'record',
    landscape: false,
    lay: ({ records }) => problemDraftForm(records),
  },
  {
    id: 'F20',
    name: '巡察反馈问题清单',
    register: 'problem',
    takes: 'query',
    byNumber: true,
    landscape: true,
    forTarget: true,
    lay: ({ context, records, period, extra }) => problemListForm(context, records, period, extra),
  },
  {
    id: 'F30',
    name: '巡察反馈问题认领书',
    register: 'problem',
    takes: 'query',
    byNumber: true,
    landscape: false,
    forTarget: true,
    lay: ({ context, records }) => acknowledgementForm(context, records),
  },
  {
    id: 'F26',
    name: '集中整改进展情况报告',
    register: 'rectPlan',
    takes: 'record',
    landscape: false,
    forTarget: true,
    lay: ({ records }) => progressReportForm(records),
  },
  {
    id: 'F31',
    name: '整改评估评分表',
    register: 'rectPlan',
    takes: 'record',
    landscape: false,
    lay: ({ context, records }) => evaluationForm(context, records),
  },
  {
    id: 'F21',
    name: '整改任务清单',
    register: 'rectItem',
    takes: 'query',
    byNumber: true,
    landscape: true,
    forTarget: true,
    lay: ({ context, records, extra }) => ledgerListsForm(context, records, 'TASK', extra),
  },
  {
    id: 'F22',
    name: '整改责任清单',
    register: 'rectItem',
    takes: 'query',
    byNumber: true,
    landscape: true,
    forTarget: true,
    lay: ({ context, records, extra }) => ledgerListsForm(context, records, 'DUTY', extra),
  },
  {
    id: 'F23',
    name: '整改台账',
    register: 'rectItem',
    takes: 'query',
    byNumber: true,
    landscape: true,
    forTarget: true,
    lay: ({ context, records, extra }) => ledgerListsForm(context, records, 'LEDGER', extra),
  },
  {
    id: 'F24',
    name: '整改事项销号申请审核表',
    register: 'rectItem',
    takes: 'record',
    landscape: false,
    forTarget: true,
    lay: ({ records }) => closeOutForm(records),
  },
  {
    id: 'F27',
    name: '预警函',
    register: 'urgeNotice',
    takes: 'record',
    landscape: false,
    forTarget: true,
    lay: ({ context, records }) => warningForm(context, records),
  },
  {
    id: 'F28',
    name: '督办单（提示函）',
    register: 'urgeNotice',
    takes: 'record',
    landscape: false,
    forTarget: true,
    lay: ({ context, records }) => urgeForm(context, records),
  },
  {
    id: 'F29',
    name: '立行立改通知书',
    register: 'urgeNotice',
    takes: 'record',
    landscape: false,
    forTarget: true,
    lay: ({ context, records }) => immediateForm(context, records),
  },
  {
    id: 'F43',
    name: '会议纪要',
    register: 'meeting',
    takes: 'record',
    landscape: false,
    lay: ({ records }) => meetingMinutesForm(records),
  },
  {
    id: 'F42',
    name: '说情打招呼登记表',
    register: 'interferenceLog',
    takes: 'record',
    landscape: false,
    lay: ({ records }) => interferenceForm(records),
  },
  {
    id: 'F57',
    name: '案卷封面',
    register: 'archiveFile',
    takes: 'record',
    landscape: false,
    lay: ({ context, records }) => volumeCoverForm(context, records),
  },
  {
    id: 'F56',
    name: '卷内文件目录',
    register: 'archiveFile',
    takes: 'record',
    landscape: false,
    lay: ({ records }) => volumeContentsForm(records),
  },
  {
    id: 'F58',
    name: '备考表',
    register: 'archiveFile',
    takes: 'record',
    landscape: false,
    lay: ({ records }) => volumeNoteForm(records),
  },
  ...planningForms,
];

export function recordForm(id: RecordFormId): RecordForm {
  const form = recordForms.find((each) => each.id === id);
  if (!form) throw new Error(`no form ${id}`);
  return form;
}
