/** F56 卷内文件目录, F57 案卷封面, F58 备考表 (reference 4.2). */
import { formatMark } from '../../../domain/secrecy.ts';
import { code, day, html, keep, lines, type Html } from '../html.ts';
import {
  dayToWrite,
  formatDay,
  issuerOf,
  registerTable,
  signatures,
  type Column,
  type FormContext,
  type FormParts,
} from './form.ts';
import { blankRecord, type PrintedRecord, type PrintedRow } from './printed-record.ts';

function form(
  name: string,
  pageNumber: FormParts['pageNumber'],
  records: readonly PrintedRecord[],
  sheetOf: (record: PrintedRecord) => Html,
): FormParts {
  const sheets = records.length === 0 ? [blankRecord] : records;
  const only = records.length === 1 ? records[0]?.text('boxNo') : undefined;
  return {
    name: `${name}${only ? ` ${only}` : ''}`,
    landscape: false,
    pageNumber,
    body: html`${sheets.map((record) => html`<section class="part">${sheetOf(record)}</section>`)}`,
  };
}

export function volumeContentsForm(records: readonly PrintedRecord[]): FormParts {
  return form(
    '卷内文件目录',
    'ofTotal',
    records,
    (record) =>
      html`<h1>卷内文件目录</h1>
        <div class="line">
          <span>案卷号：${code(record.text('boxNo'))}</span>
        </div>
        <div class="line"><span>题名：${record.text('title')}</span></div>
        ${registerTable(contentColumns, record.rows('documents'), 'middle', 18)}`,
  );
}

const contentColumns: readonly Column<PrintedRow>[] = [
  { label: '件号', width: 9, cell: (row, index) => row['itemNo'] || String(index + 1) },
  { label: '文号', width: 23, cell: (row) => code(row['docNo'] ?? '') },
  { label: '责任者', width: 20, cell: (row) => row['author'] ?? '' },
  { label: '题名', width: 38, cell: (row) => lines(row['title'] ?? ''), kind: 'text' },
  { label: '日期', width: 23, cell: (row) => day(row['date'] ?? '') },
  { label: '页号', width: 11, cell: (row) => row['pageFrom'] || (row['pages'] ? `共${row['pages']}页` : '') },
  { label: '密级', width: 17, cell: (row) => keepTerm(row['mark'] ?? '') },
  { label: '备注', width: 20, cell: (row) => row['remark'] ?? '', kind: 'text' },
];

/** `机密★10年` breaks before its term only; the office may write something else there. */
function keepTerm(mark: string): Html | string {
  const [, level, term] = /^(..)(★.{1,5})$/u.exec(mark) ?? [];
  return level === undefined ? mark : html`${keep(level)}<wbr />${keep(term ?? '')}`;
}

export function volumeCoverForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  return form('案卷封面', 'none', records, ({ office, text, rows, mark }) => {
    const row = (label: string, value: Html | string): Html =>
      html`<tr>
        <th>${label}</th>
        <td class="text" style="height:18mm">${value}</td>
      </tr>`;
    return html`<h1>案卷封面</h1>
      <table class="box cover">
        <colgroup>
          <col style="width:26%" />
          <col style="width:74%" />
        </colgroup>
        ${row('立卷单位', issuerOf(context, [{ office }]))} ${row('档案类别', text('class'))}
        ${row('案卷题名', lines(text('title')))} ${row('被巡察党组织', text('targetId'))}
        ${row('起止日期', spanOf(text('from'), text('to'), rows('documents')))}
        ${row('归档年度', text('year'))} ${row('保管期限', text('retention'))}
        ${row('密级', formatMark(mark))} ${row('件数、页数', countOf(text('itemCount'), text('pageCount')))}
        ${row('案卷号', code(text('boxNo')))}
      </table>`;
  });
}

/** From the first to the last document, where the cover itself says nothing else. */
function spanOf(from: string, to: string, documents: readonly PrintedRow[]): string {
  const dates = documents
    .map(({ date = '' }) => date)
    .filter((date) => date !== '')
    .sort();
  const [start, end] = [from || (dates[0] ?? ''), to || (dates.at(-1) ?? '')];
  return start === '' && end === ''
    ? ''
    : `${formatDay(start) || '　　　　'}至${formatDay(end) || '　　　　'}`;
}

function countOf(items: string, pages: string): string {
  return items === '' || items === '0' ? '　　件　　　　页' : `${items}件　${pages || '0'}页`;
}

export function volumeNoteForm(records: readonly PrintedRecord[]): FormParts {
  return form(
    '备考表',
    'dashes',
    records,
    ({ text }) =>
      html`<h1>卷内备考表</h1>
        <div class="line"><span>案卷号：${code(text('boxNo'))}</span></div>
        <table>
          <tr class="long">
            <td class="text top" style="height:150mm">
              <p>本卷情况说明：</p>
              <p>
                本卷共有文件材料${text('itemCount') === '0' ? '　　' : text('itemCount') || '　　'}件、${
                  text('pageCount') === '0' ? '　　' : text('pageCount') || '　　'
                }页。
              </p>
              <p>${lines(text('situation'))}</p>
            </td>
          </tr>
        </table>
        <div class="after">
          ${text('collectorName') ? signatures(['收集人', '专管人'], { 收集人: text('collectorName'), 专管人: text('keeperName') }) : html``}
          ${signed('立卷人', text('compiledName'), text('compiledAt'))}
          ${signed('检查人', text('checkedName'), text('checkedAt'))}
        </div>`,
  );
}

function signed(title: string, name: string, at: string): Html {
  return signatures([title, '日期'], { [title]: name, 日期: formatDay(at) || dayToWrite });
}
