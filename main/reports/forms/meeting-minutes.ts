/** F43 会议纪要、签到 (reference 4.2): what was decided, and on a sheet of its own who was there. */
import { formatMark } from '../../../domain/secrecy.ts';
import { code, html, keep, lines, type Html } from '../html.ts';
import { tall } from './box.ts';
import { dayToWrite, formatDay, pair, registerTable, signatures, wide, type FormParts } from './form.ts';
import { blankRecord, type PrintedRecord, type PrintedRow } from './printed-record.ts';

export function meetingMinutesForm(records: readonly PrintedRecord[]): FormParts {
  const sheets = records.length === 0 ? [blankRecord] : records;
  const only = records.length === 1 ? records[0]?.text('title') : undefined;
  return {
    name: `会议纪要${only === undefined ? '' : ` ${only}`}`,
    landscape: false,
    pageNumber: 'dashes',
    body: html`${sheets.map((record) => html`${minutesOf(record)} ${signInOf(record)}`)}`,
  };
}

function minutesOf(record: PrintedRecord): Html {
  const { text } = record;
  const people = record.rows('attendees');
  return html`<section class="part">
    <h1>会议纪要</h1>
    <div class="line">
      <span>编号：${code(text('minutesNo') || record.no)}</span>
      <span>${formatDay(text('minutesAt')) || dayToWrite}</span>
    </div>
    <table class="box">
      ${columns} ${wide('会议名称', lines(text('title')))}
      ${pair('会议类别', text('kind'), '密级', formatMark(record.mark))}
      ${pair('时间', html`${keep(formatDay(text('heldAt')))} ${keep(text('hours'))}`, '地点', text('place'))}
      ${pair('主持人', text('presided'), '记录人', text('recorder') || namesOf(people, ['记录']))}
      ${wide('出席', html`${namesOf(people, ['', '出席'])}`)}
      ${wide('列席', html`${namesOf(people, ['列席'])}`)} ${wide('请假', html`${namesOf(people, [excused])}`)}
      ${tall('会议内容', lines(text('summary')), 24)} ${tall('议题', topicsOf(record.rows('topics')), 30)}
      ${tall('议定事项', lines(text('decisions')), 24)}
    </table>
    <div class="after">
      ${signatures(['签发人', '记录人'], { 签发人: text('signedBy'), 记录人: text('recorder') })}
    </div>
  </section>`;
}

const columns: Html = html`<colgroup>
  ${[15, 39, 14, 32].map((width) => html`<col style="width:${width}%" />`)}
</colgroup>`;

/** Topics in their order, each with its decision and who carries it out by when. */
function topicsOf(topics: readonly PrintedRow[]): Html {
  return html`${topics.map(
    (topic, index) =>
      html`<p>
        ${index + 1}.
        ${topic['topic'] ?? ''}${bracketed('汇报人：', topic['reporter'])}${lines(
          topic['decision'] ? `\n${topic['decision']}` : '',
        )}${bracketed('承办：', topic['carriedOutBy'])}${lines(bracketed('期限：', formatDay(topic['dueAt'] ?? '')))}
      </p>`,
  )}`;
}

function bracketed(label: string, text: string | undefined): string {
  return text ? `（${label}${text}）` : '';
}

function namesOf(people: readonly PrintedRow[], roles: readonly string[]): string {
  return people
    .filter((person) => roles.includes(person['role'] ?? ''))
    .map(
      (person) => `${person['name'] ?? ''}${bracketed('', `${person['unit'] ?? ''}${person['post'] ?? ''}`)}`,
    )
    .join('、');
}

function signInOf(record: PrintedRecord): Html {
  return html`<section class="part">
    <h1>会议签到表</h1>
    <div class="line">
      <span>会议名称：${record.text('title')}</span>
      <span>${keep(formatDay(record.text('heldAt')) || dayToWrite)}</span>
    </div>
    ${registerTable(signInColumns, record.rows('attendees'), 'middle', 18)}
  </section>`;
}

const excused = '请假';

const signInColumns = [
  { label: '序号', width: 12, cell: (_row: PrintedRow, index: number) => String(index + 1) },
  { label: '姓名', width: 24, cell: (row: PrintedRow) => row['name'] ?? '' },
  { label: '单位', width: 44, cell: (row: PrintedRow) => row['unit'] ?? '', kind: 'text' as const },
  { label: '职务', width: 30, cell: (row: PrintedRow) => row['post'] ?? '', kind: 'text' as const },
  { label: '身份', width: 16, cell: (row: PrintedRow) => row['role'] ?? '' },
  // Who is excused signs nothing.
  {
    label: '签名',
    width: 34,
    cell: (row: PrintedRow) => (row['role'] === excused ? excused : ''),
    kind: 'sign' as const,
  },
];
