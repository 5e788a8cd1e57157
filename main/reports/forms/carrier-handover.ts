/** F45 涉密载体交接单 (reference 3.17, 4.2): two copies, one goes back signed to the office that sent the carrier. */
import { code, html, lines, type Html } from '../html.ts';
import { dayToWrite, registerTable, type Column, type Extra, type FormParts } from './form.ts';

export interface HandoverItem {
  readonly name: string;
  /** 文号或包编号. */
  readonly docNo: string;
  /** The mark as printed, e.g. 机密★10年. */
  readonly mark: string;
  /** 份号或介质编号. */
  readonly serial: string;
  readonly copies: number;
  readonly pages: number | null;
  /** Short check code, to compare on both sides; groups of four. */
  readonly checkCode: string;
  readonly remark: string;
}

export interface Handover {
  readonly no: string;
  /** 交接时间 and 地点, '' to be written by hand. */
  readonly at: string;
  readonly place: string;
  readonly fromOrg: string;
  readonly toOrg: string;
  /** People, seal and packing; '' to be written by hand. */
  readonly fromPerson: string;
  readonly toPerson: string;
  readonly courier1: string;
  readonly courier2: string;
  readonly supervisor: string;
  readonly packing: string;
  readonly sealNo: string;
  readonly items: readonly HandoverItem[];
}

const blank: Handover = {
  ...{ no: '', at: '', place: '', fromOrg: '', toOrg: '', fromPerson: '', toPerson: '', courier1: '' },
  ...{ courier2: '', supervisor: '', packing: '', sealNo: '' },
  items: [],
};

export function carrierHandoverForm(handover: Handover | null, extra: Extra): FormParts {
  const slip = handover ?? blank;
  return {
    name: `涉密载体交接单${slip.no === '' ? '' : ` ${slip.no}`}`,
    landscape: true,
    pageNumber: 'ofTotal',
    copies: ['第一联　移交单位留存', '第二联　接收单位签收后退回移交单位'],
    body: html`<h1>涉密载体交接单</h1>
      <div class="line">
        <span>编号：${code(slip.no)}</span>
        <span>交接时间：${slip.at === '' ? dayToWrite : slip.at}</span>
        <span>交接地点：${extra['交接地点'] ?? (slip.place || '　　　　　　　　')}</span>
      </div>
      ${registerTable(columns, slip.items, 'broad', 6, slip.items.length === 0 ? html`` : totals(slip.items))}
      ${handoverBox(slip, extra)}`,
  };
}

const columns: readonly Column<HandoverItem>[] = [
  { label: '序号', width: 10, cell: (_item, index) => String(index + 1) },
  { label: '名称（文号/包编号）', width: 74, cell: nameOf, kind: 'text' },
  { label: '密级', width: 24, cell: (item) => item.mark },
  { label: '份号/介质编号', width: 34, cell: (item) => code(item.serial) },
  { label: '份数', width: 13, cell: (item) => String(item.copies) },
  { label: '页数', width: 13, cell: (item) => (item.pages === null ? '—' : String(item.pages)) },
  { label: '校验码', width: 46, cell: (item) => checkCode(item.checkCode) },
  { label: '备注', width: 30, cell: (item) => lines(item.remark), kind: 'text' },
];

function nameOf(item: HandoverItem): Html {
  return html`${item.name}${item.docNo === '' ? null : html`<br />${code(item.docNo)}`}`;
}

/** Groups of four characters that never break inside a group. */
export function checkCode(text: string): Html {
  const groups =
    text
      .replaceAll(/\s/g, '')
      .toUpperCase()
      .match(/.{1,4}/gu) ?? [];
  return html`${groups.map((group) => html`<span class="keep figures">${group}</span> `)}`;
}

function totals(items: readonly HandoverItem[]): Html {
  const copies = items.reduce((sum, item) => sum + item.copies, 0);
  const pages = items.reduce((sum, item) => sum + (item.pages ?? 0), 0);
  const paged = items.some((item) => item.pages !== null) ? `　${pages}页` : '';
  return html`<tr class="total">
    <td colspan="${columns.length}">合计　${items.length}项　${copies}份${paged}</td>
  </tr>`;
}

function handoverBox(slip: Handover, extra: Extra): Html {
  return html`<table class="middle box after">
    <tr>
      <th>封装情况</th>
      <td class="text">${extra['封装情况'] ?? slip.packing}</td>
      <th>封条号</th>
      <td class="text">${extra['封条号'] ?? slip.sealNo}</td>
      <th>接收时封条</th>
      <td class="text">□完好　□破损</td>
    </tr>
    <tr>
      <th>移交单位</th>
      <td class="text">${slip.fromOrg}</td>
      <th>移交人</th>
      <td class="text">${extra['移交人'] ?? slip.fromPerson}</td>
      <th>承运人（1）</th>
      <td class="text">${extra['承运人'] ?? slip.courier1}</td>
    </tr>
    <tr>
      <th>接收单位</th>
      <td class="text">${slip.toOrg}</td>
      <th>接收人</th>
      <td class="text">${extra['接收人'] ?? slip.toPerson}</td>
      <th>承运人（2）</th>
      <td class="text">${extra['承运人二'] ?? slip.courier2}</td>
    </tr>
    <tr>
      <th>监交人</th>
      <td class="text">${extra['监交人'] ?? slip.supervisor}</td>
      <th>接收日期</th>
      <td class="text">${dayToWrite}</td>
      <th>差异说明</th>
      <td class="text"></td>
    </tr>
  </table>`;
}
