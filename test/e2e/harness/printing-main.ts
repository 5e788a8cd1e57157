/**
 * A program of its own around `main/shell/printing.ts`: turns the sheets of a folder (`*.html`) into PDF files, and
 * writes what was logged. The folder comes in LIANXUN_SHEETS.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
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

async function printAll(): Promise<void> {
  const files = readFrozenFiles(`${paperOrigin}/fonts`, join(folder, 'fonts'));
  const session = createSession(deps, { name: 'paper', origin: paperOrigin, policy: paperPolicy, files });
  const printing = createPrinting({ session, files });
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.html'))) {
    const pdf = await printing.pdf(readFileSync(join(folder, name), 'utf8'));
    writeFileSync(join(folder, name.replace('.html', '.pdf')), pdf);
  }
  const job = { html: '<p>纸</p>', printer: 'no-such-printer', copies: 1, duplex: false };
  await printing.paper(job).catch((error: unknown) => logged.push(`paper ${String(error)}`));
  logged.push(`sheets left ${[...files.keys()].filter((address) => !address.includes('/fonts/')).length}`);
}

prepareApp(join(folder, 'data'));
app.on('web-contents-created', (_event, contents) => hardenContents(deps, contents));
app.on('window-all-closed', () => undefined);
void app
  .whenReady()
  .then(printAll)
  .catch((error: unknown) => logged.push(`failed ${String(error)}`))
  .then(() => {
    writeFileSync(join(folder, 'log.txt'), logged.join('\n'));
    app.exit(0);
  });
