/**
 * A program of its own around `main/shell/printing.ts`: lays out the print jobs of a folder (`*.json`) as the service
 * does, and writes each as a PDF with the pages it counted. The folder comes in LIANXUN_SHEETS.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { renderPrintJob, type PrintJob } from '../../../main/reports/print-job.ts';
import { paperOrigin } from '../../../main/shell/addresses.ts';
import { hardenContents } from '../../../main/shell/contents.ts';
import { prepareApp } from '../../../main/shell/environment.ts';
import { paperPolicy, readFrozenFiles } from '../../../main/shell/frozen-files.ts';
import type { LogDep } from '../../../main/shell/log.ts';
import { createPrinting } from '../../../main/shell/printing.ts';
import { createSession } from '../../../main/shell/session.ts';

const folder = process.env['LIANXUN_SHEETS'] ?? '';
const logged: string[] = [];
const deps: LogDep = {
  log: (_level, event, detail) => logged.push(`${event} ${JSON.stringify(detail ?? {})}`),
};

async function layOutAll(): Promise<void> {
  const files = readFrozenFiles(`${paperOrigin}/fonts`, join(folder, 'fonts'));
  const session = createSession(deps, { name: 'paper', origin: paperOrigin, policy: paperPolicy, files });
  const printing = createPrinting({ session, files });
  const pages: Record<string, number> = {};
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.json'))) {
    const job = JSON.parse(readFileSync(join(folder, name), 'utf8')) as PrintJob;
    const rendered = await renderPrintJob(job, printing.pdf);
    const form = name.replace('.json', '');
    writeFileSync(join(folder, `${form}.pdf`), rendered.pdf);
    pages[form] = rendered.pages;
  }
  writeFileSync(join(folder, 'pages.txt'), JSON.stringify(pages));
}

prepareApp(join(folder, 'data'));
app.on('web-contents-created', (_event, contents) => hardenContents(deps, contents));
app.on('window-all-closed', () => undefined);
void app
  .whenReady()
  .then(layOutAll)
  .catch((error: unknown) => logged.push(`failed ${String(error)}`))
  .then(() => {
    writeFileSync(join(folder, 'log.txt'), logged.join('\n'));
    app.exit(0);
  });
