/** F52 数据包清单与回执 (reference 3.16, 4.2): what is in a package, and the slip that goes back. */
import { code, html, lines, type Html } from '../html.ts';
import { checkCode } from './carrier-handover.ts';
import { dayToWrite, pair, wide, type Extra, type FormParts } from './form.ts';

export interface PackageSheet {
  readonly no: string;
  readonly directionLabel: string;
  readonly kindLabel: string;
  readonly sequence: number;
  readonly period: string;
  readonly fromName: string;
  readonly toName: string;
  readonly fileName: string;
  readonly size: string;
  readonly counts: readonly { readonly label: string; readonly count: number }[];
  readonly digestName: string;
  readonly digest: string;
  readonly signer: string;
  /** Eight groups of five digits. */
  readonly signerFingerprint: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly mediumCode: string;
  /** Who wrote it to the medium last, and when; '' while nobody has. */
  readonly writtenBy: string;
  readonly writtenAt: string;
  /** '' while nothing has come back. */
  readonly receivedAt: string;
  readonly importedBy: string;
  /** Who confirmed the import. */
  readonly witness: string;
  readonly verdict: string;
  readonly receiptNo: string;
}

export const blankPackage: PackageSheet = {
  no: '',
  directionLabel: '',
  kindLabel: '',
  sequence: 0,
  period: '',
  fromName: '',
  toName: '',
  fileName: '',
  size: '',
  counts: [],
  digestName: 'SHA-256',
  digest: '',
  signer: '',
  signerFingerprint: '',
  createdBy: '',
  createdAt: '',
  approvedBy: '',
  approvedAt: '',
  mediumCode: '',
  writtenBy: '',
  writtenAt: '',
  receivedAt: '',
  importedBy: '',
  witness: '',
  verdict: '',
  receiptNo: '',
};

export function packageListForm(sheet: PackageSheet | null, extra: Extra): FormParts {
  const package_ = sheet ?? blankPackage;
  return {
    name: `数据包清单与回执${package_.no === '' ? '' : ` ${package_.no}`}`,
    landscape: false,
    pageNumber: 'dashes',
    onlyAsPrinted: true,
    body: html`<h1>数据包清单与回执</h1>
      ${listTable(package_)}
      <h2>回　执（接收单位填写）</h2>
      ${receiptTable(package_, extra)}`,
  };
}

function listTable(sheet: PackageSheet): Html {
  return html`<table class="box middle">
    ${halves} ${pair('包编号', code(sheet.no), '序号', sheet.sequence === 0 ? '' : `第${sheet.sequence}号`)}
    ${pair('方向', sheet.directionLabel, '类型', sheet.kindLabel)}
    ${pair('发出单位', sheet.fromName, '接收单位', sheet.toName)}
    ${pair('数据期间', sheet.period, '介质编号', code(sheet.mediumCode))}
    ${wide('文件名（大小）', html`${code(sheet.fileName)}${sheet.size === '' ? null : html`（${sheet.size}）`}`)}
    ${wide('记录数', countsOf(sheet))} ${wide(`摘要（${sheet.digestName}）`, checkCode(sheet.digest))}
    ${wide('签名人、指纹', html`${lines(sheet.signer)}<br />${fingerprintOf(sheet)}`)}
    ${pair('制作人', sheet.createdBy, '制作时间', sheet.createdAt)}
    ${pair('审批人', sheet.approvedBy, '审批时间', sheet.approvedAt)}
  </table>`;
}

function receiptTable(sheet: PackageSheet, extra: Extra): Html {
  return html`<table class="box middle">
    ${halves} ${pair('接收时间', sheet.receivedAt || dayToWrite, '回执包编号', code(sheet.receiptNo))}
    ${wide('核验结果', html`${sheet.verdict || '□摘要一致　□签名有效　□序号连续　□已导入　□部分导入　□拒收'}`)}
    ${wide('差异说明', html`${extra['差异说明'] ?? ''}`)}
    ${pair('导入人', sheet.importedBy, '监督人', extra['监督人'] || sheet.witness)}
    ${pair('接收单位（章）', '', '日期', dayToWrite)}
  </table>`;
}

export const halves: Html = html`<colgroup>
  <col style="width:20%" />
  <col style="width:36%" />
  <col style="width:15%" />
  <col style="width:29%" />
</colgroup>`;

/** In the groups of five that are read out and shown on the screen. */
function fingerprintOf({ signerFingerprint }: PackageSheet): Html {
  const groups = signerFingerprint.match(/\d{5}/gu) ?? [];
  return html`${groups.map((group) => html`<span class="keep figures">${group}</span> `)}`;
}

export function countsOf(sheet: PackageSheet): Html {
  return html`${sheet.counts.map(({ label, count }) => `${label}${count}条`).join('，')}`;
}
