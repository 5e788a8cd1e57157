/**
 * Electron without a window of its own: lays out the sheets it is told on standard input, with the application's own
 * printing code. One JSON line per sheet in, one per sheet out.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { app } from 'electron';
import { paperOrigin } from '../../main/shell/addresses.ts';
import { prepareApp } from '../../main/shell/environment.ts';
import { paperPolicy, readFrozenFiles } from '../../main/shell/frozen-files.ts';
import { createPrinting } from '../../main/shell/printing.ts';
import { createSession } from '../../main/shell/session.ts';

interface Sheet {
  readonly html: string;
  readonly pdf: string;
}

prepareApp(join(__dirname, 'profile'));
app.on('window-all-closed', () => undefined);
void app.whenReady().then(() => {
  const files = readFrozenFiles(`${paperOrigin}/fonts`, join(__dirname, 'resources', 'fonts'));
  const log = (_level: string, event: string): void => console.error(event);
  const session = createSession({ log }, { name: 'paper', origin: paperOrigin, policy: paperPolicy, files });
  const printing = createPrinting({ session, files });
  const lines = createInterface({ input: process.stdin });
  let last: Promise<void> = Promise.resolve();
  lines.on('line', (line) => {
    last = last.then(async () => {
      const sheet = JSON.parse(line) as Sheet;
      writeFileSync(sheet.pdf, await printing.pdf(readFileSync(sheet.html, 'utf8')));
      process.stdout.write(`${JSON.stringify({ done: sheet.pdf })}\n`);
    });
  });
  lines.on('close', () => void last.finally(() => app.quit()));
  process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
});
