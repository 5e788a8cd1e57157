/** F36 回避申报（审查）表 (reference 4.2): what a person declares, and what the office and the leading group decide. */
import { mannedStates } from '../../../../domain/registers/inspection-round/workflow.ts';
import { html, lines, type Html } from '../../html.ts';
import { boxColumns, sheets, smallTable, tall } from '../box.ts';
import { dayToWrite, formatDay, opinion, pair, wide, type FormParts } from '../form.ts';
import type { NamingRow, PrintedRecord, PrintedRow } from '../printed-record.ts';
import { nameOfRound, targetNames } from './groups.ts';

export function declarationForm(records: readonly PrintedRecord[]): FormParts {
  return sheets('回避申报（审查）表', records, sheetOf);
}

/** Lines for what the person adds by hand: a blank form is filled in whole. */
function linesOf({ id }: PrintedRecord): { readonly relatives: number; readonly interests: number } {
  return id === '' ? { relatives: 8, interests: 4 } : { relatives: 3, interests: 2 };
}

const promise = '本人承诺以上内容真实、完整，没有隐瞒；情况有变化的及时报告。';

/** Signatures and opinions stay together: overleaf, where the declaration fills a page. */
function sheetOf(record: PrintedRecord): Html {
  const { text, rows } = record;
  const { record: group, row = {} } = seatOf(record) ?? {};
  const least = linesOf(record);
  return html`<section class="part">
    <h1>回避申报（审查）表</h1>
    <div class="line"><span>编号：${record.no}</span><span>${dayToWrite}</span></div>
    <table class="box">
      ${boxColumns} ${pair('姓名', text('name'), '职务', joined(text('post'), text('rank')))}
      ${pair('单位', text('unit'), '出生年月', text('birth'))}
      ${pair('居住地', text('residence'), '工作地', text('workRegion'))}
      ${pair('成长地\n（籍贯）', text('upbringing'), '政治面貌', text('political'))}
      ${pair('拟参加的\n巡察组', group ? lines(`${nameOfRound(group)}\n${group.text('name')}`) : '', '组内职务', row['role'] ?? '')}
      ${wide('被巡察\n党组织', lines(group ? targetNames(group).join('\n') : ''))}
      ${tall('任职地\n（任职经历）', lines(rows('posts').map(spell('unit', 'post')).join('\n')), 22)}
      ${wide('学历教育\n单位', lines(rows('education').map(spell('school', 'degree')).join('\n')))}
    </table>
    ${smallTable('亲属及社会关系', relatives, rows('relatives'), least.relatives)}
    ${smallTable('与被巡察单位的关系（没有的写“无”）', interests, interestsOf(record), least.interests)}
    <div class="tail">
      <table class="box joined open">
        ${boxColumns}
        ${tall(
          '本人承诺',
          html`<p>${promise}</p>
            <div class="opinion" style="min-height:14mm">
              <div></div>
              <div class="by">承诺人签名：　　　　　　${dayToWrite}</div>
            </div>`,
        )}
        ${tall('巡察办\n审查意见', opinion(reviewed(row), '', '', '审查人', 20))}
        ${tall('领导小组\n意见', opinion('', '', '', '签批人', 20))}
      </table>
    </div>
  </section>`;
}

/**
 * What the relations are declared to: the latest group the person sits in whose work is not done. Without one the sheet is
 * for the pool, and the lines stay blank to write on.
 */
function seatOf({ naming }: PrintedRecord): NamingRow | undefined {
  return naming('inspectionGroup', 'members').findLast(
    ({ record: { state, related } }) =>
      state === 'FORMED' && related('round').every((round) => mannedStates.includes(round.state)),
  );
}

/** What the office has registered, with the reason of an exception. */
function reviewed(row: PrintedRow): string {
  const result = row['avoidance'] ?? '';
  const reason = row['avoidanceReason'] ?? '';
  return result === '' || reason === '' ? result : `${result}：${reason}`;
}

const relatives = [
  { key: 'name', label: '姓名', width: 18 },
  { key: 'relation', label: '称谓', width: 16 },
  { key: 'unit', label: '单位', width: 40 },
  { key: 'post', label: '职务', width: 26 },
];

const interests = [
  { key: 'target', label: '单位', width: 40 },
  { key: 'text', label: '关系', width: 60 },
];

/** What was declared organisation by organisation, and the companies the person or the family holds. */
function interestsOf({ rows }: PrintedRecord): readonly PrintedRow[] {
  const holdings = rows('holdings').map((row) => ({
    target: row['company'] ?? '',
    text: joined(row['holder'] ? `${row['holder']}持股` : '投资持股', row['share'] ?? ''),
  }));
  return [...rows('declarations'), ...holdings];
}

/** `2018年3月至2022年5月 县财政局 科员`: open ends stay open. */
function spell(what: string, as: string): (row: PrintedRow) => string {
  return (row) => {
    const from = formatDay(row['from'] ?? '');
    const to = formatDay(row['to'] ?? '');
    const span = from === '' && to === '' ? '' : `${from}至${to || '今'}`;
    return [span, row[what] ?? '', row[as] ?? ''].filter((part) => part !== '').join('　');
  };
}

function joined(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('，');
}
