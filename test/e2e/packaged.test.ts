/** The packaged program as an office gets it: every fuse set, no driver attached, looked at from outside. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { getCurrentFuseWire, FuseV1Options } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sumsFile } from '../../main/shell/self-check.ts';
import { ensureRuntime } from '../../scripts/electron-runtime.ts';
import { stage } from '../../scripts/packaging/stage.ts';
import { targets } from '../../scripts/packaging/targets.ts';
import { fuseNames, packagedFuses, readFuses } from '../../scripts/system/fuses.ts';
import { asUser, ensureOrdinaryUser } from '../../scripts/system/ordinary-user.ts';
import { save } from '../service/kinds.ts';
import { foundTestOffice, jobId, passwordOf, testUsers } from '../support/office.ts';
import { createHome, giveTo, removeHome } from './driver.ts';
import { startPackagedService } from './harness/packaged-service.ts';

const project = join(import.meta.dirname, '..', '..');
const refusedCode = 78;
let home: string;
let program: string;
let executable: string;

beforeAll(async () => {
  home = createHome();
  program = join(home, 'program');
  const target = targets.find((each) => each.name === `${process.platform}-${process.arch}`);
  if (!target) throw new Error('no package is made for this machine');
  const runtime = await ensureRuntime();
  const unpackElectron = (folder: string): void => cpSync(runtime.folder, folder, { recursive: true });
  await stage({ target, project, unpackElectron, folder: program });
  executable = join(program, target.executable);
});

afterAll(() => removeHome(home));

/** What to start: for root, as the ordinary user. */
function command(args: readonly string[]): readonly [string, readonly string[]] {
  const user = ensureOrdinaryUser();
  return user ? ['setpriv', [...asUser(user), executable, ...args]] : [executable, args];
}

function environment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const display = process.env['DISPLAY'] ?? '';
  return { PATH: '/usr/bin:/bin', HOME: join(home, 'data'), DISPLAY: display, LANG: 'zh_CN.UTF-8', ...extra };
}

/** Starts the program and waits for its end. */
function start(
  args: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): { code: number | null; said: string } {
  const [file, all] = command(args);
  const result = spawnSync(file, all, {
    env: environment(extra),
    encoding: 'utf8',
    timeout: 20_000,
    killSignal: 'SIGKILL',
  });
  return { code: result.status, said: result.stderr };
}

const userData = (): string => join(home, 'data', '.config', 'lianxun');

describe('the packaged program', () => {
  it('has every fuse of its runtime as the list says, read back by another reader', async () => {
    const wire: Readonly<Record<string, unknown>> = await getCurrentFuseWire(executable);
    const on = '1'.charCodeAt(0);
    const found = fuseNames.filter((_name, index) => wire[index] !== undefined);
    for (const name of found)
      expect([name, wire[fuseNames.indexOf(name)]]).toEqual([name, packagedFuses[name] ? on : on - 1]);
    expect(found.length).toBeGreaterThanOrEqual(Object.keys(FuseV1Options).length / 2);
    expect(readFuses(executable)).toEqual(
      Object.fromEntries(found.map((name) => [name, packagedFuses[name]])),
    );
  });

  it('refuses dangerous switches and variables before it makes a file or a window', () => {
    const switches = [
      '--remote-debugging-port=0',
      '--remote-debugging-pipe',
      '--inspect=0',
      '--inspect-brk',
      '--no-sandbox',
      '--js-flags=--expose-gc',
      '--load-extension=/tmp',
      '--disable-web-security',
      '--user-data-dir=/tmp/x',
      'file:///etc/passwd',
    ];
    for (const argument of switches) {
      const { code, said } = start([argument]);
      expect([argument, code]).toEqual([argument, refusedCode]);
      expect(said).toContain('联巡没有启动');
      expect(said).not.toMatch(/listening on/i);
    }
    const variables = {
      NODE_OPTIONS: '--inspect',
      ELECTRON_RUN_AS_NODE: '1',
      LD_LIBRARY_PATH: '/tmp',
      SSLKEYLOGFILE: '/tmp/k',
      ELECTRON_ENABLE_LOGGING: '1',
    };
    for (const [name, value] of Object.entries(variables)) {
      const { code, said } = start([], { [name]: value });
      expect([name, code]).toEqual([name, refusedCode]);
      expect(said).toContain(name);
    }
    console.log(
      `packaged: ${switches.length} switches and ${Object.keys(variables).length} variables refused`,
    );
    expect(existsSync(userData())).toBe(false);
  });

  it('does not start once any one of its files has changed by a byte', () => {
    const files = filesBelow(program);
    for (const file of files) {
      const bytes = readFileSync(join(program, file));
      if (bytes.length === 0) continue;
      flip(join(program, file), Math.floor(bytes.length / 2));
      const { code } = start([]);
      flip(join(program, file), Math.floor(bytes.length / 2));
      expect([file, code === 0 || code === null]).toEqual([file, false]);
    }
    writeFileSync(join(program, 'extra.so'), '');
    expect(start([]).code).toBe(refusedCode);
    spawnSync('rm', [join(program, 'extra.so')]);
    console.log(`packaged: ${files.length} files changed in turn, every start refused`);
    expect(files).toContain(sumsFile);
    expect(existsSync(userData())).toBe(false);
  });

  it('composes groups with the solver out of its archive', async () => {
    const { folder } = await ensureRuntime();
    const place = join(home, 'service');
    mkdirSync(place);
    const archive = join(program, 'resources', 'app.asar');
    const service = startPackagedService(join(folder, 'electron'), archive, place);
    try {
      const plan = { account: 'plan', role: 'PLANNER' as const };
      const users = [...testUsers, plan];
      await foundTestOffice(service, 'COUNTY', undefined, users);
      await service.call('session.unlock', { account: 'plan', password: passwordOf('plan') });
      const basics = { name: '第一轮', roundNo: 1, level: 'COUNTY', kinds: ['REGULAR'] };
      const round = await save(service, 'inspectionRound', basics);
      await save(service, 'inspectionGroup', { round, name: '第一巡察组', mode: 'NORMAL' });
      const answer = await service.call('staffing.propose', { job: jobId(), round });
      // Nobody is in the pool: only a solver that has run knows which needs cannot be met.
      expect(answer.possible).toBe(false);
      expect(answer.conflict.length).toBeGreaterThan(0);
    } finally {
      await service.stop();
    }
  });

  it('opens its window, takes the keyboard, opens no socket to a network, and ends when told', async () => {
    mkdirSync(join(home, 'data'), { recursive: true });
    giveTo(join(home, 'data'));
    const [file, all] = command([]);
    const child = spawn(file, all, { env: environment(), stdio: 'ignore' });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    try {
      const window = await findWindow(child);
      const before = await stillPicture('packaged-1');
      for (const key of ['Tab', 'Tab', 'a']) spawnSync('xdotool', ['key', '--window', window, key]);
      await expect.poll(() => picture('packaged-2').equals(before), { timeout: 20_000 }).toBe(false);
      expect(networkSockets(child)).toEqual([]);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await ended).toBe(0);
    const errors = readFileSync(join(userData(), 'log', 'lianxun.log'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('"error"'));
    expect(errors).toEqual([]);
  });
});

async function findWindow(child: ChildProcess): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
    const found = spawnSync('xdotool', ['search', '--onlyvisible', '--name', '^联巡'], { encoding: 'utf8' });
    const [id] = found.stdout.trim().split('\n');
    if (id !== undefined && id !== '') {
      spawnSync('xdotool', ['windowfocus', id]);
      return id;
    }
    await wait(200);
  }
  throw new Error('no window came');
}

/** The screen once nothing on it has changed for two seconds. */
async function stillPicture(name: string): Promise<Buffer> {
  for (let before = picture(name), tries = 0; tries < 30; tries += 1) {
    await wait(2000);
    const now = picture(name);
    if (now.equals(before)) return now;
    before = now;
  }
  throw new Error('the screen never came to rest');
}

/** The screen as it is; kept as a PNG as well when LIANXUN_SHOTS names a folder and ImageMagick is there. */
function picture(name: string): Buffer {
  const folder = process.env['LIANXUN_SHOTS'];
  if (folder) {
    mkdirSync(folder, { recursive: true });
    spawnSync('import', ['-window', 'root', join(folder, `${name}.png`)]);
  }
  return spawnSync('xwd', ['-root', '-silent'], { maxBuffer: 100_000_000 }).stdout;
}

/** Internet sockets held by the program or one of its children, as the kernel lists them. */
function networkSockets(child: ChildProcess): readonly string[] {
  const inodes = new Set<string>();
  for (const name of ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6']) {
    const table = `/proc/net/${name}`;
    if (!existsSync(table)) continue;
    for (const line of readFileSync(table, 'utf8').split('\n').slice(1))
      inodes.add(line.trim().split(/\s+/)[9] ?? '');
  }
  return familyOf(child.pid ?? 0).flatMap((pid) =>
    descriptorsOf(pid)
      .filter((link) => inodes.has(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? 'none'))
      .map((link) => `${pid} ${link}`),
  );
}

function familyOf(pid: number): readonly number[] {
  const children = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return [pid, ...(children === '' ? [] : children.split('\n').flatMap((each) => familyOf(Number(each))))];
}

function descriptorsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  } catch {
    return [];
  }
}

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes, { mode: statSync(file).mode });
}

function filesBelow(folder: string, prefix = ''): readonly string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    const path = `${prefix}${entry.name}`;
    return entry.isDirectory() ? filesBelow(folder, `${path}/`) : [path];
  });
}
