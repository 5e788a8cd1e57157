/** F20 巡察反馈问题清单 and F30 认领书 (reference 4.2). */
import { html, lines, type Html } from '../html.ts';
import { byTarget, overleafTitleOf, type TargetPart } from './by-target.ts';
import {
  dayToWrite,
  formatDay,
  registerLine,
  registerTable,
  signatures,
  signatureRow,
  totalRow,
  type Column,
  type Extra,
  type FormContext,
  type FormParts,
} from './form.ts';
import type { PrintedRecord } from './printed-record.ts';

/** One list for each organisation, which signs for its own problems alone. */
export function problemListForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  period: string,
  extra: Extra,
): FormParts {
  const signed = signatureRow(columns.length, ['巡察组组长', '被巡察党组织主要负责人（签收）', '日期'], {
    日期: dayToWrite,
    ...extra,
  });
  const parts = byTarget(context, records);
  const name = '巡察反馈问题清单';
  return {
    name,
    landscape: true,
    pageNumber: 'ofTotal',
    overleafTitle: overleafTitleOf(parts, name),
    body: html`${parts.map(
      ({ records: own, target, above }) =>
        html`<section class="part">
          <h1>${target}${name}</h1>
          ${registerLine(context, own, '个', period)}
          ${registerTable(columns, own, 'small', 10, html`${totals(own)} ${signed}`, above)}
        </section>`,
    )}`,
  };
}

function totals(records: readonly PrintedRecord[]): Html {
  if (records.length === 0) return html``;
  const immediate = records.filter((record) => record.text('rectType') === '立行立改').length;
  return totalRow(
    columns.length,
    `合计　${records.length}个${immediate === 0 ? '' : `　其中立行立改${immediate}个`}`,
  );
}

function text(label: string, width: number, key: string, kind?: 'text'): Column<PrintedRecord> {
  const column = { label, width, cell: (record: PrintedRecord) => lines(record.text(key)) };
  return kind ? { ...column, kind } : column;
}

const columns: readonly Column<PrintedRecord>[] = [
  { label: '序号', width: 8, cell: (_record, index) => String(index + 1) },
  text('聚焦方面\n（一级）', 28, 'catL1', 'text'),
  text('问题类别\n（二级）', 20, 'catL2', 'text'),
  text('具体问题', 48, 'statement', 'text'),
  { label: '事实（时间/人/金额）', width: 48, cell: factsOf, kind: 'text' },
  text('整改建议', 34, 'suggestion', 'text'),
  text('责任主体', 18, 'responsible'),
  text('整改类型', 16, 'rectType'),
];

function factsOf(record: PrintedRecord): Html {
  const amount = record.text('amount');
  const parts = [record.text('period'), record.text('facts'), amount === '' ? '' : `涉及金额${amount}`];
  return lines(parts.filter((part) => part !== '').join('\n'));
}

/** One letter of acknowledgement for each organisation, with its problems in a row. */
export function acknowledgementForm(context: FormContext, records: readonly PrintedRecord[]): FormParts {
  // Nobody takes on what has not been fed back.
  const parts = byTarget(
    context,
    records.filter((record) => record.text('feedbackAt') !== ''),
  );
  const name = '巡察反馈问题认领书';
  return {
    name,
    landscape: false,
    pageNumber: 'dashes',
    overleafTitle: overleafTitleOf(parts, name),
    body: html`${parts.map(acknowledgement)}`,
  };
}

function acknowledgement({ records, above }: TargetPart): Html {
  const fedBack = [...new Set(records.map((record) => formatDay(record.text('feedbackAt'))))].filter(
    (date) => date !== '',
  );
  const when = fedBack.length === 1 ? `${fedBack[0]}反馈` : '反馈';
  const count = records.length === 0 ? '　　' : String(records.length);
  const who = records[0]?.text('targetId') || '　　　　　　　　';
  const pledge =
    `经研究，${who}对巡察组${when}的${count}个问题照单全收、全部认领，` +
    '将制定整改方案，明确责任人和时限，逐项整改到位。';
  return html`<section class="part">
    <h1>巡察反馈问题认领书</h1>
    <p>　　${pledge}</p>
    ${registerTable(acknowledged, records, 'middle', 8, html``, above)}
    <div class="after">
      ${signatures(['党组织主要负责人（签字）', '党组织（盖章）'])}
      <p class="dated">${dayToWrite}</p>
    </div>
  </section>`;
}

const acknowledged: readonly Column<PrintedRecord>[] = [
  { label: '序号', width: 10, cell: (_record, index) => String(index + 1) },
  text('具体问题', 74, 'statement', 'text'),
  text('责任主体\n（领导）', 30, 'responsible'),
  { label: '认领人签字', width: 28, cell: (record) => record.text('signedForBy'), kind: 'sign' },
];
