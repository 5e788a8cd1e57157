import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, projectFolder } from '../system/paths.ts';

/** What a package can be made for. */
export interface Target {
  readonly name: 'linux-x64' | 'linux-arm64' | 'win32-x64';
  /** Name of the executable in Electron's archive and in ours. */
  readonly electron: string;
  readonly executable: string;
  /** Debian's name of the architecture; undefined where no .deb is made. */
  readonly debian: string | undefined;
}

export const targets: readonly Target[] = [
  { name: 'linux-x64', electron: 'electron', executable: 'lianxun', debian: 'amd64' },
  { name: 'linux-arm64', electron: 'electron', executable: 'lianxun', debian: 'arm64' },
  { name: 'win32-x64', electron: 'electron.exe', executable: 'lianxun.exe', debian: undefined },
];

/** Where official Electron archives are looked for. */
export function zipFolder(): string {
  return process.env['LIANXUN_ELECTRON_ZIPS'] ?? join(cacheFolder(), 'zips');
}

/**
 * The official archive for a target, checked against the hashes the `electron` package ships; undefined when it is
 * not there. Throws when it is there and is not the published one.
 */
export function findOfficialZip(target: Target, folder: string = zipFolder()): string | undefined {
  const package_ = join(projectFolder, 'node_modules', 'electron');
  const { version } = JSON.parse(readFileSync(join(package_, 'package.json'), 'utf8')) as { version: string };
  const name = `electron-v${version}-${target.name}.zip`;
  const file = join(folder, name);
  if (!existsSync(file)) return undefined;
  const checksums = JSON.parse(readFileSync(join(package_, 'checksums.json'), 'utf8')) as Record<
    string,
    string
  >;
  const found = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (found !== checksums[name]) throw new Error(`${file} is not the archive that Electron published`);
  return file;
}

/** The sentence for a target whose archive is missing. */
export function missingZip(target: Target): string {
  return (
    `No Electron archive for ${target.name}. Put the official electron-v…-${target.name}.zip into ${zipFolder()} ` +
    '(or name its folder in LIANXUN_ELECTRON_ZIPS) and run this again.'
  );
}
