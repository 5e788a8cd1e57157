/**
 * What kind of drive a folder stands on: the live vault must never lie on removable media or a network share
 * (reference 6.5). When no means can tell, the answer is `unknown` and the user is asked to make sure.
 */
import { execFile } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { promisify } from 'node:util';

export type DriveKind = 'fixed' | 'removable' | 'network' | 'unknown';

const networkFileSystems = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'smbfs',
  'fuse.sshfs',
  'fuse.davfs',
  'afs',
  'ncpfs',
]);

interface Mount {
  readonly device: string;
  readonly point: string;
  readonly type: string;
}

/** Parses `/proc/self/mountinfo`; octal escapes stand for blanks in mount points. */
export function parseMounts(text: string): readonly Mount[] {
  return text
    .split('\n')
    .map((line) => line.split(' '))
    .filter((fields) => fields.length > 8)
    .map((fields) => ({
      device: fields[2] ?? '',
      point: (fields[4] ?? '').replaceAll(/\\([0-7]{3})/g, (_, octal: string) =>
        String.fromCharCode(parseInt(octal, 8)),
      ),
      type: fields[fields.indexOf('-') + 1] ?? '',
    }));
}

/** The mount a path lies on: the longest mount point that contains it; of equals the last one mounted. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  const holds = (point: string): boolean => point === '/' || path === point || path.startsWith(`${point}/`);
  return mounts
    .filter((mount) => holds(mount.point))
    .reduce<Mount | undefined>(
      (best, mount) => (!best || mount.point.length >= best.point.length ? mount : best),
      undefined,
    );
}

async function isRemovableDevice(device: string): Promise<boolean | undefined> {
  try {
    const block = await realpath(`/sys/dev/block/${device}`);
    if (block.includes('/usb')) return true;
    for (const folder of [block, dirname(block)]) {
      const flag = await readFile(join(folder, 'removable'), 'utf8').catch(() => undefined);
      if (flag !== undefined) return flag.trim() === '1';
    }
  } catch {
    return undefined;
  }
  return undefined;
}

async function onLinux(path: string): Promise<DriveKind> {
  const mount = mountOf(parseMounts(await readFile('/proc/self/mountinfo', 'utf8')), path);
  if (!mount) return 'unknown';
  if (networkFileSystems.has(mount.type)) return 'network';
  const removable = await isRemovableDevice(mount.device);
  return removable === undefined ? 'unknown' : removable ? 'removable' : 'fixed';
}

const windowsKinds: Readonly<Record<string, DriveKind>> = {
  '2': 'removable',
  '3': 'fixed',
  '4': 'network',
  '5': 'removable',
};

async function onWindows(path: string): Promise<DriveKind> {
  if (path.startsWith(String.raw`\\`)) return 'network';
  const letter = parse(path).root.slice(0, 2);
  if (!/^[A-Za-z]:$/.test(letter)) return 'unknown';
  const query = `(Get-CimInstance Win32_LogicalDisk -Filter "DeviceID='${letter}'").DriveType`;
  const { stdout } = await promisify(execFile)(
    'powershell.exe',
    ['-NoProfile', '-NonInteractive', '-Command', query],
    { timeout: 8000, windowsHide: true },
  );
  return windowsKinds[stdout.trim()] ?? 'unknown';
}

/** Looks at the nearest existing folder above `path`. Never throws. */
export async function driveKind(path: string): Promise<DriveKind> {
  let folder = path;
  for (;;) {
    const real = await realpath(folder).catch(() => undefined);
    if (real !== undefined) {
      folder = real;
      break;
    }
    if (dirname(folder) === folder) return 'unknown';
    folder = dirname(folder);
  }
  try {
    return process.platform === 'win32' ? await onWindows(folder) : await onLinux(folder);
  } catch {
    return 'unknown';
  }
}
