/** F01 信访件登记表 (reference 4.2, rows of the form in use). */
import { formatMark } from '../../../domain/secrecy.ts';
import { code, html, lines, type Html } from '../html.ts';
import { sheets, smallTable } from './box.ts';
import { dayToWrite, formatDay, signatures, type FormParts } from './form.ts';
import { copiesOf, repeatOf, signatureOf, type PrintedRecord, type PrintedRow } from './printed-record.ts';

export function registrationForm(records: readonly PrintedRecord[]): FormParts {
  return sheets('信访件登记表', records, sheetOf);
}

/** Columns that serve both the pairs of label and value and the tables of persons. */
const columns: Html = html`<colgroup>
  ${[18, 15, 14, 13, 8, 11, 21].map((width) => html`<col style="width:${width}%" />`)}
</colgroup>`;

function sheetOf(record: PrintedRecord): Html {
  const text = record.text;
  return html`<section class="part">
    <h1>信访件登记表</h1>
    <div class="line">
      <span>编号：${code(record.no)}</span
      ><span>登记日期：${formatDay(text('registeredAt')) || dayToWrite}</span>
    </div>
    <table class="box">
      ${columns} ${pair('信访件来源', sourceOf(record), '信访方式', text('channel'))}
      ${pair('来源地区', text('occurPlace') || text('postmarkPlace'), '收到时间', formatDay(text('receivedAt')))}
      ${pair('来文号', text('incomingDocNo'), '转（交）来日期', formatDay(text('transferDate')))}
      ${pair('实名/匿名', signatureOf(record), '是否联名', jointOf(record))}
      ${pair('是否重复件', repeatOf(record), '份数页数', copiesOf(record))}
      ${pair('密级', formatMark(record.mark), '被反映人分类', text('accusedClass'))}
    </table>
    ${people('反映人', record.rows('petitioners'), petitionerColumns)}
    ${people('被反映人', record.rows('accused'), accusedColumns)}
    <table class="box joined">
      ${columns}
      ${wide(
        '被反映单位',
        record
          .rows('accusedOrgs')
          .map((row) => row['name'] ?? '')
          .join('、'),
      )}
      ${wide('反映问题类型', text('issueTypes'))}
      <tr class="long">
        <th>内容摘要</th>
        <td class="text top" colspan="6" style="height:48mm">${lines(text('summary'))}</td>
      </tr>
    </table>
    <div class="tail">
      <table class="box">
        ${columns} ${wide('附件', record.attachments().join('；'))}
      </table>
      ${signatures(['登记人', '拆阅人', '拆阅人（二）'], {
        登记人: text('registeredBy'),
        拆阅人: text('openedBy'),
        '拆阅人（二）': text('openedBy2'),
      })}
    </div>
  </section>`;
}

function pair(label: string, value: string, label2: string, value2: string): Html {
  return html`<tr>
    <th>${label}</th>
    <td class="text" colspan="2">${value}</td>
    <th colspan="2">${label2}</th>
    <td class="text" colspan="2">${value2}</td>
  </tr>`;
}

function wide(label: string, value: string): Html {
  return html`<tr class="long">
    <th>${label}</th>
    <td class="text" colspan="6">${lines(value)}</td>
  </tr>`;
}

type PeopleColumns = readonly (readonly [key: string, label: string, span: number])[];

const petitionerColumns: PeopleColumns = [
  ['name', '姓名', 1],
  ['unit', '单位', 2],
  ['post', '职务', 2],
  ['phone', '联系电话', 1],
];

const accusedColumns: PeopleColumns = [
  ['name', '姓名', 1],
  ['unit', '单位', 2],
  ['post', '职务', 2],
  ['rank', '职级', 1],
];

/** More people than these stand below their heading, which is there again overleaf. */
const mostBeside = 5;

/** Who, with unit and post; at least one line to write on. */
function people(label: string, rows: readonly PrintedRow[], told: PeopleColumns): Html {
  if (rows.length > mostBeside)
    return smallTable(
      label,
      told.map(([key, heading], at) => ({ key, label: heading, width: peopleWidths[at] ?? 0 })),
      rows,
      0,
    );
  const shown = rows.length === 0 ? [{} as PrintedRow] : rows;
  return html`<table class="box joined">
    ${columns}
    <tr>
      <th rowspan="${shown.length + 1}">${label}</th>
      ${told.map(([, heading, span]) => html`<th colspan="${span}">${heading}</th>`)}
    </tr>
    ${shown.map(
      (row) =>
        html`<tr>
          ${told.map(([key, , span]) => html`<td colspan="${span}">${row[key] ?? ''}</td>`)}
        </tr>`,
    )}
  </table>`;
}

const peopleWidths = [18, 36, 24, 22];

function sourceOf(record: PrintedRecord): string {
  const name = record.text('sourceUnitName');
  return `${record.text('sourceUnit')}${name === '' ? '' : `（${name}）`}`;
}

function jointOf(record: PrintedRecord): string {
  const count = record.text('jointCount');
  return `${record.text('isJoint')}${count === '' ? '' : `（${count}人）`}`;
}
