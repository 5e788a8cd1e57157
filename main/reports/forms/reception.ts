/** F02 来访接待登记表 and F03 来电（短信）记录表 (reference 4.2). Who came is masked unless revealed. */
import { code, html, keep, lines, type Html } from '../html.ts';
import { boxColumns, sheets, smallTable, tall, type SmallColumn } from './box.ts';
import { dayToWrite, formatDay, pair, signatures, type FormParts } from './form.ts';
import { signatureOf, type PrintedRecord } from './printed-record.ts';

export function visitForm(records: readonly PrintedRecord[]): FormParts {
  return sheets('来访接待登记表', records, visitSheet);
}

export function callForm(records: readonly PrintedRecord[]): FormParts {
  return sheets('来电（短信）记录表', records, callSheet);
}

const visitorColumns: readonly SmallColumn[] = [
  { key: 'name', label: '姓名', width: 14 },
  { key: 'gender', label: '性别', width: 11 },
  { key: 'unit', label: '职业/单位', width: 25 },
  { key: 'address', label: '住址', width: 28 },
  { key: 'phone', label: '电话', width: 22 },
];

const callerColumns: readonly SmallColumn[] = visitorColumns
  .filter(({ key }) => key !== 'gender')
  .map((column) => (column.key === 'phone' ? { ...column, label: '来电（短信）号码' } : column));

function visitSheet(record: PrintedRecord): Html {
  const text = record.text;
  return html`<section class="part">
    ${head('来访接待登记表', record)}
    <table class="box">
      ${boxColumns} ${pair('来访时间', timeOf(record), '来访地点', placeOf(record))}
      ${pair('来访人数', personsOf(record), '署名/匿名', signatureOf(record))}
    </table>
    ${smallTable('来访人（代表）', visitorColumns, record.rows('petitioners'), 2)}
    <table class="box joined">
      ${boxColumns} ${tall('来访事由\n（反映情况）', lines(contentOf(record)), 48)}
      ${tall('提交材料', html`${materialsOf(record)}`)} ${tall('接待处理意见', lines(handlingOf(record)), 22)}
      ${tall('备注', lines(text('remark')), 12)}
    </table>
    ${signatures(['来访人（核对）', '接待人', '记录人'], { 接待人: receiversOf(record), 记录人: text('recorder') })}
  </section>`;
}

/** With whether it was a place apart, where that was said. */
function placeOf({ text }: PrintedRecord): string {
  const apart = { 是: '（独立场所）', 否: '（不独立）' }[text('placeApart')] ?? '';
  return `${text('place')}${apart}`;
}

function callSheet(record: PrintedRecord): Html {
  const text = record.text;
  return html`<section class="part">
    ${head('来电（短信）记录表', record)}
    <table class="box">
      ${boxColumns} ${pair('来电（短信）\n时间', timeOf(record), '时长', minutesOf(record))}
      ${pair('署名/匿名', signatureOf(record), '信访类型', text('category'))}
      ${pair('记录地点', text('place'), '人数', personsOf(record))}
    </table>
    ${smallTable('来电人', callerColumns, record.rows('petitioners'), 1)}
    <table class="box joined">
      ${boxColumns} ${tall('反映情况', lines(contentOf(record)), 70)}
      ${tall('拟办', lines(handlingOf(record)), 26)} ${tall('备注', lines(text('remark')), 12)}
    </table>
    ${signatures(['接听人', '记录人'], { 接听人: receiversOf(record), 记录人: text('recorder') })}
  </section>`;
}

function head(title: string, record: PrintedRecord): Html {
  return html`<h1>${title}</h1>
    <div class="line">
      <span>编号：${code(record.no)}</span
      ><span>登记日期：${formatDay(record.text('registeredAt')) || dayToWrite}</span>
    </div>`;
}

function timeOf({ text }: PrintedRecord): Html {
  const times = [text('startTime'), text('endTime')].filter((time) => time !== '').join('至');
  return html`${keep(formatDay(text('receivedAt')))} ${keep(times)}`;
}

function personsOf({ text }: PrintedRecord): string {
  const count = text('personCount');
  return `${count === '' ? '' : `${count}人`}${text('isGroup') === '是' ? '（集体访）' : ''}`;
}

function minutesOf({ text }: PrintedRecord): string {
  const minutes = text('duration');
  return minutes === '' ? '' : `${minutes}分钟`;
}

/** What was said in short, then the record that was read back. */
function contentOf({ text }: PrintedRecord): string {
  return [text('summary'), text('recordText')].filter((part) => part !== '').join('\n');
}

function materialsOf({ text }: PrintedRecord): string {
  const [pieces, pages] = [text('materials'), text('materialPages')];
  return `${pieces === '' ? '' : `${pieces}件`}${pages === '' ? '' : `${pages}页`}`;
}

function handlingOf({ text }: PrintedRecord): string {
  return [text('onSiteHandling'), text('handlingOpinion')].filter((part) => part !== '').join('：');
}

function receiversOf(record: PrintedRecord): string {
  return record
    .rows('receivers')
    .map((row) => row['name'] ?? '')
    .filter((name) => name !== '')
    .join('、');
}
