/** F19 巡察问题底稿 (reference 4.2). */
import { code, codes, html, lines, type Html } from '../html.ts';
import { boxColumns, sheets, tall } from './box.ts';
import { dayToWrite, formatDay, pair, wide, type FormParts } from './form.ts';
import type { PrintedRecord } from './printed-record.ts';

export function problemDraftForm(records: readonly PrintedRecord[]): FormParts {
  return sheets('巡察问题底稿', records, sheetOf);
}

function sheetOf(record: PrintedRecord): Html {
  const text = record.text;
  const found = ['discovery', 'ways'].map((key) => text(key)).filter((part) => part !== '');
  return html`<section class="part">
    <h1>巡察问题底稿</h1>
    <table class="box">
      ${boxColumns} ${pair('底稿编号', code(record.no), '编制日期', formatDay(text('draftedAt')))}
      ${pair('被巡察单位', text('targetId'), '问题来源', text('origin'))}
      ${wide('聚焦方面', categoriesOf(record))} ${wide('底稿名称', lines(text('title')))}
      ${tall('问题概述', lines(text('summary')), 34)}
      ${tall('发现过程\n（方式、时间、\n地点、人员）', lines(found.join('\n')), 22)}
      ${pair('问题发生时间', text('occurred'), '地点', text('place'))}
      ${tall('定性依据\n（政策条款）', lines(text('policyBasis')), 16)}
      ${wide('责任主体、\n责任人', lines(text('responsible')))} ${mergedIn(record)}
      ${tall('支撑材料目录', evidenceOf(record), 18)}
    </table>
    <div class="tail">
      <table class="box open">
        <tr>
          ${signed('承办人', text('undertakerName'), text('undertakerAt'))}
          ${signed('副组长', text('deputyName'), text('deputyAt'))}
          ${signed('组长', text('leaderName'), text('leaderAt'))}
        </tr>
      </table>
    </div>
  </section>`;
}

/** The category, and those of the other schemes with the scheme before each. */
function categoriesOf(record: PrintedRecord): Html {
  const others = record
    .rows('categories')
    .map(({ scheme = '', catL1 = '', catL2 = '' }) =>
      [`${scheme}：${catL1}`, catL2].filter((part) => part !== '').join('，'),
    );
  return lines([record.text('catL1'), ...others].filter((part) => part !== '').join('\n'));
}

/** The papers that have gone into this one; no line where there are none. */
function mergedIn(record: PrintedRecord): Html {
  const numbers = record.referring('problemDraft', 'mergedInto');
  return numbers.length === 0 ? html`` : wide('归并的底稿', codes(numbers));
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
