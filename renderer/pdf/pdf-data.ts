/**
 * What PDF files leave to the reader to bring along: the tables of Chinese encodings, the two symbol fonts and the
 * decoders of scanned pictures. They are part of the bundle as modules, loaded when a file needs them, because the
 * window may not fetch, not even from the application itself.
 */
const encodings = import.meta.glob<string>(
  [
    '../../node_modules/pdfjs-dist/cmaps/Adobe-GB1-*.bcmap',
    '../../node_modules/pdfjs-dist/cmaps/GB*-{H,V}.bcmap',
    '../../node_modules/pdfjs-dist/cmaps/UniGB-*.bcmap',
  ],
  { query: '?url&inline', import: 'default' },
);
const fonts = import.meta.glob<string>(
  '../../node_modules/pdfjs-dist/standard_fonts/Foxit{Symbol,Dingbats}.pfb',
  { query: '?url&inline', import: 'default' },
);
const decoders = import.meta.glob<string>('../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm', {
  query: '?url&inline',
  import: 'default',
});

/** For `getDocument`: the tables of one encoding, e.g. GBK-EUC-H for text in 宋体 that is not embedded. */
export class BundledEncodings {
  readonly fetch = async ({ name }: { readonly name: string }): Promise<Encoding> => ({
    cMapData: await bytesOf(encodings, `cmaps/${name}.bcmap`),
    isCompressed: true,
  });
}

interface Encoding {
  readonly cMapData: Uint8Array;
  readonly isCompressed: true;
}

/** For `getDocument`: symbols and dingbats; every other font that is not embedded is taken from the system. */
export class BundledFonts {
  readonly fetch = ({ filename }: { readonly filename: string }): Promise<Uint8Array> =>
    bytesOf(fonts, `standard_fonts/${filename}`);
}

/** For `getDocument`: the decoders of black-and-white scans (JBIG2, CCITT) and of JPEG 2000. */
export class BundledDecoders {
  readonly fetch = ({ filename }: { readonly filename: string }): Promise<Uint8Array> =>
    bytesOf(decoders, `wasm/${filename}`);
}

type Loads = Readonly<Record<string, () => Promise<string>>>;

async function bytesOf(loads: Loads, name: string): Promise<Uint8Array> {
  const load = loads[`../../node_modules/pdfjs-dist/${name}`];
  if (!load) throw new Error(`${name} is not bundled`);
  const address = await load();
  const text = atob(address.slice(address.indexOf(',') + 1));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
