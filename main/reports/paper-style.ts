/**
 * The one style of official paper. Numbers after GB/T 9704—2012 (reference 4.1): A4, 3号 = 16pt, 2号 = 22pt,
 * 4号 = 14pt, 小四 = 12pt, 五号 = 10.5pt, 小五 = 9pt, 六号 = 7.5pt.
 *
 * A page has no margin of its own: the sheet's padding, cloned onto every page, is the margin, so that marks, page
 * numbers and the watermark can be placed in millimetres from the paper's edge.
 */
import type { FontFamilies } from './fonts.ts';

export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** In millimetres. */
export const portraitMargins: Margins = { top: 37, right: 26, bottom: 35, left: 28 };
export const landscapeMargins: Margins = { top: 25, right: 15, bottom: 22, left: 15 };

/** Sizes of type by class, in points; Word and the widths of columns go by them too. */
export const typeSizes = {
  dense: 7.5,
  small: 9,
  middle: 10.5,
  rules: 10.5,
  cover: 15,
  letter: 16,
  report: 16,
  copies: 14,
} as const;

/** Between the lines of a letter, in points. */
export const letterLine = 28.95;

export function paperStyle(landscape: boolean, fonts: FontFamilies): string {
  const margins = landscape ? landscapeMargins : portraitMargins;
  const padding = [margins.top, margins.right, margins.bottom, margins.left]
    .map((side) => `${side}mm`)
    .join(' ');
  return `
@page{size:A4${landscape ? ' landscape' : ''};margin:0}
*{box-sizing:border-box}
html,body{margin:0;padding:0}
body{position:relative;font-family:${fonts.body};font-size:12pt;line-height:1.4;color:#000;
  -webkit-print-color-adjust:exact;print-color-adjust:exact;overflow-wrap:anywhere;line-break:strict}
.sheet{padding:${padding};box-decoration-break:clone}
.sheet+.sheet,.part+.part{break-before:page}
${furnitureStyle(margins, landscape, fonts)}
${textStyle(fonts)}
${tableStyle(fonts)}
`;
}

function furnitureStyle(margins: Margins, landscape: boolean, fonts: FontFamilies): string {
  const width = landscape ? 297 : 210;
  const height = landscape ? 210 : 297;
  const foot = height - margins.bottom + (landscape ? 5 : 7);
  return `
.pages{position:absolute;top:0;left:0;width:${width}mm}
.page{position:relative;height:0}
.page+.page{break-before:page}
.page>*{position:absolute;white-space:nowrap}
.mark{top:${landscape ? 11 : 22}mm;left:${margins.left}mm;font:500 16pt/1.3 ${fonts.heading}}
.serial{top:${landscape ? 8 : 22}mm;left:${margins.left}mm;font:16pt/1.3 ${fonts.body}}
.serial+.mark{top:${landscape ? 15.4 : 29.4}mm}
.copy{top:${landscape ? 12 : 23}mm;right:${margins.right}mm;font-size:12pt}
.foot{top:${foot}mm;left:${margins.left}mm;right:${margins.right}mm;display:flex;justify-content:space-between;
  font:12pt/1.3 ${fonts.body}}
.foot>:only-child{margin-left:auto}
.trace{top:${foot + 7}mm;left:${margins.left}mm;right:${margins.right}mm;text-align:right;font:10.5pt/1.3 ${fonts.body}}
.page>.number{top:${foot}mm;font:14pt/1.2 ${fonts.number}}
.page>.number.odd{right:calc(${margins.right}mm + 14pt)}
.page>.number.even{left:calc(${margins.left}mm + 14pt)}
.water{top:0;left:0;width:${width}mm;height:${height - 4}mm;overflow:hidden}
.water span{position:absolute;font:15pt ${fonts.heading};color:#000;opacity:.07;transform:rotate(-24deg)}
`;
}

/** Shares of a key are typed back by hand: zero and O, one and l must differ. */
const monospace = "'Consolas','DejaVu Sans Mono','Liberation Mono',monospace";

function textStyle(fonts: FontFamilies): string {
  return `
h1{margin:0 0 4mm;font:700 22pt/1.35 ${fonts.title};text-align:center;text-wrap:balance}
.landscape h1{margin:0 0 2mm;font-size:18pt}
h2{margin:5mm 0 2mm;font:500 14pt/1.4 ${fonts.heading};break-after:avoid}
p{margin:0 0 2mm}
.line{display:flex;flex-wrap:wrap;justify-content:space-between;column-gap:8mm;margin:0 0 1.5mm}
.code{overflow-wrap:normal;word-break:keep-all}
.keep{white-space:nowrap}
.rules{margin:3mm 0 0;font-size:${typeSizes.rules}pt}
.rules p{margin:0;padding-left:2em;text-indent:-2em;break-inside:avoid}
.wrong{color:#c00;font-weight:700}
.signs{display:flex;justify-content:space-between;gap:6mm;margin:0;padding:6mm 0 0;break-inside:avoid;break-before:avoid}
.tail{break-inside:avoid}
.tail>.box{margin-top:-.25mm}
.signs div{flex:1 1 0;min-width:min-content}
.part{padding-top:1px}
.after{margin-top:4mm;break-inside:avoid;break-before:avoid}
.figures{font-family:${fonts.number};letter-spacing:.02em;margin-right:.35em}
.share{margin:5mm 0 6mm;padding:4mm 5mm;border:.5mm solid #000}
.share-line{display:flex;gap:9mm;align-items:baseline;font:700 20pt/1.75 ${monospace};break-inside:avoid}
.share-number{width:8mm;font:10.5pt ${fonts.number};color:#333}
.receipt-code{display:flex;gap:5mm;align-items:center;padding:2mm;border:.25mm solid #000;break-inside:avoid}
.receipt-code p{font-size:10.5pt}
.receipt-line{font:500 13pt/1.7 ${fonts.heading};font-variant-numeric:tabular-nums;word-spacing:.25em;white-space:pre}
.qr{flex:none;fill:#000}
ol.rules{padding-left:2em}
${letterStyle(fonts)}
ol.rules li{margin:0 0 1.5mm}
`;
}

/** 信函: the office's name in red over a red line, number to the right, text of 3号, room for the seal. */
function letterStyle(fonts: FontFamilies): string {
  return `.letter{font-size:${typeSizes.letter}pt;line-height:${letterLine}pt}
.letter .office{padding-bottom:3mm;border-bottom:.9mm solid #c00;color:#c00;font:700 26pt/1.3 ${fonts.title};text-align:center}
.letter .doc-no{margin:.7mm 0 7mm;padding-top:1mm;border-top:.25mm solid #c00;text-align:right}
.letter h1{margin-bottom:7mm}
.letter p{margin:0;text-indent:2em;text-align:justify;text-wrap:pretty}
.letter .to{text-indent:0}
.letter .annexes{margin-top:${letterLine}pt;break-inside:avoid}
.letter table{margin:2mm 0}
.letter table+p{break-before:avoid}
.letter .copies{margin-top:6mm;padding:1mm 0;border-width:.35mm 0;border-style:solid;font-size:${typeSizes.copies}pt;line-height:1.5;text-indent:0;break-inside:avoid}
.seal{margin-top:${letterLine}pt;break-inside:avoid;break-before:avoid}
.letter .seal p,.report .seal p{text-indent:0;text-align:right}
.slip{margin-top:5mm;padding-top:3mm;border-top:.25mm dashed #000;break-inside:avoid}
.slip h2{margin:0 0 1mm;text-align:center}
.slip .box td,.slip .box th{height:8.4mm}
.report{font-size:${typeSizes.report}pt;line-height:${letterLine}pt}
.report p{margin:0;text-indent:2em;text-align:justify}
.report h2{margin:0;font-size:${typeSizes.report}pt;line-height:${letterLine}pt;text-indent:2em}
.report h1{margin-bottom:7mm}`;
}

function tableStyle(fonts: FontFamilies): string {
  return `
table{width:calc(100% - 1px);border-collapse:collapse;table-layout:fixed}
thead{display:table-header-group}
tr{break-inside:avoid}
tr.long{break-inside:auto}
tr.total,.below{break-before:avoid}
td.whole{break-inside:avoid}
.fresh{break-before:page}
td a{color:inherit;text-decoration:none}
th,td{border:.25mm solid #000;padding:.8mm 1mm;vertical-align:middle;text-align:center;font-weight:400;text-wrap:balance}
th{font-family:${fonts.heading};font-weight:500}
td.text,th.text{text-align:left;text-wrap:pretty}
td.top{vertical-align:top}
td.open,.rows td.open{border:0;padding:0 0 1mm;font-size:12pt;text-align:left}
td.number{text-align:right}
td.sign{height:11mm}
.box th{font-family:${fonts.body};font-weight:400}
.box.joined{margin-top:-.25mm}
.cover{font-size:${typeSizes.cover}pt}
.box td,.box th{height:9mm;padding:1mm 1.5mm}
.box th{padding:1mm .6mm}
.box{border-collapse:separate;border-spacing:0;border:0 solid #000;border-top-width:.25mm;box-decoration-break:clone}
.box td,.box th{border-width:0 .25mm .25mm 0;box-decoration-break:clone}
.box th:first-child,.box.open td:first-child{border-left-width:.25mm}
.box td.nest{height:auto;padding:0;border:0}
.nest>.box{width:100%;border-top-width:0}
.nest>.box td{border-left-width:.25mm}
.rows{border-collapse:separate;border-spacing:0}
.rows td,.rows th{border-width:0 .25mm .25mm 0;box-decoration-break:clone}
.rows th{border-top-width:.25mm}
.rows .edge{border-left-width:.25mm}
.rows tr+tr th{border-top-width:0}
.rows td.nest{padding:0;border:0}
.nest>.rows{width:100%}
.nest thead td{font-family:${fonts.heading}}
.opinion{display:flex;flex-direction:column;justify-content:space-between;gap:3mm}
.opinion .by{text-align:right}
.dense{font-size:${typeSizes.dense}pt;line-height:1.3}
.dense th,.dense td{padding:.6mm .5mm}
.dense th{font-feature-settings:'halt'}
.small{font-size:${typeSizes.small}pt;line-height:1.3}
.small th,.small td{padding:.7mm .6mm}
.middle{font-size:${typeSizes.middle}pt;line-height:1.35}
.total td{font-family:${fonts.heading};font-weight:500}
`;
}
