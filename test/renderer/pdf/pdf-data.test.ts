import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BundledDecoders, BundledEncodings, BundledFonts } from '../../../renderer/pdf/pdf-data.ts';

const library = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
const original = (path: string): Uint8Array => new Uint8Array(readFileSync(join(library, path)));

/** What the encodings a Chinese office's programs write are called, and the tables these refer to. */
const names = [
  'GB-EUC',
  'GBpc-EUC',
  'GBK-EUC',
  'GBKp-EUC',
  'GBK2K',
  'UniGB-UCS2',
  'UniGB-UTF16',
  'UniGB-UTF8',
];

describe('what PDF files expect of the reader', () => {
  it('is there for every Chinese encoding, across and down', async () => {
    const encodings = new BundledEncodings();
    for (const name of [...names.flatMap((each) => [`${each}-H`, `${each}-V`]), 'Adobe-GB1-UCS2']) {
      const { cMapData, isCompressed } = await encodings.fetch({ name });
      expect(isCompressed).toBe(true);
      expect(cMapData).toEqual(original(`cmaps/${name}.bcmap`));
    }
  });

  it('is there for symbols and for scanned pictures', async () => {
    for (const filename of ['FoxitSymbol.pfb', 'FoxitDingbats.pfb'])
      expect(await new BundledFonts().fetch({ filename })).toEqual(original(`standard_fonts/${filename}`));
    for (const filename of ['jbig2.wasm', 'openjpeg.wasm'])
      expect(await new BundledDecoders().fetch({ filename })).toEqual(original(`wasm/${filename}`));
  });

  it('is refused by name for everything else', async () => {
    await expect(new BundledEncodings().fetch({ name: '../wasm/jbig2' })).rejects.toThrow('is not bundled');
    await expect(new BundledFonts().fetch({ filename: 'constructor' })).rejects.toThrow('is not bundled');
  });
});
