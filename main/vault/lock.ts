/**
 * One process at a time. The system itself drops the lock when its holder dies, so a crash leaves nothing to clean
 * up by hand, and a number that was given to another process does not look like a holder.
 *
 * Windows: a file opened without sharing (libuv's UV_FS_O_EXLOCK). Elsewhere: a file whose *name* carries the
 * holder's process id, its start time and the boot, so that it can never be seen half written. Each newcomer first
 * creates its own file and then looks at the others; of two that start together at most one goes on.
 */
import * as fs from 'node:fs';
import { join } from 'node:path';

export interface Lock {
  readonly release: () => void;
}

const windowsLockName = 'lock';
const windowsExclusive = 0x1000_0000;
const lockName = /^lock-(\d+)-(\d+)-([0-9a-f]+)$/;

export function lockFolder(folder: string): Lock | undefined {
  return process.platform === 'win32' ? lockOnWindows(folder) : lockByName(folder);
}

export function isFolderLocked(folder: string): boolean {
  if (process.platform === 'win32') {
    if (!fs.existsSync(join(folder, windowsLockName))) return false;
    const lock = lockOnWindows(folder);
    lock?.release();
    return !lock;
  }
  return holders(folder).some((name) => isAlive(name));
}

function lockOnWindows(folder: string): Lock | undefined {
  const path = join(folder, windowsLockName);
  try {
    const handle = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT | windowsExclusive, 0o600);
    return { release: () => fs.closeSync(handle) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EBUSY' || code === 'EPERM' || code === 'EACCES') return undefined;
    throw error;
  }
}

function lockByName(folder: string): Lock | undefined {
  const own = `lock-${process.pid}-${startTime(process.pid) ?? '0'}-${bootId()}`;
  const path = join(folder, own);
  try {
    fs.closeSync(fs.openSync(path, 'wx', 0o600));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  }
  const others = holders(folder).filter((name) => name !== own);
  if (others.some((name) => isAlive(name))) {
    fs.unlinkSync(path);
    return undefined;
  }
  for (const name of others) fs.rmSync(join(folder, name), { force: true });
  return { release: () => fs.rmSync(path, { force: true }) };
}

function holders(folder: string): readonly string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => lockName.test(name)) : [];
}

function isAlive(name: string): boolean {
  const [, pid = '', started = '', boot = ''] = lockName.exec(name) ?? [];
  return boot === bootId() && startTime(Number(pid)) === started;
}

/**
 * In clock ticks since boot, from the fields after the command name (which may hold spaces and brackets). Undefined for
 * a process that is gone, or has ended and only waits for its parent to take note: it holds nothing any more.
 */
function startTime(pid: number): string | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function bootId(): string {
  try {
    return fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').replaceAll('-', '').trim().slice(0, 16);
  } catch {
    return '0';
  }
}
