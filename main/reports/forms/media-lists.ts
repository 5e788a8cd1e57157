/** F46 载体收发登记簿, F47 移动存储介质台账 and F49 介质使用情况登记表 (reference 4.2, 3.17): what the ledger of the exchange knows. */
import { mediumKindLabels, mediumStatusLabels, type MediumEntry } from '../../../domain/media.ts';
import { code, html, keep, lines, type Html } from '../html.ts';
import {
  emptyRows,
  formatDay,
  registerLine,
  registerTable,
  totalRow,
  type Column,
  type Extra,
  type FormContext,
  type FormParts,
} from './form.ts';

/** One document or package that went out on a slip, or came in. */
export interface CarrierLine {
  readonly direction: '收' | '发';
  /** `YYYY-MM-DD HH:mm`, as every time here. */
  readonly at: string;
  /** The other office. */
  readonly office: string;
  /** 文件字号: number of the package. */
  readonly docNo: string;
  readonly title: string;
  readonly mark: string;
  readonly copies: number;
  /** Number of the slip it went out on; '' of what came in, to be written. */
  readonly no: string;
  /** Who signed for it and when; '' while nobody has. */
  readonly signed: string;
}

/** A package written to a medium, as the log has it. */
export interface UseLine {
  readonly at: string;
  /** Its code. */
  readonly medium: string;
  readonly content: string;
  readonly docNo: string;
  readonly mark: string;
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly writtenBy: string;
}

export function carrierBookForm(
  context: FormContext,
  carriers: readonly CarrierLine[] | null,
  extra: Extra,
): FormParts {
  const name = '载体收发登记簿';
  const countOf = (way: '收' | '发'): number =>
    carriers?.filter(({ direction }) => direction === way).length ?? 0;
  const total = `合计　发${countOf('发')}件　收${countOf('收')}件`;
  return book(context, name, '件', periodOf(extra), registerOf(carrierColumns, carriers, total));
}

export function mediaListForm(context: FormContext, media: readonly MediumEntry[] | null): FormParts {
  const byStatus = Object.entries(mediumStatusLabels).flatMap(([status, label]) => {
    const count = media?.filter((medium) => medium.status === status).length ?? 0;
    return count > 0 ? `${label}${count}个` : [];
  });
  const total = [`合计　${media?.length ?? 0}个`, ...byStatus].join('　');
  return book(context, '移动存储介质台账', '个', '', registerOf(mediaColumns, media, total, 0));
}

export function mediaUseForm(context: FormContext, uses: readonly UseLine[] | null, extra: Extra): FormParts {
  const total = `合计　${uses?.length ?? 0}次`;
  return book(context, '介质使用情况登记表', '次', periodOf(extra), registerOf(useColumns, uses, total));
}

/** A book of the carriers: whose it is and over which days above it, who filled it in below. */
export function book(
  context: FormContext,
  name: string,
  unit: string,
  period: string,
  table: Html,
): FormParts {
  return {
    name,
    landscape: true,
    pageNumber: 'ofTotal',
    signers: ['填表人', '审核人', '负责人'],
    body: html`<h1>${name}</h1>
      ${registerLine(context, [], unit, period)} ${table}`,
  };
}

/** What went on other carriers is entered by hand below what the program knows; null is the blank book. */
export function registerOf<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[] | null,
  total: string,
  below = rowsBelow,
): Html {
  if (rows === null) return registerTable(columns, [], 'small', blankRows);
  const empty = rows.length === 0 ? blankRows - 1 : below;
  const foot = html`${totalRow(columns.length, total)} ${emptyRows(empty, columns.length)}`;
  return registerTable(columns, rows, 'small', 0, foot);
}

const blankRows = 14;
const rowsBelow = 3;

/** From 起始日期 to 截止日期 as they were given; '' for everything there is. */
export function periodOf(extra: Extra): string {
  const [from, to] = [extra['起始日期'] ?? '', extra['截止日期'] ?? ''].map(formatDay);
  if (from && to) return `${from}至${to}`;
  return from ? `${from}起` : to ? `截至${to}` : '';
}

/** The day above the hour. */
function moment(at: string): Html {
  const [date = '', time = ''] = at.split(' ');
  return html`${keep(date)}<br />${time}`;
}

export const serial = { label: '序号', width: 9, cell: (_row: unknown, index: number) => String(index + 1) };

const carrierColumns: readonly Column<CarrierLine>[] = [
  serial,
  { label: '收/发', width: 9, cell: ({ direction }) => direction },
  { label: '收（发）文\n时间', width: 20, cell: ({ at }) => moment(at) },
  { label: '来（送）文单位', width: 38, cell: ({ office }) => office, kind: 'text' },
  { label: '文件字号', width: 50, cell: ({ docNo }) => code(docNo), kind: 'text' },
  { label: '标题', width: 34, cell: ({ title }) => lines(title), kind: 'text' },
  { label: '秘密等级', width: 20, cell: ({ mark }) => keep(mark) },
  { label: '份数', width: 10, cell: ({ copies }) => String(copies) },
  { label: '收（发）文\n编号', width: 28, cell: ({ no }) => code(no) },
  { label: '签收', width: 28, cell: ({ signed }) => lines(signed), kind: 'sign' },
];

const mediaColumns: readonly Column<MediumEntry>[] = [
  serial,
  { label: '编号', width: 34, cell: (medium) => code(medium.code) },
  { label: '类型', width: 22, cell: ({ kind }) => mediumKindLabels[kind] },
  { label: '序列号', width: 34, cell: ({ serialNo }) => code(serialNo) },
  { label: '品牌型号', width: 28, cell: ({ brand }) => lines(brand), kind: 'text' },
  { label: '容量', width: 16, cell: ({ capacity }) => capacity },
  { label: '密级', width: 18, cell: ({ level }) => level },
  { label: '责任人', width: 20, cell: ({ custodian }) => custodian },
  { label: '启用日期', width: 22, cell: ({ registeredAt }) => keep(registeredAt) },
  { label: '状态', width: 18, cell: ({ status }) => mediumStatusLabels[status] },
  { label: '备注', width: 36, cell: ({ remark }) => lines(remark), kind: 'text' },
];

const useColumns: readonly Column<UseLine>[] = [
  serial,
  { label: '使用时间', width: 22, cell: ({ at }) => moment(at) },
  { label: '介质', width: 34, cell: ({ medium }) => code(medium) },
  { label: '拷入内容', width: 34, cell: ({ content }) => lines(content), kind: 'text' },
  { label: '编号', width: 50, cell: ({ docNo }) => code(docNo), kind: 'text' },
  { label: '密级', width: 20, cell: ({ mark }) => keep(mark) },
  { label: '批准人', width: 18, cell: ({ approvedBy }) => approvedBy },
  { label: '批准时间', width: 22, cell: ({ approvedAt }) => moment(approvedAt) },
  { label: '使用人', width: 18, cell: ({ writtenBy }) => writtenBy },
  { label: '归还情况', width: 24, cell: () => '', kind: 'sign' },
];
