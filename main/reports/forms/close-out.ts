/** F24 整改事项销号申请审核表 (reference 4.2). */
import { code, html, lines, type Html } from '../html.ts';
import { boxColumns, choices, sheets, tall } from './box.ts';
import { formatDay, opinion, pair, wide, type FormParts } from './form.ts';
import type { PrintedRecord } from './printed-record.ts';
import { relapseOf, resultsOf } from './ledger-cells.ts';

export function closeOutForm(records: readonly PrintedRecord[]): FormParts {
  return sheets('整改事项销号申请审核表', records, sheetOf);
}

function sheetOf(record: PrintedRecord): Html {
  const text = record.text;
  const measures = record.parts('rectMeasure');
  const satisfaction = [
    text('satisfaction'),
    text('spotCheckPct') === '' ? '' : `抽查${text('spotCheckPct')}%`,
  ];
  const standing = [record.stateLabel, relapseOf(record)].filter((part) => part !== '');
  return html`<section class="part">
    <h1>整改事项销号申请审核表</h1>
    <table class="box">
      ${boxColumns} ${pair('编号', code(record.no), '被巡察\n党组织', text('targetId'))}
      ${wide('问题', lines(text('statement')))}
      ${tall('措施完成情况', lines(measures.map(measureLine).join('\n')), 16)}
      ${tall(
        '佐证目录',
        lines(
          measures
            .map(evidenceLine)
            .filter((line) => line !== '')
            .join('\n'),
        ),
        12,
      )}
      ${wide('整改成效', lines(resultsOf(record)))}
      ${wide('自评', choices(['已完成', '基本完成', '长期坚持'], text('completion')))}
      ${wide('整改时限', html`${formatDay(text('currentDueAt'))}`)}
      ${tall(
        '被巡察党组织\n主要负责人',
        opinion('', text('headSigner'), text('headSignedAt'), '签字（章）', 14),
        14,
      )}
      ${review('初审', 'first', text('firstReviewedAt'), record)}
      ${review('巡察组意见', 'group', text('jointReviewedAt'), record)}
      ${review('纪检监察室\n（派驻组）意见', 'discipline', text('jointReviewedAt'), record)}
      ${review('组织部意见', 'organisation', text('jointReviewedAt'), record)}
      ${wide('满意度', lines(satisfaction.filter((part) => part !== '').join('，')))}
      ${tall('巡察办审批', opinion(text('closeOpinion'), text('closeApprover'), text('closedAt'), '签字', 16), 16)}
      ${pair('销号日期', formatDay(text('closedAt')), '状态', lines(standing.join('\n')))}
    </table>
  </section>`;
}

function review(label: string, who: string, at: string, { text }: PrintedRecord): Html {
  return tall(label, opinion(text(`${who}Opinion`), text(`${who}Reviewer`), at, '签字', 14), 14);
}

function measureLine(measure: PrintedRecord, index: number): string {
  const done = formatDay(measure.text('doneAt'));
  return `${index + 1}. ${plain(measure.text('content'))}：${done === '' ? measure.stateLabel : `${done}完成`}`;
}

function evidenceLine(measure: PrintedRecord, index: number): string {
  const evidence = measure.text('evidence');
  return evidence === '' ? '' : `${index + 1}. ${evidence}`;
}

/** Without the number the clerk has put before it and the full stop behind it. */
function plain(content: string): string {
  return content.replace(/^\d+[.、．]\s*/u, '').replace(/[，。；]\s*$/u, '');
}
