/** The page renderer's worker, bundled so that it is served from the application itself. */
import 'pdfjs-dist/legacy/build/pdf.worker.min.mjs';
