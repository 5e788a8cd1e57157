/**
 * Drives the real application: the built bundle in a real window on a virtual screen, as an ordinary user. `npm test`
 * gives the command to start in LIANXUN_COMMAND; LIANXUN_SHOTS names a folder to keep screenshots in.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, errors, type ElectronApplication, type Page } from 'playwright-core';

export interface AppOptions {
  /** Keeps the data of an earlier `App`; a fresh folder otherwise. */
  readonly home?: string;
  /** What to start instead of the application as it was built, e.g. the one of a later day. */
  readonly command?: string;
}

/** What the application writes when something is wrong; see `main/shell/log.ts`. */
interface LogLine {
  readonly level: string;
  readonly event: string;
}

const startLimit = 40_000;

export class App {
  /** Everything of this run: the installation's data and files for the dialogs. Readable by the application's user. */
  readonly home: string;
  #electron: ElectronApplication;
  #page: Page;
  readonly #expected = new Set<string>();
  #errors: readonly LogLine[] = [];

  private constructor(home: string, electron: ElectronApplication, page: Page) {
    this.home = home;
    this.#electron = electron;
    this.#page = page;
  }

  /** Starts the application and waits for its window. */
  static async launch(options: AppOptions = {}): Promise<App> {
    const home = options.home ?? createHome();
    const electron = await startIn(home, options.command);
    const app = new App(home, electron, await electron.firstWindow());
    await app.#begin();
    return app;
  }

  /** Starts it again on the same data, once it was closed or killed; `command` as in {@link AppOptions}. */
  async startAgain(command?: string): Promise<void> {
    this.#electron = await startIn(this.home, command);
    this.#page = await this.#electron.firstWindow();
    await this.#begin();
  }

  get electron(): ElectronApplication {
    return this.#electron;
  }

  /** The page of the window as it is now; locking replaces it. */
  get page(): Page {
    return this.#page;
  }

  /** Does `work`, which must end in a lock, and goes on with the fresh page. */
  async untilLocked(work: () => Promise<unknown>): Promise<void> {
    const locked = work().catch((error: unknown) => {
      // The page that asked for the lock is gone before it can answer.
      if (!/closed|destroyed/i.test(String(error))) throw error;
    });
    [this.#page] = await Promise.all([this.electron.waitForEvent('window'), locked]);
    await this.#keepStill();
    await this.#page.waitForLoadState();
  }

  /** Goes on with whatever window there is in the end, where locking replaces it more than once. */
  async untilShown(work: () => Promise<unknown>, heading: string): Promise<void> {
    await work().catch(() => undefined);
    for (let left = 300; left > 0; left -= 1) {
      const page = this.electron.windows().at(-1);
      const shown = page?.getByRole('heading', { name: heading });
      if (page && (await shown?.isVisible().catch(() => false))) {
        this.#page = page;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no window came to show ${heading}`);
  }

  /**
   * For how many seconds the system says nobody touched key or mouse. What a test types does not pass through the
   * screen, which would take the clerk for absent after some minutes of tests.
   */
  async absentFor(seconds: number): Promise<void> {
    await answered(() =>
      this.electron.evaluate(({ powerMonitor }, idle) => {
        powerMonitor.getSystemIdleTime = () => idle;
      }, seconds),
    );
  }

  /** What the system says when its screen is locked. */
  async systemLocks(): Promise<void> {
    await this.electron.evaluate(({ powerMonitor }) => {
      powerMonitor.emit('lock-screen');
    });
  }

  /** Answers the next dialogs for opening a file or folder with these paths. */
  async chooseToOpen(...paths: readonly string[]): Promise<void> {
    await answered(() =>
      this.electron.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
        },
        [...paths],
      ),
    );
  }

  /** Answers the next dialogs for saving with this path. */
  async chooseToSave(path: string): Promise<void> {
    await answered(() =>
      this.electron.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, path),
    );
  }

  /** Writes a file the application can read, and returns its path. */
  file(name: string, content: string | Uint8Array): string {
    const path = join(this.home, 'files', name);
    writeFileSync(path, content);
    return path;
  }

  /** A folder the application can write to, e.g. as a removable medium. */
  folder(name: string): string {
    const path = join(this.home, 'files', name);
    mkdirSync(path, { recursive: true });
    giveTo(path);
    return path;
  }

  /** Keeps a picture when LIANXUN_SHOTS names a folder. */
  async screenshot(name: string): Promise<void> {
    const folder = process.env['LIANXUN_SHOTS'];
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await this.#page.screenshot({ path: join(folder, `${name}.png`) });
  }

  /** Names an error that the test provokes on purpose. */
  expectError(event: string): void {
    this.#expected.add(event);
  }

  /** Everything the application wrote to its log so far. */
  log(): readonly LogLine[] {
    const file = join(this.home, 'data', 'log', 'lianxun.log');
    if (!statSync(file, { throwIfNoEntry: false })) return [];
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as LogLine);
  }

  /** Closes the window as a clerk does; throws when the application had an error the test did not name. */
  async close(): Promise<void> {
    await this.electron.close();
    this.#errors = this.log().filter((line) => line.level === 'error' && !this.#expected.has(line.event));
    if (this.#errors.length > 0) {
      throw new Error(
        `the application logged errors:\n${this.#errors.map((line) => JSON.stringify(line)).join('\n')}`,
      );
    }
  }

  /** Ends the application the hard way, as a power cut does. */
  async kill(): Promise<void> {
    const gone = this.electron.waitForEvent('close');
    this.electron.process().kill('SIGKILL');
    await gone;
  }

  /** Removes everything of this run. */
  forget(): void {
    removeHome(this.home);
  }

  /**
   * Nothing moves. A dialog that grows from where the mouse was lies in its final place for some frames, then elsewhere:
   * pressed before the jump and released after it, its button would not be clicked at all.
   */
  async #keepStill(): Promise<void> {
    await this.#page.emulateMedia({ reducedMotion: 'reduce' });
  }

  async #begin(): Promise<void> {
    this.electron.on('window', (page) => {
      page.on('pageerror', (error) => console.error(`page error: ${error.message}`));
    });
    await this.#keepStill();
    await this.absentFor(0);
  }
}

async function startIn(home: string, command = process.env['LIANXUN_COMMAND']): Promise<ElectronApplication> {
  if (!command) throw new Error('LIANXUN_COMMAND is not set: run these tests by npm test');
  const start = (): Promise<ElectronApplication> =>
    _electron.launch({
      executablePath: command,
      chromiumSandbox: true,
      timeout: startLimit,
      env: environmentOf(home),
    });
  // The driver attaches while the application is starting already, and on a busy machine may miss its moment for good.
  return start().catch((error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
    return start();
  });
}

function environmentOf(home: string): Readonly<Record<string, string>> {
  return {
    PATH: process.env['PATH'] ?? '',
    DISPLAY: process.env['DISPLAY'] ?? '',
    HOME: home,
    LANG: 'zh_CN.UTF-8',
    TZ: 'Asia/Shanghai',
    LIANXUN_USER_DATA: join(home, 'data'),
  };
}

/**
 * The debugger may lose an answer to the garbage collector although the work was done, most often while the application
 * starts. Only for what may be done twice.
 */
async function answered(work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => {
    if (!/garbage collected/u.test(String(error))) throw error;
    return work();
  });
}

/** A fresh home; given to the ordinary user when root runs the tests. */
export function createHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'lianxun-e2e-'));
  for (const name of ['data', 'files']) mkdirSync(join(home, name));
  giveTo(home);
  return home;
}

export function removeHome(home: string): void {
  rmSync(home, { recursive: true, force: true });
}

/** Lets the application's user write in a folder and everything below it. */
export function giveTo(path: string): void {
  if (process.getuid?.() === 0) execFileSync('chown', ['-R', 'lianxun-test:lianxun-test', path]);
}
