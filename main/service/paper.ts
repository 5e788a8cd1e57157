/** From a print job to a document with a preview: laid out by Chromium once, then kept in memory. */
import { dayBefore } from '../../domain/calendar/deadlines.ts';
import { refuse } from '../../domain/failure.ts';
import { hostOf } from '../../domain/office.ts';
import { formatMark } from '../../domain/secrecy.ts';
import { chineseDateTime } from '../deps.ts';
import type { FormContext } from '../reports/forms/form.ts';
import { type PrintJob, renderPrintJob } from '../reports/print-job.ts';
import type { WorkbookMeta } from '../reports/workbook.ts';
import type { Desk } from './desk.ts';
import { officeMark } from './marks.ts';
import type { OpenOffice } from './office.ts';
import { knownOffices } from './offices.ts';

export interface KeptDocument {
  readonly document: string;
  readonly pages: number;
  readonly name: string;
  readonly fontWarnings: string[];
  readonly word: boolean;
}

/** Lays the job out and keeps it for preview, saving and printing. `form` is its number in the print log. */
export async function keepDocument(
  desk: Desk,
  job: PrintJob,
  form: string,
  revealed: boolean,
  records: readonly string[] = [],
): Promise<KeptDocument> {
  const { pdf, pages, html } = await renderPrintJob(job, desk.shell.renderPdf);
  const owner = desk.session()?.actor.userId ?? null;
  const document = desk.documents.put({
    ...{ name: job.name, form, pages, pdf, html, job },
    ...{ owner, revealed, records },
  });
  return {
    ...{ document, pages, name: job.name },
    fontWarnings: [...job.fontWarnings],
    word: !job.onlyAsPrinted,
  };
}

/** Names on papers: who issues what a workstation's group wrote is the office whose group it is. */
function issuerNames(office: OpenOffice): (id: string) => string {
  const { id: own, name } = office.info;
  const namesById = new Map(knownOffices(office).map((each) => [each.id, each.name]));
  return (id) => {
    const issuing = hostOf(id) ?? id;
    return issuing === own ? name : (namesById.get(issuing) ?? '');
  };
}

/** What every sheet says of the office, the person and the hour. */
export async function formContext(desk: Desk): Promise<FormContext> {
  const { info, vault, engine } = desk.office();
  const nameOfOffice = issuerNames(desk.office());
  const { ledgerLists, rules, calendar } = engine.reference();
  return {
    ...(await desk.fonts()),
    officeName: nameOfOffice(info.id) || info.name,
    nameOfOffice,
    userName: desk.person().actor.name,
    printedAt: chineseDateTime(desk.now()),
    officeMark: officeMark(vault),
    ledgerLists,
    dayBefore: (rule, day) => dayBefore(rules, rule, day, calendar) ?? '',
  };
}

/** What every workbook of figures says of the office, the person and the hour. */
export function workbookMeta(desk: Desk): Omit<WorkbookMeta, 'rowTitle' | 'issued'> {
  const { info, vault } = desk.office();
  return {
    officeName: info.name,
    exporter: desk.person().actor.name,
    time: desk.now(),
    mark: formatMark(officeMark(vault)),
  };
}

/** Rows of one paper or workbook of the kind. */
export const mostOnPaper = 5000;

/** Throws ExpectedError `TooManyForPaper`; `unit` counts the rows, e.g. 件. */
export function refuseTooManyOnPaper(count: number, unit: string): void {
  if (count <= mostOnPaper) return;
  refuse(
    'TooManyForPaper',
    `一次最多打印、导出${mostOnPaper}${unit}。`,
    '当前列表超过了这个数目。',
    '请先筛选（如按类型、名称或者日期）后再办理。',
  );
}
