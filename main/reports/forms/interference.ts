/** F42 说情打招呼登记表 (reference 4.2). */
import { formatMark } from '../../../domain/secrecy.ts';
import { code, html, lines, type Html } from '../html.ts';
import { sheets, tall } from './box.ts';
import { dayToWrite, formatDay, opinion, pair, signatures, wide, type FormParts } from './form.ts';
import type { PrintedRecord } from './printed-record.ts';

export function interferenceForm(records: readonly PrintedRecord[]): FormParts {
  return sheets('说情打招呼登记表', records, sheetOf);
}

function sheetOf(record: PrintedRecord): Html {
  const { text } = record;
  return html`<section class="part">
    <h1>说情打招呼登记表</h1>
    <div class="line">
      <span>编号：${code(record.no)}</span
      ><span>发生日期：${formatDay(text('happenedAt')) || dayToWrite}</span>
    </div>
    <table class="box">
      <colgroup>
        ${[18, 32, 18, 32].map((width) => html`<col style="width:${width}%" />`)}
      </colgroup>
      ${pair('被说情人', text('handler'), '密级', formatMark(record.mark))}
      ${pair('巡察轮次', text('roundId'), '被巡察\n党组织', text('targetId'))}
      ${pair('说情人', text('name'), '单位及职务', text('unit'))}
      ${pair('说情人身份', text('identity'), '方式', text('way'))} ${wide('为谁说情', lines(text('forWhom')))}
      ${tall('说情内容', lines(text('content')), 40)} ${wide('当时答复', lines(text('answer')))}
      ${pair('向谁报告', text('reportedTo'), '报告日期', formatDay(text('reportedAt')))}
      ${tall('处理情况', opinion(text('handling'), text('handledName'), text('handledAt'), '审批人', 36), 38)}
    </table>
    <div class="after">
      ${signatures(['登记报告人', '登记人'], {
        登记报告人: text('handler'),
        登记人: text('registeredBy'),
      })}
    </div>
  </section>`;
}
