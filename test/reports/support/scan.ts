/** Reads a QR code from the drawing on a sheet, as a scanner would see it: as dark and light dots. */
import type { QRCode } from 'jsqr';

type Decoder = (pixels: Uint8ClampedArray, width: number, height: number) => QRCode | null;

/** The text of the first `<svg class="qr">` in `markup`, drawn with so many dots a module; '' when there is none. */
export function scanSvg(decode: Decoder, markup: string, dots: number): string {
  const [, side = '0', path = ''] =
    /<svg\s+class="qr"[^>]*viewBox="0 0 (\d+) \d+"[^>]*>\s*<path d="([^"]*)"/u.exec(markup) ?? [];
  const width = Number(side) * dots;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x = '', y = '', w = '', h = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/gu)) {
    for (let row = Number(y) * dots; row < (Number(y) + Number(h)) * dots; row += 1) {
      const from = row * width + Number(x) * dots;
      for (let at = from; at < from + Number(w) * dots; at += 1) pixels.set([0, 0, 0, 255], at * 4);
    }
  }
  return width === 0 ? '' : (decode(pixels, width, width)?.data ?? '');
}
