/** F19 巡察问题底稿 (reference 4.2). */
import { code, html, lines, type Html } from '../html.ts';
import { dayToWrite, formatDay, pair, wide, type FormParts } from './form.ts';
import { blankRecord, type PrintedRecord } from './printed-record.ts';

export function problemDraftForm(records: readonly PrintedRecord[]): FormParts {
  const sheets = records.length === 0 ? [blankRecord] : records;
  const only = records.length === 1 ? records[0]?.no : undefined;
  return {
    name: `巡察问题底稿${only === undefined ? '' : ` ${only}`}`,
    landscape: false,
    pageNumber: 'dashes',
    body: html`${sheets.map(sheetOf)}`,
  };
}

function sheetOf(record: PrintedRecord): Html {
  const text = record.text;
  const found = ['discovery', 'ways'].map((key) => text(key)).filter((part) => part !== '');
  return html`<section class="part">
    <h1>巡察问题底稿</h1>
    <table class="box">
      ${boxColumns} ${pair('底稿编号', code(record.no), '编制日期', formatDay(text('draftedAt')))}
      ${pair('被巡察单位', text('targetId'), '问题来源', text('origin'))}
      ${wide('聚焦方面', lines(text('catL1')))} ${wide('底稿名称', lines(text('title')))}
      ${tall('问题概述', lines(text('summary')), 34)}
      ${tall('发现过程（方式、时间、地点、人员）', lines(found.join('\n')), 22)}
      ${pair('问题发生时间', text('occurred'), '地点', text('place'))}
      ${tall('定性依据（政策条款）', lines(text('policyBasis')), 16)}
      ${wide('责任主体、责任人', lines(text('responsible')))} ${tall('支撑材料目录', evidenceOf(record), 18)}
    </table>
    <div class="tail">
      <table class="box">
        <tr>
          ${signed('承办人', text('undertakerName'), text('undertakerAt'))}
          ${signed('副组长', text('deputyName'), text('deputyAt'))}
          ${signed('组长', text('leaderName'), text('leaderAt'))}
        </tr>
      </table>
    </div>
  </section>`;
}

export const boxColumns: Html = html`<colgroup>
  <col style="width:20%" />
  <col style="width:32%" />
  <col style="width:17%" />
  <col style="width:31%" />
</colgroup>`;

const longText = 900;

/** Breaks over pages only when the text itself is long. */
export function tall(label: string, value: Html, height: number): Html {
  return html`<tr class="${value.markup.length > longText ? 'long' : ''}">
    <th>${label}</th>
    <td class="text top" colspan="3" style="height:${height}mm">${value}</td>
  </tr>`;
}

function evidenceOf(record: PrintedRecord): Html {
  const rows = record.rows('evidence');
  return lines(
    rows
      .map(
        ({ name = '', pages = '' }, index) => `${index + 1}. ${name}${pages === '' ? '' : `（${pages}页）`}`,
      )
      .join('\n'),
  );
}

function signed(title: string, name: string, at: string): Html {
  return html`<td class="text">
    ${title}：${name === '' ? '　　　　　' : name}<br />${at === '' ? dayToWrite : formatDay(at)}
  </td>`;
}
