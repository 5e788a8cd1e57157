/** 恢复单: the shares of the vault's recovery key, one page each, to be kept apart by different people. */
import { html, type Html } from '../html.ts';
import { formatDay, type FormParts } from './form.ts';

export interface RecoverySheet {
  readonly officeName: string;
  /** `YYYY-MM-DD`. */
  readonly madeAt: string;
  /** How many shares are needed to open the vault again. */
  readonly threshold: number;
  readonly shares: readonly RecoveryShare[];
  /** Identifies the vault these shares belong to, e.g. a short fingerprint. */
  readonly vaultCode: string;
}

export interface RecoveryShare {
  /** 1, 2, 3 … */
  readonly number: number;
  /** The share as it is typed back; spaces are not part of it. */
  readonly text: string;
  /** Who is to keep it; '' to be written by hand. */
  readonly holder: string;
}

export function recoverySheetForm(sheet: RecoverySheet): FormParts {
  return {
    name: '数据恢复单',
    landscape: false,
    pageNumber: 'dashes',
    onlyAsPrinted: true,
    body: html`${sheet.shares.map((share) => sharePage(sheet, share))}`,
  };
}

function sharePage(sheet: RecoverySheet, share: RecoveryShare): Html {
  const total = sheet.shares.length;
  return html`<section class="part">
    <h1>数据恢复单</h1>
    <div class="line"><span>${sheet.officeName}</span><span>${formatDay(sheet.madeAt)}</span></div>
    <div class="line">
      <span>第${share.number}份（共${total}份，任意${sheet.threshold}份可恢复）</span
      ><span>库标识：${sheet.vaultCode}</span>
    </div>
    <div class="share">${groupsOf(share.text)}</div>
    <table class="box">
      <colgroup>
        <col style="width:22%" />
        <col style="width:28%" />
        <col style="width:22%" />
        <col style="width:28%" />
      </colgroup>
      <tr>
        <th>保管人</th>
        <td class="text">${share.holder}</td>
        <th>接收签字</th>
        <td></td>
      </tr>
      <tr>
        <th>保管地点</th>
        <td></td>
        <th>接收日期</th>
        <td></td>
      </tr>
    </table>
    <h2>保管和使用说明</h2>
    <ol class="rules">
      <li>本单在所有人口令都无法使用时用来打开保密库。凑齐${sheet.threshold}份即可恢复，请当作密件保管。</li>
      <li>
        各份由不同的人分别保管，装入信封密封、骑缝签字，锁入不同的保密柜；不得由一人同时保管${sheet.threshold}份以上。
      </li>
      <li>不得拍照、复印、抄录，不得录入任何联网设备；不得与保密库所在的计算机、移动介质放在一起。</li>
      <li>
        使用时在登录页面选择用恢复单恢复，按行逐组输入，不区分大小写，空格可以不输；用后应当重新制作并销毁旧单。
      </li>
      <li>保管人变动时当面移交并登记。遗失一份的，应当立即报告并重新制作全部恢复单。</li>
    </ol>
  </section>`;
}

/** Groups of four in numbered lines of four groups, as large as can be read without glasses. */
function groupsOf(text: string): Html {
  const groups = text.replaceAll(/[\s-]/g, '').match(/.{1,4}/gu) ?? [];
  const rows = Array.from({ length: Math.ceil(groups.length / groupsPerLine) }, (_, index) =>
    groups.slice(index * groupsPerLine, (index + 1) * groupsPerLine),
  );
  return html`${rows.map(
    (row, index) =>
      html`<div class="share-line">
        <span class="share-number">${index + 1}</span>${row.map((group) => html`<span>${group}</span>`)}
      </div>`,
  )}`;
}

const groupsPerLine = 4;
