/** F13 问题线索移交清单 and F14 问题线索移送函 (reference 4.2): for one lead or for several that go together. */
import { code, html, keep, lines, type Html } from '../../html.ts';
import {
  dayToWrite,
  formatDay,
  registerTable,
  signatureRow,
  toNumber,
  type Column,
  type Extra,
  type FormContext,
  type FormParts,
} from '../form.ts';
import { letterPage, returnSlip } from '../letter.ts';
import type { PrintedRecord } from '../printed-record.ts';
import { annexOf, personsOf, postsOf, sourceOf } from './lead-texts.ts';

const blank = '　　　　　　　　　　';

export function leadHandoverListForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  extra: Extra,
): FormParts {
  const titles = ['移交单位（章）', '移交人', '接收单位（章）', '接收人', '监交人', '日期'];
  const signed = signatureRow(columns.length, titles, { 日期: dayToWrite, ...extra });
  return {
    name: '问题线索移交清单',
    landscape: true,
    pageNumber: 'ofTotal',
    copies: ['第一联　移交单位留存', '第二联　接收单位留存'],
    body: html`<h1>问题线索移交清单</h1>
      <div class="line">
        <span>移交单位：${context.officeName}</span
        ><span>接收单位：${extra['接收单位'] || sharedText(records, 'handoverOrg') || blank}</span>
        <span>${formatDay(extra['移交日期'] ?? '') || dayToWrite}</span><span>单位：件</span>
      </div>
      ${registerTable(columns, records, 'small', 10, html`${totals(records)} ${signed}`)}`,
  };
}

const columns: readonly Column<PrintedRecord>[] = [
  { label: '序号', width: 9, cell: (_record, index) => String(index + 1) },
  { label: '线索编号', width: 26, cell: (record) => code(record.no) },
  { label: '被反映人', width: 18, cell: (record) => personsOf(record) },
  { label: '单位、职务、职级', width: 40, cell: postsOf, kind: 'text' },
  { label: '主要问题', width: 74, cell: (record) => lines(record.text('problemIntro')), kind: 'text' },
  { label: '涉及金额', width: 22, cell: (record) => keep(record.text('amount')) },
  { label: '线索来源', width: 20, cell: sourceOf },
  { label: '附件\n（份/页）', width: 16, cell: annexOf },
  { label: '移交对象', width: 18, cell: (record) => record.text('handoverTo') },
  { label: '备注', width: 18, cell: (record) => lines(record.text('remark')), kind: 'text' },
];

function totals(records: readonly PrintedRecord[]): Html {
  if (records.length === 0) return html``;
  const sum = (key: string): number => records.reduce((all, record) => all + toNumber(record.text(key)), 0);
  return html`<tr class="total">
    <td colspan="${columns.length}">
      合计　${records.length}件　附件${sum('handoverCopies')}份　${sum('handoverPages')}页
    </td>
  </tr>`;
}

/** The letter says how many leads go; what they say stands in the list and the annexes alone. */
export function leadLetterForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  extra: Extra,
): FormParts {
  const count = records.length === 0 ? '　　' : String(records.length);
  const term = sharedText(records, 'term.L_FEEDBACK') || '　　　';
  const from = sharedText(records, 'roundId');
  return {
    name: '问题线索移送函',
    landscape: false,
    pageNumber: 'dashes',
    body: html`${letterPage(context, {
      title: '关于移送巡察问题线索的函',
      number: extra['发文字号'] || sharedText(records, 'handoverDocNo'),
      to: extra['主送单位'] || sharedText(records, 'handoverOrg') || sharedText(records, 'handoverTo'),
      paragraphs: [
        `现将${from}巡察发现的问题线索${count}件移送你单位，请按规定处置，并于${term}内反馈办理情况。`,
        '有关材料请按规定管理，严格控制知悉范围。',
      ],
      annexes: ['问题线索移交清单', '问题线索材料'],
      contact: extra['联系人及电话'] ?? '',
      date: extra['移交日期'] ?? '',
    })}
    ${returnSlip('问题线索移送函回执', [
      ['线索件数', records.length === 0 ? '' : `${records.length}件`],
      ['收到时间', ''],
      ['接收人', ''],
      ['接收单位（章）', ''],
    ])}`,
  };
}

/** What all the leads on one paper have in common, or ''. */
function sharedText(records: readonly PrintedRecord[], key: string): string {
  const texts = new Set(records.map((record) => record.text(key)));
  return texts.size === 1 ? ([...texts][0] ?? '') : '';
}
