import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { BundledDecoders, BundledEncodings, BundledFonts } from './pdf-data.ts';

/** Opens PDF bytes that are already in the window's memory; nothing is fetched. Call the result's `destroy` afterwards. */
export async function openPdf(content: Uint8Array): Promise<PDFDocumentProxy> {
  GlobalWorkerOptions.workerPort ??= new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    type: 'module',
  });
  const task = getDocument({
    data: content.slice(),
    isEvalSupported: false,
    useWorkerFetch: false,
    CMapReaderFactory: BundledEncodings,
    StandardFontDataFactory: BundledFonts,
    WasmFactory: BundledDecoders,
    enableXfa: false,
    disableAutoFetch: true,
  });
  return task.promise;
}
