/** F26 集中整改进展情况报告 with its 签字背书 page (reference 4.2, 3.5). */
import { centsOf } from '../../../domain/text/amounts.ts';
import { html, lines, type Html } from '../html.ts';
import { dayToWrite, formatDay, type FormParts } from './form.ts';
import { sealPlace } from './letter.ts';
import { blankRecord, type PrintedRecord } from './printed-record.ts';

export function progressReportForm(records: readonly PrintedRecord[]): FormParts {
  const sheets = records.length === 0 ? [blankRecord] : records;
  return {
    name: '集中整改进展情况报告',
    landscape: false,
    pageNumber: 'dashes',
    body: html`${sheets.map(sheetOf)}`,
  };
}

const blank = '　　';

function sheetOf(plan: PrintedRecord): Html {
  const text = plan.text;
  const items = plan.parts('rectItem');
  return html`<section class="part report">
      <h1>${text('targetId')}集中整改进展情况报告</h1>
      <p>
        ${text('feedbackAt') === '' ? '　　　年　　月　　日' : formatDay(text('feedbackAt'))}，巡察组向${
          text('targetId') || '　　　　　　'
        }反馈巡察情况。现将整改情况报告如下。
      </p>
      <h2>一、总体情况</h2>
      <p>${lines(overall(plan, items))}</p>
      <h2>二、逐项整改情况</h2>
      ${items.map(itemText)} ${items.length === 0 ? toWrite : null}
      <h2>三、下一步打算</h2>
      ${toWrite} ${sealPlace(text('targetId') || '党组织（盖章）', formatDay(text('progressReportAt')))}
    </section>
    <section class="part report">
      <h1>签字背书</h1>
      <p>本人对上述整改情况的真实性负责，承诺整改情况属实，无虚报、瞒报。</p>
      <p>（手写承诺）</p>
      <div style="height:60mm"></div>
      <p>主要负责人（签字）：${text('reportPledgeBy')}</p>
      <p>日期：${formatDay(text('reportPledgeAt')) || dayToWrite}</p>
    </section>`;
}

/** Lines to write on. */
const toWrite: Html = html`<p>　</p>
  <p>　</p>
  <p>　</p>`;

/** The figures of the reports that offices publish, in their order. */
function overall(plan: PrintedRecord, items: readonly PrintedRecord[]): string {
  const stated = (key: string): string => plan.text(key) || blank;
  const sum = (...keys: readonly string[]): string =>
    plan.id === ''
      ? blank
      : String(
          items.reduce(
            (all, item) => all + keys.reduce((part, key) => part + Number(item.text(key) || 0), 0),
            0,
          ),
        );
  const notDone = items.filter((item) => item.text('code.status') === 'NOT_DONE').length;
  const underway = plan.id === '' ? blank : String(Number(plan.text('openCount') || 0) - notDone);
  return [
    `反馈问题${stated('itemCount')}个，已完成${stated('doneCount')}个，基本完成${stated('basicCount')}个，`,
    `长期坚持${stated('longTermCount')}个，正在整改${underway}个，未完成（逾期）${plan.id === '' ? blank : notDone}个，完成率${stated('doneRate')}，`,
    `完成（含基本完成）率${stated('nearlyRate')}；建立修订制度${sum('institutions')}项；`,
    `给予党纪政务处分${sum('partySanctions', 'governmentSanctions')}人，组织处理${sum('organisational')}人，`,
    `诫勉${sum('admonished')}人，谈话提醒${sum('talks')}人；`,
    `追缴清退资金${moneyOf(plan, ['moneyCleared', 'personallyRepaid'])}万元，`,
    `挽回损失${moneyOf(plan, ['lossRecovered'])}万元。`,
  ].join('');
}

function itemText(item: PrintedRecord, index: number): Html {
  const statement = item.text('statement').replace(/[。；]$/u, '');
  return html`<p>
    ${index + 1}. ${lines(`${statement}（${item.text('status')}）。${item.text('progressText')}`)}
  </p>`;
}

/** Sum in 万元 with two decimals, from printed amounts such as 3,150.00元; exact in 分. */
function moneyOf(plan: PrintedRecord, keys: readonly string[]): string {
  if (plan.id === '') return '　　';
  const cents = plan
    .parts('rectItem')
    .flatMap((item) => keys.map((key) => centsOf(item.text(key))))
    .reduce((sum, amount) => sum + amount, 0);
  return (Math.round(cents / 10_000) / 100).toFixed(2);
}
