/** F15 线索办理情况反馈表, F16 线索会商纪要 and F17 双汇报记录表 (reference 4.2). */
import { code, html, lines, type Html } from '../../html.ts';
import { boxColumns, sheets, smallTable, tall, type SmallColumn } from '../box.ts';
import { formatDay, opinion, pair, signatures, wide, type Extra, type FormParts } from '../form.ts';
import type { PrintedRecord, PrintedRow } from '../printed-record.ts';
import { personsOf } from './lead-texts.ts';

export function leadFeedbackForm(records: readonly PrintedRecord[], extra: Extra): FormParts {
  return sheets('线索办理情况反馈表', records, (record) => feedbackSheet(record, extra));
}

export function leadConsultationForm(records: readonly PrintedRecord[]): FormParts {
  return sheets('线索会商纪要', records, (record) => {
    const rows = record.rows('consultations');
    return html`${(rows.length === 0 ? [{}] : rows).map((row) => minutesSheet(record, row))}`;
  });
}

export function dualReportForm(records: readonly PrintedRecord[]): FormParts {
  return sheets('双汇报记录表', records, reportSheet);
}

/** In 五号, so that names and what the office calls its measures stand on few lines. */
const resultColumns: readonly SmallColumn[] = [
  { key: 'name', label: '姓名', width: 14 },
  { key: 'unitPost', label: '单位及职务', width: 20 },
  { key: 'partySanction', label: '党纪\n处分', width: 11 },
  { key: 'adminSanction', label: '政务\n处分', width: 11 },
  { key: 'orgHandling', label: '组织\n处理', width: 12 },
  { key: 'otherMeasures', label: '其他措施', width: 16 },
  { key: 'judicial', label: '移送\n司法', width: 6 },
  { key: 'form', label: '形态', width: 10 },
];

function feedbackSheet(record: PrintedRecord, extra: Extra): Html {
  const text = record.text;
  const progress = record
    .rows('progress')
    .map((row) => [formatDay(row['doneAt'] ?? ''), row['step'] ?? '', row['note'] ?? ''].join('　'));
  return html`<section class="part">
    <h1>线索办理情况反馈表</h1>
    <table class="box">
      ${boxColumns} ${pair('线索编号', code(record.no), '反馈期限', formatDay(text('replyDueAt')))}
      ${pair('承办部门', text('undertakeDept'), '承办人', text('undertaker'))}
      ${pair('处置方式', text('disposition'), '处置日期', formatDay(text('dispositionAt')))}
      ${tall('进展', lines(progress.join('\n')), 30)}
      ${tall('处理结果', lines([text('result'), text('replyText')].filter((part) => part !== '').join('\n')), 30)}
    </table>
    ${smallTable('每人处理结果', resultColumns, record.rows('results'), 3, 'middle')}
    <table class="box joined">
      ${boxColumns} ${wide('追缴（挽回）\n金额', html`${text('recovered')}`)}
      ${tall('整改建议', lines(text('rectAdvice')), 18)}
      ${tall('承办单位意见', opinion(extra['承办单位意见'] ?? '', '', text('replyAt'), '（章）', 24))}
    </table>
  </section>`;
}

function minutesSheet(record: PrintedRecord, row: PrintedRow): Html {
  const present = [
    ['案件监督管理室', row['caseOffice']],
    ['案件审理室', row['trialOffice']],
    ['监督检查室', row['supervisionOffice']],
    ['巡察机构', row['inspection']],
  ] as const;
  return html`<section class="part">
    <h1>线索会商纪要</h1>
    <table class="box">
      ${boxColumns} ${pair('时间', formatDay(row['heldAt'] ?? ''), '地点', row['place'] ?? '')}
      ${tall('参加人', html`${present.map(([organ, names]) => html`<div>${organ}：${names ?? ''}</div>`)}`, 30)}
      ${pair('线索编号', code(record.no), '被反映人', personsOf(record))}
      ${tall('主要问题', lines(record.text('problemIntro')), 34)}
      ${tall('讨论意见', lines(row['opinion'] ?? ''), 56)} ${wide('结论', html`${row['conclusion'] ?? ''}`)}
    </table>
    ${signatures(['案管室', '审理室', '监督室', '巡察机构'])}
  </section>`;
}

const receivers = ['市委巡察工作领导小组', '被巡察地巡察工作领导小组和书记专题会'];

function reportSheet(record: PrintedRecord): Html {
  const rows = record.rows('dualReports');
  const known = rows.map((row) => row['reportedTo'] ?? '');
  const missing = receivers
    .filter((receiver) => !known.includes(receiver))
    .map((reportedTo): PrintedRow => ({ reportedTo }));
  return html`<section class="part">
    <h1>双汇报记录表</h1>
    <table class="box">
      ${boxColumns} ${pair('线索编号', code(record.no), '被反映人', personsOf(record))}
      ${tall('线索（事项）', lines(record.text('problemIntro')), 36)}
    </table>
    ${[...rows, ...missing].map(
      (row) =>
        html`<table class="box joined">
          ${boxColumns} ${wide('汇报对象', html`${row['reportedTo'] ?? ''}`)}
          ${pair('时间', formatDay(row['reportedAt'] ?? ''), '汇报人', row['reporter'] ?? '')}
          ${tall('汇报内容', lines(row['summary'] ?? ''), 18)}
          ${tall('批示', lines(row['instruction'] ?? ''), 18)}
          ${wide('办理期限', html`${formatDay(row['dueAt'] ?? '')}`)}
        </table>`,
    )}
    ${signatures(['记录人', '日期'])}
  </section>`;
}
