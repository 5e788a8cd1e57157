/** QR codes for paper, as drawings that no printer blurs. */
import createSymbol from 'qrcode-generator';
import { html, type Html } from './html.ts';

/** Light modules around the symbol, which scanners need to find it. */
const quiet = 4;

/**
 * Digits as a QR code with error correction M (a seventh of it may be dirty or creased), `width` millimetres wide with
 * its quiet zone. 300 digits have 45 modules a side, so that at 50 mm each is about a millimetre.
 */
export function qrOfDigits(digits: string, width: number): Html {
  const code = createSymbol(0, 'M');
  code.addData(digits, 'Numeric');
  code.make();
  const count = code.getModuleCount();
  const rows = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_each, column) =>
      code.isDark(row, column) ? `M${column + quiet} ${row + quiet}h1v1h-1z` : '',
    ).join(''),
  );
  const side = count + 2 * quiet;
  return html`<svg
    class="qr"
    style="width:${width}mm;height:${width}mm"
    viewBox="0 0 ${side} ${side}"
    shape-rendering="crispEdges"
  >
    <path d="${rows.join('')}" />
  </svg>`;
}
