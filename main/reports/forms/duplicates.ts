/** F10 重复件关联表 (reference 4.2): each group of letters on the same matter, the first letter first. */
import { code, day, html, lines, type Html } from '../html.ts';
import { registerLine, signatureRow, type FormContext, type FormParts } from './form.ts';
import type { PrintedRecord } from './printed-record.ts';

export function duplicatesForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  period: string,
): FormParts {
  const groups = groupRecords(records);
  return {
    name: '重复件关联表',
    landscape: true,
    pageNumber: 'ofTotal',
    body: html`<h1>重复件关联表</h1>
      ${registerLine(context, '组、件', period)}
      <table class="middle">
        <colgroup>
          ${columns.map(([, width]) => html`<col style="width:${width}%" />`)}
        </colgroup>
        <thead>
          <tr>
            ${columns.map(([label]) => html`<th>${label}</th>`)}
          </tr>
        </thead>
        ${groups.length === 0 ? blankGroup : groups.slice(0, -1).map(groupBody)}
        <tbody class="tail">
          ${groups.slice(-1).map((group) => html`${groupRows(group, groups.length - 1)}`)}
          ${signatureRow(columns.length, ['填表人', '审核人', '负责人'])}
        </tbody>
      </table>`,
  };
}

const columns: readonly (readonly [label: string, width: number])[] = [
  ['组号', 6],
  ['首次件编号', 17],
  ['第N次', 8],
  ['编号', 17],
  ['日期', 10],
  ['方式', 9],
  ['判定依据（同人/同事）', 24],
  ['判定人', 9],
];

/** Only groups of two and more: a letter alone repeats nothing. */
function groupRecords(records: readonly PrintedRecord[]): readonly (readonly PrintedRecord[])[] {
  const groups = new Map<string, PrintedRecord[]>();
  for (const record of records) {
    if (record.groupId === '') continue;
    const group = groups.get(record.groupId);
    if (group) group.push(record);
    else groups.set(record.groupId, [record]);
  }
  return [...groups.values()].filter((group) => group.length > 1).map((group) => group.sort(bySequence));
}

function bySequence(left: PrintedRecord, right: PrintedRecord): number {
  return sequenceOf(left) - sequenceOf(right) || left.no.localeCompare(right.no);
}

function sequenceOf(record: PrintedRecord): number {
  return Number(record.text('dupSeq')) || 1;
}

/** A body of its own for each group, so that a page break between groups is preferred. */
function groupBody(group: readonly PrintedRecord[], index: number): Html {
  return html`<tbody>
    ${groupRows(group, index)}
  </tbody>`;
}

function groupRows(group: readonly PrintedRecord[], index: number): readonly Html[] {
  const [first, ...repeats] = group;
  if (!first) return [];
  return repeats.map(
    (record, position) =>
      html`<tr>
        ${
          position === 0
            ? html`<td rowspan="${repeats.length}">${index + 1}</td>
                <td rowspan="${repeats.length}">${code(first.no)}</td>`
            : null
        }
        <td>第${sequenceOf(record) === 1 ? position + 2 : sequenceOf(record)}次</td>
        <td>${code(record.no)}</td>
        <td>${day(record.text('receivedAt'))}</td>
        <td>${record.text('channel')}</td>
        <td class="text">${lines(record.text('dupBasis'))}</td>
        <td>${record.text('dupDecidedBy')}</td>
      </tr>`,
  );
}

const blankGroup: Html = html`<tbody>
  ${Array.from(
    { length: 10 },
    () =>
      html`<tr style="height:10mm">
        ${columns.map(() => html`<td></td>`)}
      </tr>`,
  )}
</tbody>`;
