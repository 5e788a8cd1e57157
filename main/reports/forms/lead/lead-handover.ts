/** F13 问题线索移交清单 and F14 问题线索移送函 (reference 4.2): for one lead or for several that go together. */
import { code, html, keep, lines } from '../../html.ts';
import {
  asRegistered,
  issuerOf,
  type Column,
  type Extra,
  type FormContext,
  type FormParts,
} from '../form.ts';
import { handoverSheet } from '../handover-sheet.ts';
import { letterPage, returnSlip } from '../letter.ts';
import type { PrintedRecord } from '../printed-record.ts';
import { annexOf, personsOf, postsOf, sourceOf } from './lead-texts.ts';

export function leadHandoverListForm(
  context: FormContext,
  records: readonly PrintedRecord[],
  extra: Extra,
): FormParts {
  return handoverSheet(context, records, extra, {
    title: '问题线索移交清单',
    receiver: extra['接收单位'] || sharedText(records, 'handoverOrg'),
    columns,
    signers: ['移交单位（章）', '移交人', '接收单位（章）', '接收人', '监交人', '日期'],
    sums: [
      ['附件', 'handoverCopies', '份'],
      ['', 'handoverPages', '页'],
    ],
  });
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
    body: html`${letterPage({
      issuer: issuerOf(context, asRegistered(records)),
      title: '关于移送巡察问题线索的函',
      number: sharedText(records, 'handoverDocNo'),
      to: sharedText(records, 'handoverOrg') || extra['主送单位'] || sharedText(records, 'handoverTo'),
      paragraphs: [
        `现将${from}巡察发现的问题线索${count}件移送你单位，请按规定处置，并于${term}内反馈办理情况。`,
        '有关材料请按规定管理，严格控制知悉范围。',
      ],
      annexes: ['问题线索移交清单', '问题线索材料'],
      contact: extra['联系人及电话'] ?? '',
      date: sharedText(records, 'handoverLetterAt'),
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
