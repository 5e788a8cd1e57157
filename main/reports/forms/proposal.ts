/** F04 信访件呈批（拟办）单 (reference 4.2). */
import { formatMark } from '../../../domain/secrecy.ts';
import { code, html, lines, type Html } from '../html.ts';
import { boxColumns, sheets, tall } from './box.ts';
import { formatDay, opinion, pair, signatures, wide, type Extra, type FormParts } from './form.ts';
import {
  accusedOf,
  leadAboveOf,
  namesOf,
  signatureOf,
  unitsOf,
  type PrintedRecord,
} from './printed-record.ts';

export function proposalForm(records: readonly PrintedRecord[], extra: Extra): FormParts {
  return sheets('信访件呈批单', records, (record) => sheetOf(record, extra));
}

function sheetOf(record: PrintedRecord, extra: Extra): Html {
  const text = record.text;
  return html`<section class="part">
    <h1>信访件呈批（拟办）单</h1>
    <table class="box">
      ${boxColumns} ${pair('编号', code(record.no), '密级', formatMark(record.mark))}
      ${pair('收件日期', formatDay(text('receivedAt')), '来源', text('sourceUnit') || text('channel'))}
      ${pair('反映人', petitionerOf(record), '被反映人', accusedOf(record))}
      ${wide('单位及职务', unitsOf(record))} ${tall('内容摘要', lines(text('summary')), 30)}
      ${tall('拟办意见', opinion(text('proposal'), text('proposedBy'), text('proposedAt'), '承办人', 28))}
      ${tall('巡察组组长（科室）意见', opinion(extra['科室意见'] ?? '', '', '', '签字', 24))}
      ${tall('巡察办领导批示', opinion(text('approval'), text('approvedBy'), text('approvedAt'), '签字', 28))}
    </table>
    <div class="tail">
      <table class="box">
        ${boxColumns} ${tall('办理结果', lines(resultOf(record)), 20)}
      </table>
      ${signatures(['拟办人', '审核人', '批准人'], { 拟办人: text('proposedBy'), 批准人: text('approvedBy'), ...extra })}
    </div>
  </section>`;
}

function petitionerOf(record: PrintedRecord): Html {
  const signature = signatureOf(record);
  return html`${namesOf(record.rows('petitioners'))}${signature === '' ? null : html`（${signature}）`}`;
}

function resultOf(record: PrintedRecord): string {
  const replied = formatDay(record.text('replyAt'));
  const result = record.text('replyResult');
  const head = [replied === '' ? '' : `${replied}回告`, result].filter((part) => part !== '').join('：');
  return [head, leadAboveOf(record), record.text('replyText')].filter((part) => part !== '').join('\n');
}
