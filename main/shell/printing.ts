/** Turns a sheet (a whole HTML document laid out by the service) into a PDF, or sends it to a printer. */
import { randomUUID } from 'node:crypto';
import { BrowserWindow, type Session } from 'electron';
import { ExpectedError } from '../../domain/failure.ts';
import { paperOrigin } from './addresses.ts';
import type { FrozenFile } from './frozen-files.ts';
import { paperPreferences } from './window-options.ts';

export interface PrintingDeps {
  readonly session: Session;
  /** The map the session answers from; a sheet stands in it only while it is being printed. */
  readonly files: Map<string, FrozenFile>;
}

export interface PaperJob {
  readonly html: string;
  readonly printer: string;
  readonly copies: number;
  readonly duplex: boolean;
}

export interface Printing {
  readonly pdf: (html: string) => Promise<Uint8Array>;
  /** Resolves when the system's spooler has taken the job. Throws ExpectedError `PrintFailed`. */
  readonly paper: (job: PaperJob) => Promise<void>;
}

export function createPrinting(deps: PrintingDeps): Printing {
  return {
    pdf: (html) =>
      withSheet(deps, html, async (window) => {
        const options = { preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true };
        return new Uint8Array(await window.webContents.printToPDF(options));
      }),
    paper: (job) => withSheet(deps, job.html, (window) => sendToPrinter(window, job)),
  };
}

async function withSheet<T>(
  deps: PrintingDeps,
  html: string,
  work: (window: BrowserWindow) => Promise<T>,
): Promise<T> {
  const address = `${paperOrigin}/${randomUUID()}`;
  const window = new BrowserWindow({ show: false, webPreferences: paperPreferences(deps.session) });
  deps.files.set(address, { type: 'text/html; charset=utf-8', bytes: new TextEncoder().encode(html) });
  try {
    await window.loadURL(address);
    // The sheet's fonts are fetched when its text is first laid out, which may end after the page has loaded.
    await window.webContents.executeJavaScript('document.fonts.ready.then(() => true)');
    return await work(window);
  } finally {
    deps.files.delete(address);
    window.destroy();
  }
}

function sendToPrinter(window: BrowserWindow, job: PaperJob): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = {
      silent: true,
      printBackground: true,
      deviceName: job.printer,
      copies: job.copies,
      duplexMode: job.duplex ? ('longEdge' as const) : ('simplex' as const),
    };
    window.webContents.print(options, (done, reason) => {
      if (done) resolve();
      else reject(printFailure(reason));
    });
  });
}

function printFailure(reason: string): ExpectedError {
  return new ExpectedError({
    type: 'PrintFailed',
    what: '没有打印出来。',
    why: `打印机没有接受这份文件（${reason || '原因不明'}）。`,
    next: '请检查打印机是否开机、有纸、已连接，再打印一次；也可以先存为 PDF。',
  });
}
