import { xmlPart } from './xlsx-text.ts';

/** Positions in the style table of {@link stylesXml}. */
export const styles = {
  plain: 0,
  mark: 1,
  title: 2,
  line: 3,
  heading: 4,
  text: 5,
  wrapped: 6,
  date: 7,
  serial: 8,
  money: 9,
  total: 10,
  example: 11,
  requiredHeading: 12,
  errorCell: 13,
  warningCell: 14,
  errorReason: 15,
} as const;

export type StyleNumber = (typeof styles)[keyof typeof styles];

const fonts = [
  '<font><sz val="11"/><name val="宋体"/><charset val="134"/></font>',
  '<font><b/><sz val="12"/><name val="黑体"/><charset val="134"/></font>',
  '<font><b/><sz val="16"/><name val="黑体"/><charset val="134"/></font>',
  '<font><b/><sz val="11"/><name val="宋体"/><charset val="134"/></font>',
  '<font><i/><sz val="11"/><color rgb="FF808080"/><name val="宋体"/><charset val="134"/></font>',
  '<font><b/><sz val="11"/><color rgb="FFC00000"/><name val="宋体"/><charset val="134"/></font>',
  '<font><sz val="11"/><color rgb="FFC00000"/><name val="宋体"/><charset val="134"/></font>',
];

const solid = (rgb: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;

/** Cells that keep a record out, and cells that only raise a doubt. */
export const errorFill = solid('FFFF9999');
export const warningFill = solid('FFFFF2CC');

const fills = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  solid('FFE7EDF5'),
  errorFill,
  warningFill,
];

const side = (name: string): string => `<${name} style="thin"><color rgb="FFBFBFBF"/></${name}>`;
const borders = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${side('left')}${side('right')}${side('top')}${side('bottom')}<diagonal/></border>`,
];

const textFormat = 49;
const dateFormat = 164;
const moneyFormat = 4;

const align = (horizontal: string, wrap: boolean): string =>
  `<alignment horizontal="${horizontal}" vertical="center"${wrap ? ' wrapText="1"' : ''}/>`;

const format = (number: number, font: number, fill: number, border: number, alignment: string): string =>
  `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`;

const formats = [
  format(0, 0, 0, 0, align('general', false)),
  format(textFormat, 1, 0, 0, align('left', false)),
  format(textFormat, 2, 0, 0, align('center', false)),
  format(textFormat, 0, 0, 0, align('left', false)),
  format(textFormat, 3, 2, 1, align('center', true)),
  format(textFormat, 0, 0, 1, align('left', false)),
  format(textFormat, 0, 0, 1, align('left', true)),
  format(dateFormat, 0, 0, 1, align('center', false)),
  format(0, 0, 0, 1, align('center', false)),
  format(moneyFormat, 0, 0, 1, align('right', false)),
  format(textFormat, 3, 0, 1, align('left', false)),
  format(textFormat, 4, 0, 1, align('left', true)),
  format(textFormat, 5, 2, 1, align('center', true)),
  format(textFormat, 0, 3, 1, align('left', true)),
  format(textFormat, 0, 4, 1, align('left', true)),
  format(textFormat, 6, 0, 1, align('left', true)),
];

const list = (name: string, items: readonly string[]): string =>
  `<${name} count="${items.length}">${items.join('')}</${name}>`;

export function stylesXml(): string {
  return xmlPart(
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
      `<numFmts count="1"><numFmt numFmtId="${dateFormat}" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
      list('fonts', fonts) +
      list('fills', fills) +
      list('borders', borders) +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      list('cellXfs', formats) +
      '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles>' +
      '<dxfs count="0"/><tableStyles count="0"/></styleSheet>',
  );
}
