/** The forms the office can print, and how each is laid out. */
import type { MediumEntry } from '../../domain/media.ts';
import type { RecordFormId } from '../../domain/registers/registers.ts';
import { formatMark } from '../../domain/secrecy.ts';
import type { Output } from '../../preload/contract/contract.ts';
import type { IssuedMark } from './issued-mark.ts';
import type { ReportTable } from './table.ts';
import { carrierHandoverForm, type Handover } from './forms/carrier-handover.ts';
import {
  asRegistered,
  formatDay,
  markOfRecords,
  watermarkOf,
  type Extra,
  type FormContext,
  type FormParts,
} from './forms/form.ts';
import {
  carrierBookForm,
  type CarrierLine,
  mediaListForm,
  mediaUseForm,
  type UseLine,
} from './forms/media-lists.ts';
import { destructionForm, loanBookForm, type DestructionSheet, type LoanLine } from './forms/media-life.ts';
import { packageListForm, type PackageSheet } from './forms/package-list.ts';
import type { PrintedRecord } from './forms/printed-record.ts';
import { recoverySheetForm, type RecoverySheet } from './forms/recovery-sheet.ts';
import { receiptSheetForm, type ReceiptSheet } from './forms/receipt-sheet.ts';
import { type WipingSheet, wipingSheetForm } from './forms/planning/workstation-wiping.ts';
import { transferApprovalForm } from './forms/transfer-approval.ts';
import { statisticsForm } from './forms/statistics.ts';
import { createPrintJob, type FontDep, type PrintJob } from './print-job.ts';
import { recordForm, recordForms } from './record-forms.ts';

export type FormInfo = Output<'paper.forms'>['forms'][number];

/** What `paper.forms` lists. */
export const forms: readonly FormInfo[] = [
  ...recordForms.map(({ id, name, takes, landscape }) => ({ id, name, takes, landscape })),
  { id: 'F45', name: '涉密载体交接单', takes: 'handover', landscape: true },
  { id: 'F46', name: '载体收发登记簿', takes: 'ledger', landscape: true },
  { id: 'F47', name: '移动存储介质台账', takes: 'ledger', landscape: true },
  { id: 'F48', name: '移动存储介质领用归还登记表', takes: 'ledger', landscape: true },
  { id: 'F49', name: '介质使用情况登记表', takes: 'ledger', landscape: true },
  { id: 'F50', name: '涉密载体（介质）销毁清单及审批表', takes: 'ledger', landscape: false },
  { id: 'F51', name: '数据导入/导出审批单', takes: 'package', landscape: false },
  { id: 'F52', name: '数据包清单与回执', takes: 'package', landscape: false },
];

/** Books of the carriers; null is the blank book, to be kept by hand. */
export type LedgerInput =
  | { readonly form: 'F46'; readonly carriers: readonly CarrierLine[] | null; readonly extra: Extra }
  | { readonly form: 'F47'; readonly media: readonly MediumEntry[] | null; readonly extra: Extra }
  | { readonly form: 'F48'; readonly loans: readonly LoanLine[] | null; readonly extra: Extra }
  | { readonly form: 'F49'; readonly uses: readonly UseLine[] | null; readonly extra: Extra }
  | { readonly form: 'F50'; readonly sheets: readonly DestructionSheet[] | null; readonly extra: Extra };

/** What a form is filled from; no record, package or handover leaves it blank. */
export type FormInput =
  | {
      readonly form: RecordFormId;
      readonly records: readonly PrintedRecord[];
      /** What the list covers, e.g. 2026年1月1日至2026年3月31日; '' for none. */
      readonly period: string;
      readonly extra: Extra;
    }
  | { readonly form: 'F45'; readonly handover: Handover | null; readonly mark: string; readonly extra: Extra }
  | LedgerInput
  | {
      readonly form: 'F51';
      readonly package: PackageSheet | null;
      readonly mark: string;
      readonly extra: Extra;
    }
  | {
      readonly form: 'F52';
      readonly package: PackageSheet | null;
      /** Set for a receipt, which has a sheet of its own. */
      readonly receipt?: ReceiptSheet;
      readonly mark: string;
      readonly extra: Extra;
    };

/** Lays a form out. The paper carries the highest mark of what is on it. */
export function layForm(context: FormContext, input: FormInput): PrintJob {
  const mark =
    'records' in input
      ? markOfRecords(context, input.records)
      : ('mark' in input && input.mark) || formatMark(context.officeMark);
  const trace = 'records' in input ? copiedBy(context, input) : '';
  return createPrintJob(context, {
    ...partsOf(context, input),
    mark,
    watermark: watermarkOf(context),
    trace,
  });
}

/**
 * What a copy of another office's document says of who made it and when (翻印件注明翻印机关、日期). A list that the office
 * compiles from its own records and others', and a list under which it hands things over itself, are its own.
 */
function copiedBy(
  context: FormContext,
  { form, records }: Extract<FormInput, { readonly form: RecordFormId }>,
): string {
  const { takes, isHandover = false, byRegistrar = false } = recordForm(form);
  const issuers = byRegistrar ? asRegistered(records) : records;
  const isForeign = issuers.map(({ office }) => context.nameOfOffice(office) !== context.officeName);
  const isCopy = takes === 'query' ? !isForeign.includes(false) : isForeign.includes(true);
  if (records.length === 0 || isHandover || !isCopy) return '';
  return `${context.officeName}　${formatDay(context.printedAt)}翻印`;
}

/** Lays a computed report out, marked as the office marks its own papers; `rowTitle` heads its first column. */
export function layReport(
  context: FormContext,
  report: ReportTable,
  rowTitle: string,
  issued: IssuedMark | null = null,
): PrintJob {
  const mark = formatMark(context.officeMark);
  return createPrintJob(context, {
    ...statisticsForm(context, report, rowTitle, issued),
    mark,
    watermark: watermarkOf(context),
  });
}

/** One page for each share of the recovery key. Nobody is signed in yet, so there is no watermark. */
export function layRecoverySheet(deps: FontDep, sheet: RecoverySheet, mark: string): PrintJob {
  return createPrintJob(deps, { ...recoverySheetForm(sheet), mark, watermark: '' });
}

/** F55 as the workstation itself prints it before it is wiped. */
export function layWipingSheet(context: FormContext, sheet: WipingSheet): PrintJob {
  const mark = formatMark(context.officeMark);
  return createPrintJob(context, { ...wipingSheetForm(sheet), mark, watermark: watermarkOf(context) });
}

function partsOf(context: FormContext, input: FormInput): FormParts {
  switch (input.form) {
    case 'F45':
      return carrierHandoverForm(input.handover, input.extra);
    case 'F46':
      return carrierBookForm(context, input.carriers, input.extra);
    case 'F47':
      return mediaListForm(context, input.media);
    case 'F48':
      return loanBookForm(context, input.loans, input.extra);
    case 'F50':
      return destructionForm(context, input.sheets);
    case 'F49':
      return mediaUseForm(context, input.uses, input.extra);
    case 'F51':
      return transferApprovalForm(input.package, input.mark, input.extra);
    case 'F52':
      return input.receipt ? receiptSheetForm(input.receipt) : packageListForm(input.package, input.extra);
    default:
      return recordForm(input.form).lay({ ...input, context });
  }
}
