/** F48 领用归还登记 and F50 销毁清单及审批 of media (reference 4.2, 3.17). */
import { mediumKindLabels, type MediumDestruction, type MediumEntry } from '../../../domain/media.ts';
import { code, html, keep, lines, type Html } from '../html.ts';
import { boxColumns } from './box.ts';
import {
  dayToWrite,
  emptyRows,
  formatDay,
  issuerOf,
  opinion,
  pair,
  registerTable,
  wide,
  type Column,
  type Extra,
  type FormContext,
  type FormParts,
} from './form.ts';
import { book, periodOf, registerOf, serial } from './media-lists.ts';

/** One time that a medium was out; days are `YYYY-MM-DD`, '' where nothing is known or it is not back. */
export interface LoanLine {
  readonly medium: string;
  readonly level: string;
  readonly lentAt: string;
  readonly borrower: string;
  readonly unit: string;
  readonly purpose: string;
  readonly dueAt: string;
  readonly lentBy: string;
  readonly returnedAt: string;
  readonly returnedBy: string;
  readonly condition: string;
  readonly takenBackBy: string;
}

/** Media that are, or are to be, destroyed together; null for what has not been approved yet. */
export interface DestructionSheet {
  readonly media: readonly MediumEntry[];
  readonly told: MediumDestruction | null;
}

export function loanBookForm(
  context: FormContext,
  loans: readonly LoanLine[] | null,
  extra: Extra,
): FormParts {
  const out = loans?.filter(({ returnedAt }) => returnedAt === '').length ?? 0;
  const total = `合计　领用${loans?.length ?? 0}次　未归还${out}个`;
  return book(
    context,
    '移动存储介质领用归还登记表',
    '次',
    periodOf(extra),
    registerOf(loanColumns, loans, total),
  );
}

/** One sheet for each destruction, or a blank one. */
export function destructionForm(context: FormContext, sheets: readonly DestructionSheet[] | null): FormParts {
  const name = '涉密载体（介质）销毁清单及审批表';
  const shown = sheets === null || sheets.length === 0 ? [{ media: [], told: null }] : sheets;
  return {
    name,
    landscape: false,
    pageNumber: 'dashes',
    body: html`${shown.map((sheet) => sheetOf(context, name, sheet))}`,
  };
}

// ---- internals

function sheetOf(context: FormContext, name: string, { media, told }: DestructionSheet): Html {
  const [one = '', other = ''] = told?.supervisors ?? [];
  const done = formatDay(told?.destroyedAt ?? '') || dayToWrite;
  const below = told || media.length === 0 ? 0 : Math.max(0, leastRows - media.length);
  return html`<section class="part">
    <h1>${name}</h1>
    <div class="line">
      <span>填报单位：${issuerOf(context, [])}</span><span>${formatDay(context.printedAt)}</span>
    </div>
    ${registerTable(mediaColumns, media, 'close', leastRows, html`${emptyRows(below, mediaColumns.length)}`)}
    <table class="box middle joined">
      ${boxColumns} ${wide('合计', html`${media.length === 0 ? '　　　' : String(media.length)}个`)}
      ${wide('销毁原因', lines(told?.reason ?? ''))} ${wide('销毁方式', lines(told?.method ?? ''))}
      ${wide('保管部门\n意见', opinion('', '', '', '负责人', 14))}
      ${wide('保密审核\n意见', opinion('', '', '', '安全保密管理员', 14))}
      ${wide('领导审批', opinion('', told?.approvedBy ?? '', told?.approvedAt ?? '', '批准人', 14))}
      ${pair('销毁日期', done, '销毁地点', told?.place ?? '')}
      ${pair('经办人', told?.destroyedBy ?? '', '经办人签字', '')} ${pair('监销人', one, '监销人签字', '')}
      ${pair('监销人', other, '监销人签字', '')}
    </table>
  </section>`;
}

/** Lines to write on in a list of few, so that what is added by hand finds room before the approval. */
const leastRows = 6;

const loanColumns: readonly Column<LoanLine>[] = [
  serial,
  { label: '介质编号', width: 32, cell: ({ medium }) => code(medium) },
  { label: '密级', width: 18, cell: ({ level }) => level },
  { label: '领用日期', width: 22, cell: ({ lentAt }) => keep(lentAt) },
  { label: '领用人', width: 18, cell: ({ borrower }) => borrower },
  { label: '领用单位', width: 28, cell: ({ unit }) => unit, kind: 'text' },
  { label: '用途', width: 34, cell: ({ purpose }) => lines(purpose), kind: 'text' },
  { label: '应还日期', width: 22, cell: ({ dueAt }) => keep(dueAt) },
  { label: '发放\n经办人', width: 18, cell: ({ lentBy }) => lentBy },
  { label: '归还日期', width: 22, cell: ({ returnedAt }) => keep(returnedAt) },
  { label: '归还人', width: 18, cell: ({ returnedBy }) => returnedBy },
  { label: '归还检查', width: 34, cell: ({ condition }) => lines(condition), kind: 'text' },
  { label: '收回\n经办人', width: 18, cell: ({ takenBackBy }) => takenBackBy },
];

const mediaColumns: readonly Column<MediumEntry>[] = [
  serial,
  { label: '编号', width: 36, cell: (medium) => code(medium.code) },
  { label: '类型', width: 24, cell: ({ kind }) => mediumKindLabels[kind] },
  { label: '序列号', width: 32, cell: ({ serialNo }) => code(serialNo) },
  { label: '密级', width: 20, cell: ({ level }) => level },
  { label: '启用日期', width: 24, cell: ({ registeredAt }) => keep(registeredAt) },
  { label: '责任人', width: 20, cell: ({ custodian }) => custodian },
];
