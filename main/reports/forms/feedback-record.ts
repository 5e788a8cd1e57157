/** F09 实名举报受理/办结反馈记录 (reference 4.2): when and how the petitioner was told, and what he or she said. */
import { code, html, lines, type Html } from '../html.ts';
import { boxColumns, choices, sheets, tall } from './box.ts';
import { formatDay, pair, signatures, wide, type Extra, type FormParts } from './form.ts';
import { namesOf, type PrintedRecord } from './printed-record.ts';

export function feedbackRecordForm(records: readonly PrintedRecord[], extra: Extra): FormParts {
  return sheets('实名举报受理、办结反馈记录', records, (record) => sheetOf(record, extra));
}

const ways = ['电话', '面谈', '书面', '短信'];

function sheetOf(record: PrintedRecord, extra: Extra): Html {
  const text = record.text;
  return html`<section class="part">
    <h1>实名举报受理、办结反馈记录</h1>
    <table class="box">
      ${boxColumns} ${pair('编号', code(record.no), '举报人', namesOf(record.rows('petitioners')))}
      ${pair('收件日期', formatDay(text('receivedAt')), '实名核实', text('realNameVerified'))}
      ${pair('受理告知期限', formatDay(text('informDueAt')), '告知日期', formatDay(text('informAt')))}
      ${wide('告知方式', choices(ways, text('informWay')))}
      ${tall('告知内容', lines(extra['告知内容'] ?? ''), 30)}
      ${pair('结果反馈期限', formatDay(text('feedbackDueAt')), '反馈日期', formatDay(text('feedbackAt')))}
      ${wide('反馈方式', choices(ways, text('feedbackWay')))}
      ${tall('反馈内容', lines(extra['反馈内容'] || text('replyText')), 36)}
      ${tall('举报人意见\n（异议）', lines(text('feedbackOpinion')), 24)}
      ${tall('新的证据', lines(extra['新的证据'] ?? ''), 18)}
    </table>
    ${signatures(['记录人', '日期'], extra)}
    <p class="rules">书面答复不得使用印有本机关名称的信封。</p>
  </section>`;
}
