import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { getRawHeader } from '@electron/asar';
import { Data, NtExecutable, NtExecutableResource, Resource } from 'resedit';

export interface WindowsOptions {
  readonly executable: string;
  readonly archive: string;
  readonly icon: string;
  readonly version: string;
}

/** US English, where Electron's own resources stand; Windows falls back to it everywhere. */
const language = { lang: 1033, codepage: 1200 } as const;

/**
 * Gives the executable our icon and name, and the hash of the archive's header: with the fuse for it set, Electron on
 * Windows starts only with the archive that has this header, and the header holds the hashes of all files in it.
 */
export function finishWindowsProgram(options: WindowsOptions): void {
  const executable = NtExecutable.from(readFileSync(options.executable), { ignoreCert: true });
  const resources = NtExecutableResource.from(executable);
  const hash = createHash('sha256').update(getRawHeader(options.archive).headerString).digest('hex');
  const integrity = JSON.stringify([{ file: 'resources\\app.asar', alg: 'sha256', value: hash }]);
  const bin = new TextEncoder().encode(integrity).buffer;
  resources.replaceResourceEntry({ type: 'INTEGRITY', id: 'ELECTRONASAR', ...language, bin });
  setIcon(resources, options.icon);
  setNames(resources, options.version);
  resources.outputResource(executable);
  writeFileSync(options.executable, Buffer.from(executable.generate()), { mode: 0o755 });
}

function setIcon(resources: NtExecutableResource, icon: string): void {
  const images = Data.IconFile.from(readFileSync(icon)).icons.map((each) => each.data);
  const group = Resource.IconGroupEntry.fromEntries(resources.entries)[0]?.id ?? 1;
  Resource.IconGroupEntry.replaceIconsForResource(resources.entries, group, language.lang, images);
}

function setNames(resources: NtExecutableResource, version: string): void {
  const info = Resource.VersionInfo.fromEntries(resources.entries)[0] ?? Resource.VersionInfo.createEmpty();
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  info.setFileVersion(major, minor, patch, 0, language.lang);
  info.setProductVersion(major, minor, patch, 0, language.lang);
  const names = {
    ProductName: '联巡',
    FileDescription: '联巡',
    OriginalFilename: 'lianxun.exe',
    InternalName: 'lianxun',
  };
  info.setStringValues(language, { ...names, CompanyName: '', LegalCopyright: '' });
  info.outputToResourceEntries(resources.entries);
}
