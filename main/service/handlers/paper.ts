/** Forms: laid out once, then previewed, saved and printed from memory; every sheet that leaves is logged. */
import { mayPrint } from '../../../domain/access/permissions.ts';
import { refuse } from '../../../domain/failure.ts';
import { formApplies } from '../../../domain/forms-offered.ts';
import type { Register } from '../../../domain/register.ts';
import { registerOf, type RecordFormId, type RegisterId } from '../../../domain/registers/registers.ts';
import type { Parsed } from '../../../preload/contract/contract.ts';
import { getPackage } from '../../exchange/ledger/packages.ts';
import { mayReadOf } from '../../registers/told.ts';
import { readPrintedRecords, withDuplicateGroups } from '../../reports/form-data.ts';
import type { WrittenText } from '../../registers/leaks.ts';
import type { Extra } from '../../reports/forms/form.ts';
import { type FormInput, forms, layForm, type LedgerInput } from '../../reports/forms.ts';
import { recordForm, recordForms } from '../../reports/record-forms.ts';
import { writeWord } from '../../reports/word/word-writer.ts';
import type { Desk } from '../desk.ts';
import { checkDisclosure, refusePrinting, searcher } from '../disclosure.ts';
import type { PaperDocument } from '../documents.ts';
import { refuseLeaks } from '../leak-guard.ts';
import { writeOutputFile } from '../output-file.ts';
import {
  carrierLines,
  destructionSheets,
  mediumLoans,
  mediumUses,
  mobileMedia,
  within,
  withinDays,
} from '../media-paper.ts';
import { handoverOf, packageSheetOf } from '../package-paper.ts';
import { formContext, keepDocument, mostOnPaper, refuseTooManyOnPaper } from '../paper.ts';
import { logPrint, readPrintLog } from '../print-log.ts';
import type { OpenOffice } from '../office.ts';
import { receiptInside, receiptSheetOf } from '../receipt-paper.ts';
import { regionLabel } from '../regions.ts';
import type { Handlers } from '../router.ts';
import { noteSheet } from '../workstation-statement.ts';

type PaperHandlers = Pick<
  Handlers,
  | 'paper.forms'
  | 'paper.form'
  | 'paper.pdf'
  | 'paper.savePdf'
  | 'paper.saveWord'
  | 'paper.print'
  | 'paper.log'
>;

export function paperHandlers(desk: Desk): PaperHandlers {
  const documentOf = (id: string): PaperDocument =>
    desk.documents.get(id, desk.session()?.actor.userId ?? null);
  return {
    'paper.forms': () => ({
      forms: forms.filter(({ id, takes }) => {
        if (takes === 'ledger') return mayReadLedger(desk);
        const filled = recordForms.find((each) => each.id === id);
        return !filled || mayPrint(desk.person().actor.permissions, registerOf(filled.register));
      }),
    }),
    'paper.form': async ({ input, job }) => {
      const context = await formContext(desk);
      job.progress(0, 0, '正在排版');
      const written: WrittenText[] = [];
      const filled = await formInput(desk, input, (text) => written.push(text));
      const laid = layForm(context, filled);
      await refuseLeaksOn(desk, input, filled, written);
      const records = 'records' in filled ? filled.records.map(({ id }) => id) : [];
      const kept = await keepDocument(desk, laid, input.form, input.reveal !== null, records);
      desk.trace({
        action: 'paper.form',
        entity: input.form,
        entityNo: numbersOn(filled),
        detail: `${formName(input.form)}，${kept.pages}页，${input.reveal === null ? '不含' : '含'}反映人信息`,
        ...(input.reveal === null ? {} : { reason: input.reveal }),
      });
      return kept;
    },
    'paper.pdf': ({ input }) => ({ content: new Uint8Array(documentOf(input.document).pdf) }),
    'paper.savePdf': async ({ input, path }) => {
      const document = documentOf(input.document);
      logOutput(desk, document, 1, '另存PDF', 'paper.savePdf');
      await writeOutputFile(path(input.file), [document.pdf]);
      noteSheet(desk, document.form, 'paper.savePdf');
      return {};
    },
    'paper.saveWord': async ({ input, path, job }) => {
      const document = documentOf(input.document);
      if (document.job.onlyAsPrinted) refuseOnlyAsPrinted();
      job.progress(0, 0, '正在生成Word文档');
      const order = { job: document.job, creator: desk.person().actor.name };
      const written = await writeWord(desk, job.signal, order);
      logOutput(desk, document, 1, '另存Word', 'paper.saveWord');
      await writeOutputFile(path(input.file), [written]);
      return {};
    },
    'paper.print': async ({ input }) => {
      const document = documentOf(input.document);
      logOutput(desk, document, input.copies, `打印（${input.printer || '默认打印机'}）`, 'paper.print');
      const { printer, copies, duplex } = input;
      await desk.shell.print({ html: document.html, printer, copies, duplex });
      noteSheet(desk, document.form, 'paper.print');
      return {};
    },
    'paper.log': ({ input }) => {
      const { vault, userName } = desk.office();
      return readPrintLog(vault, userName, input.offset, input.limit);
    },
  };
}

/** Before the sheet leaves: a print that cannot be logged does not happen. The recovery sheet has no office yet. */
function logOutput(
  desk: Desk,
  document: PaperDocument,
  copies: number,
  how: string,
  action: 'paper.print' | 'paper.savePdf' | 'paper.saveWord',
): void {
  const office = desk.officeOrNull();
  if (!office) return;
  desk.commit(['prints'], (tx) => {
    logPrint(tx, office, desk.person().actor.userId, document, copies, how);
    return {
      output: undefined,
      audit: {
        action,
        entity: document.form,
        detail: `${document.name}，${document.pages}页×${copies}份，${how}`,
      },
    };
  });
}

function refuseOnlyAsPrinted(): never {
  refuse(
    'OnlyAsPrinted',
    '这份文件不能另存为Word。',
    '它是软件对数据包、密钥或者清理情况的证明，改动以后就没有效力。',
    '请打印，或者保存为PDF。',
  );
}

function formName(form: string): string {
  return forms.find((each) => each.id === form)?.name ?? form;
}

const mostNamed = 20;

/** Whose letters, for the log: above all when petitioners stand on the sheet in clear. */
function numbersOn(filled: FormInput): string {
  if (!('records' in filled)) return '';
  const numbers = filled.records.map(({ no }) => no);
  const named = numbers.slice(0, mostNamed).join('、');
  return numbers.length > mostNamed ? `${named}等${numbers.length}件` : named;
}

/** The records a form is filled from: those named, or everything the query matches. */
function recordIds(desk: Desk, input: Parsed<'paper.form'>, byNumber: boolean): readonly string[] {
  if (input.blank) return [];
  if (!input.query) return input.records;
  const query = byNumber
    ? { ...input.query, sort: [{ field: 'no', direction: 'asc' as const }] }
    : input.query;
  const ids = desk.office().engine.matchingIds(searcher(desk), query, mostOnPaper + 1);
  refuseTooManyOnPaper(ids.length, '件');
  return ids;
}

/** A form is not filled from a record it is not made for. */
function refuseOthers(desk: Desk, form: RecordFormId, id: RegisterId, ids: readonly string[]): void {
  const { engine } = desk.office();
  const register: Register = registerOf(id);
  if (register.formsWhen?.[form] === undefined) return;
  const other = ids.find((each) => !formApplies(register, form, engine.valuesOf(id, each)));
  if (other === undefined) return;
  refuse(
    'FormDoesNotApply',
    `没有生成${formName(form)}。`,
    `所选的${register.label}中有不适用这张表的${register.unit}。`,
    '请改选适用的表格，或者只选适用的记录。',
  );
}

async function formInput(
  desk: Desk,
  input: Parsed<'paper.form'>,
  onText: (written: WrittenText) => void,
): Promise<FormInput> {
  const { engine } = desk.office();
  const revealed = input.reveal !== null;
  if (revealed) checkDisclosure(desk, '打印');
  switch (input.form) {
    case 'F45':
      return {
        form: 'F45',
        ...handoverOf(desk.office(), input.blank ? null : input.package),
        extra: input.extra,
      };
    case 'F46':
    case 'F47':
    case 'F48':
    case 'F49':
    case 'F50':
      return ledgerInput(desk, input, input.form);
    case 'F51':
      return {
        form: 'F51',
        ...packageSheetOf(desk.office(), input.blank ? null : input.package),
        extra: input.extra,
      };
    case 'F52':
      return packageInput(desk.office(), input.blank ? null : input.package, input.extra);
    default: {
      const { register, byNumber } = recordForm(input.form);
      if (!mayPrint(desk.person().actor.permissions, registerOf(register)))
        refusePrinting(registerOf(register));
      if (input.query && input.query.register !== register) throw new Error('a form of another register');
      const ids = recordIds(desk, input, byNumber === true);
      refuseOthers(desk, input.form, register, ids);
      const mayRead = mayReadOf(engine.context, desk.person().actor);
      const options = { revealed, mayRead, regionName: regionLabel, onText };
      const all = input.form === 'F10' ? withDuplicateGroups(engine.context, ids) : ids;
      return {
        form: input.form,
        records: readPrintedRecords(engine.context, register, all, options),
        period: input.extra['period'] ?? '',
        extra: input.extra,
      };
    }
  }
}

/** What was taken for a paper that goes to the inspected organisation, and what was typed for it just now. */
async function refuseLeaksOn(
  desk: Desk,
  input: Parsed<'paper.form'>,
  filled: FormInput,
  written: readonly WrittenText[],
): Promise<void> {
  if (!('records' in filled)) return;
  const { register, forTarget, sentTo = '' } = recordForm(filled.form);
  const { engine } = desk.office();
  const records = filled.records.map(({ id }) => ({ register, id }));
  const goes =
    forTarget === true ||
    (forTarget && records.some(({ id }) => forTarget(engine.valuesOf(register, id)))) === true;
  const typed = Object.entries(filled.extra)
    .filter(([, text]) => text.trim() !== '')
    .map(([key, text]) => ({ no: '', label: `本次填写的“${key}”`, text }));
  // An empty sheet to be filled in by hand says nothing of anybody.
  if (!goes || records.length + typed.length === 0) return;
  await refuseLeaks(desk, {
    name: formName(filled.form),
    entity: filled.form,
    records,
    sentTo: [filled.extra[sentTo]?.trim() ?? ''].filter(Boolean),
    written: [...written, ...typed],
    witness: input.witness,
  });
}

/** Whoever may see the ledger may print its books. */
function ledgerInput(
  desk: Desk,
  { blank: isBlank, extra, records }: Parsed<'paper.form'>,
  form: LedgerInput['form'],
): LedgerInput {
  if (!mayReadLedger(desk)) refuseLedger();
  const office = desk.office();
  refuseNoPeriod(extra);
  const isMeant = within(extra);
  if (form === 'F46') return { form, carriers: isBlank ? null : carrierLines(office, isMeant), extra };
  if (form === 'F47') return { form, media: isBlank ? null : mobileMedia(office), extra };
  if (form === 'F48') return { form, loans: isBlank ? null : mediumLoans(office, extra), extra };
  if (form === 'F50') {
    const sheets = isBlank ? null : destructionSheets(office, records, withinDays(extra));
    return { form, sheets, extra };
  }
  return { form, uses: isBlank ? null : mediumUses(office, isMeant), extra };
}

/** Days the wrong way round hold nothing, and a book of nothing would be signed as one. */
function refuseNoPeriod(extra: Extra): void {
  const [from, to] = [extra['起始日期'] ?? '', extra['截止日期'] ?? ''];
  if (from === '' || to === '' || from <= to) return;
  refuse('PeriodBackwards', '没有生成登记簿。', '起始日期晚于截止日期。', '请改正起始日期或者截止日期。');
}

function mayReadLedger(desk: Desk): boolean {
  return desk.person().actor.permissions.has('exchange.read');
}

function refuseLedger(): never {
  refuse(
    'PrintingNotAllowed',
    '您不能打印载体和介质的登记簿。',
    '只有能查看数据交换和介质台账的岗位可以打印。',
    '请由相应岗位的人员打印，或请安全保密管理员调整授权。',
  );
}

async function packageInput(
  office: OpenOffice,
  id: string | null,
  extra: Extra,
): Promise<Extract<FormInput, { readonly form: 'F52' }>> {
  const sheet = { form: 'F52' as const, ...packageSheetOf(office, id), extra };
  const record = id === null ? undefined : getPackage(office.vault, id);
  const receipt = record && (await receiptInside(office, record));
  return receipt ? { ...sheet, receipt: receiptSheetOf(office, record, receipt) } : sheet;
}
