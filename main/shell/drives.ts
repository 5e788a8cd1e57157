/**
 * What this PC says about its removable drives. It is a hint for the clerk, never a proof: when the system does not
 * tell, the answer is null and the clerk decides.
 */
import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { join, parse, resolve, sep } from 'node:path';

export interface Drive {
  /** Mount point or drive letter. */
  readonly path: string;
  readonly label: string;
  readonly removable: boolean;
}

export interface DrivesDep {
  /** All mounted drives the system tells about; empty when it does not tell. */
  readonly drives: () => Promise<readonly Drive[]>;
}

export function systemDrives(platform: NodeJS.Platform = process.platform): DrivesDep {
  if (platform === 'linux') return { drives: () => linuxDrives('/proc/self/mounts', '/sys') };
  if (platform === 'win32') return { drives: windowsDrives };
  return { drives: () => Promise.resolve([]) };
}

/** Whether `path` lies on a removable drive; null when no known drive holds it. */
export async function isRemovable(deps: DrivesDep, path: string): Promise<boolean | null> {
  const target = resolve(path);
  const holding = (await deps.drives())
    .filter((drive) => isBelow(target, drive.path))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return holding?.removable ?? null;
}

function isBelow(path: string, folder: string): boolean {
  const whole = folder.endsWith(sep) ? folder : folder + sep;
  return path === folder || path.startsWith(whole);
}

/** Mounted block devices with the kernel's own word on each: `removable`, or a USB bus above the device. */
export async function linuxDrives(mounts: string, sys: string): Promise<readonly Drive[]> {
  const lines = (await readFile(mounts, 'utf8').catch(() => '')).split('\n');
  const drives: Drive[] = [];
  for (const line of lines) {
    const [device, mount] = line.split(' ');
    if (device === undefined || mount === undefined || !device.startsWith('/dev/')) continue;
    const path = unescapeMount(mount);
    const removable = await isRemovableDevice(sys, device.slice('/dev/'.length));
    if (removable !== null) drives.push({ path, label: parse(path).base || path, removable });
  }
  return drives;
}

/** `/proc/mounts` writes blanks and the like as octal escapes of their UTF-8 bytes. */
function unescapeMount(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(parseInt(octal, 8)));
}

async function isRemovableDevice(sys: string, name: string): Promise<boolean | null> {
  const link = await readlink(join(sys, 'class', 'block', name)).catch(() => undefined);
  if (link === undefined) return null;
  if (/\/usb\d+\//.test(link)) return true;
  const device = join(sys, 'class', 'block', link);
  for (const file of [join(device, 'removable'), join(device, '..', 'removable')]) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) return text.trim() === '1';
  }
  return null;
}

const powershell = [
  '-NoProfile',
  '-NonInteractive',
  '-Command',
  '[Console]::OutputEncoding=[Text.Encoding]::UTF8; Get-CimInstance Win32_LogicalDisk | ' +
    'Select-Object DeviceID,VolumeName,DriveType | ConvertTo-Json -Compress',
] as const;
const removableType = 2;

function windowsDrives(): Promise<readonly Drive[]> {
  const options = { timeout: 3000, windowsHide: true, maxBuffer: 1_000_000 };
  return new Promise((done) => {
    execFile('powershell.exe', [...powershell], options, (error, output) => {
      done(error ? [] : readWindowsDrives(output));
    });
  });
}

/** Reads what `Get-CimInstance Win32_LogicalDisk | ConvertTo-Json` prints: one object, or a list of them. */
export function readWindowsDrives(json: string): readonly Drive[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return [];
  }
  return (Array.isArray(parsed) ? parsed : [parsed]).flatMap((disk: Partial<Record<string, unknown>>) => {
    const letter = disk['DeviceID'];
    if (typeof letter !== 'string' || !/^[A-Z]:$/.test(letter)) return [];
    const label = typeof disk['VolumeName'] === 'string' ? disk['VolumeName'] : '';
    return [{ path: `${letter}\\`, label, removable: disk['DriveType'] === removableType }];
  });
}
