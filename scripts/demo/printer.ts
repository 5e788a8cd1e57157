/** PDFs for the demonstration: the application's printing code in the real Electron, on a screen nobody sees. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { build } from 'vite';
import { prepareRunFolder } from '../electron-runtime.ts';
import { startDisplay } from '../system/display.ts';
import { projectFolder } from '../system/paths.ts';
import { cleanEnvironment } from '../system/run.ts';

export interface Printer {
  readonly pdf: (html: string) => Promise<Uint8Array>;
  readonly stop: () => void;
}

async function buildApplication(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: false,
      ssr: join(import.meta.dirname, 'printer-main.ts'),
      target: 'node20.18',
      minify: false,
      rollupOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: 'printer.cjs' } },
    },
    ssr: { noExternal: true, external: ['electron'] },
  });
  cpSync(join(projectFolder, 'resources', 'fonts'), join(folder, 'resources', 'fonts'), { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'lianxun-printer', main: 'printer.cjs' }),
  );
}

/** Starts the printing process; throws with a clear sentence when it does not come up. */
export async function startPrinter(): Promise<Printer> {
  // The process runs as an ordinary user when this one is root, and writes beside its input.
  const folder = mkdtempSync(join(tmpdir(), 'lianxun-printer-'));
  chmodSync(folder, 0o777);
  const application = join(folder, 'app');
  const work = join(folder, 'sheets');
  mkdirSync(application);
  mkdirSync(work);
  mkdirSync(join(application, 'profile'));
  for (const open of [application, work, join(application, 'profile')]) chmodSync(open, 0o777);
  await buildApplication(application);
  const { command } = await prepareRunFolder(application);
  const display = process.env['DISPLAY'] ? undefined : await startDisplay();
  const env = { ...cleanEnvironment(process.env), ...(display ? { DISPLAY: display.name } : {}) };
  const child = spawn(command, [], { env, stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout });
  await nextLine(child, lines);
  return createClient(child, lines, work, () => {
    display?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
}

function nextLine(child: ChildProcess, lines: Interface): Promise<string> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the printing process ended (${code})`));
    child.once('exit', ended);
    lines.once('line', (line) => {
      child.off('exit', ended);
      resolve(line);
    });
  });
}

function createClient(child: ChildProcess, lines: Interface, work: string, clean: () => void): Printer {
  let sheets = 0;
  let last: Promise<unknown> = Promise.resolve();
  const print = async (html: string): Promise<Uint8Array> => {
    sheets += 1;
    const sheet = { html: join(work, `${sheets}.html`), pdf: join(work, `${sheets}.pdf`) };
    writeFileSync(sheet.html, html, { mode: 0o644 });
    const answer = nextLine(child, lines);
    child.stdin?.write(`${JSON.stringify(sheet)}\n`);
    await answer;
    return new Uint8Array(readFileSync(sheet.pdf));
  };
  return {
    pdf: (html) => {
      const pdf = last.then(() => print(html));
      last = pdf.catch(() => undefined);
      return pdf;
    },
    stop: () => {
      child.once('exit', clean);
      child.stdin?.end();
    },
  };
}
